/// Several services taken together: down wherever any of them is.
///
/// A union, never an average, and shown beside the services' own numbers, for it can be worse than
/// each of them. Time is agreed wherever it is agreed for one of them; a service counts only in its
/// own agreed time. (availability.md 2.4)
package struct Composite: Hashable, Sendable {
  /// The sums if the services were up wherever nobody can say.
  package let gapsUp: Tally
  /// The sums if they were down there.
  package let gapsDown: Tally
  /// The agreed time, in order, with what it counts: no two alike in a row, not always contiguous.
  package let parts: [Part]

  /// A part of the agreed time in which nothing changed.
  package struct Part: Hashable, Sendable {
    package let range: Range<Instant>
    /// The service that is heaviest there, of several the first as the readings are given; `nil` if
    /// none weighs.
    package let service: String?
    /// The greatest weight, gaps being up: 0 to 100.
    package let leastWeight: Int
    /// The greatest weight, gaps being down.
    package let greatestWeight: Int
    package let isToCome: Bool
  }

  /// Joins readings, several of one service if its commitment changed.
  ///
  /// `nil` if there are none, or if they were not all read at the same instant and in the same
  /// period.
  package init?(of readings: [Availability]) {
    guard let first = readings.first,
      readings.allSatisfy({ $0.now == first.now && $0.period == first.period })
    else { return nil }
    var sides = readings.map { Side(service: $0.commitment.service, segments: $0.segments[...]) }
    let edges = readings.flatMap { $0.segments }.flatMap {
      [$0.range.lowerBound, $0.range.upperBound]
    }
    var (gapsUp, gapsDown) = (Tally(), Tally())
    var parts: [Part] = []
    let ordered = Set(edges).sorted()
    for (start, end) in zip(ordered, ordered.dropFirst()) {
      guard let part = Self.part(start..<end, isToCome: start >= first.now, of: &sides) else {
        continue
      }
      let milliseconds = end - start
      gapsUp.add(milliseconds: milliseconds, weight: part.leastWeight, isToCome: part.isToCome)
      gapsDown.add(milliseconds: milliseconds, weight: part.greatestWeight, isToCome: part.isToCome)
      parts.append(part)
    }
    self.gapsUp = gapsUp
    self.gapsDown = gapsDown
    self.parts = parts.reduce(into: []) { $0.join($1) }
  }

  /// One reading, without the segments that have been passed.
  private struct Side {
    let service: String
    var segments: ArraySlice<AvailabilitySegment>

    /// The segment at that instant, which must not be earlier than the one asked for before.
    mutating func segment(at instant: Instant) -> AvailabilitySegment? {
      segments = segments.drop { $0.range.upperBound <= instant }
      return segments.first.flatMap { $0.range.contains(instant) ? $0 : nil }
    }
  }

  private static func part(
    _ range: Range<Instant>, isToCome: Bool, of sides: inout [Side]
  ) -> Part? {
    var isAgreed = false
    var (least, greatest) = (0, 0)
    var heaviest: (service: String?, weight: (Int, Int)) = (nil, (0, 0))
    for index in sides.indices {
      guard let segment = sides[index].segment(at: range.lowerBound), segment.isAgreed else {
        continue
      }
      isAgreed = true
      // What is known comes before what may be: a gap names a service if no outage does.
      let weight = (segment.leastWeight, segment.greatestWeight)
      if weight > heaviest.weight { heaviest = (sides[index].service, weight) }
      least = max(least, segment.leastWeight)
      greatest = max(greatest, segment.greatestWeight)
    }
    guard isAgreed else { return nil }
    return Part(
      range: range, service: heaviest.service, leastWeight: least, greatestWeight: greatest,
      isToCome: isToCome)
  }
}

extension [Composite.Part] {
  /// Adds a part, or makes the last one longer if it is alike and ends where this one begins.
  fileprivate mutating func join(_ part: Composite.Part) {
    guard let last, last.range.upperBound == part.range.lowerBound, last.service == part.service,
      last.leastWeight == part.leastWeight, last.greatestWeight == part.greatestWeight,
      last.isToCome == part.isToCome
    else {
      append(part)
      return
    }
    self[count - 1] = Composite.Part(
      range: last.range.lowerBound..<part.range.upperBound, service: part.service,
      leastWeight: part.leastWeight, greatestWeight: part.greatestWeight, isToCome: part.isToCome)
  }
}
