/// A part of a period in which nothing changed, and what it counts as.
package struct AvailabilitySegment: Hashable, Sendable {
  /// Half-open and not empty.
  package let range: Range<Instant>
  package let kind: Kind
  /// Whether it lies after now, so that it counts for the whole period and not to date.
  package let isToCome: Bool

  /// What a segment counts as: the first that is true of it.
  package enum Kind: Hashable, Sendable {
    /// The commitment does not hold.
    case outside
    /// No agreed time, on account of this window; the first one, if several overlap.
    case excluded(window: Int)
    /// Nobody can say, unless an outage of full weight is known; at the least what a lighter one
    /// says.
    case unknown(gap: Int, atLeast: Blame?)
    case down(Blame)
    /// Nothing speaks against it.
    case up
  }

  /// The heaviest outage of a segment: of several, the earlier, then the lower number.
  package struct Blame: Hashable, Sendable {
    /// In percent of the time, 0 to 100.
    package let weight: Int
    package let cause: Cause

    /// Whose fault it is.
    package enum Cause: Hashable, Sendable {
      case outage(Int)
      /// Work in a window that was not excused.
      case overrun(window: Int)
    }
  }
}

extension AvailabilitySegment {
  package var milliseconds: Int64 { range.upperBound - range.lowerBound }

  /// Whether it is time in which the service was promised.
  package var isAgreed: Bool {
    switch kind {
    case .outside, .excluded: false
    case .down, .unknown, .up: true
    }
  }

  /// What it counts, in percent of its length, if the service was up where nobody can say.
  package var leastWeight: Int {
    switch kind {
    case .outside, .excluded, .up, .unknown(_, nil): 0
    case .down(let blame), .unknown(_, let blame?): blame.weight
    }
  }

  /// What it counts, in percent of its length, if the service was down where nobody can say.
  package var greatestWeight: Int {
    if case .unknown = kind { SeverityWeights.full } else { leastWeight }
  }

  /// The part of it inside a range, or nothing.
  func clamped(to limits: Range<Instant>) -> AvailabilitySegment? {
    let part = range.clamped(to: limits)
    return part.isEmpty ? nil : AvailabilitySegment(range: part, kind: kind, isToCome: isToCome)
  }
}
