/// How much time was agreed and how much of it was down, in sums that nothing was rounded in.
package struct Tally: Hashable, Sendable {
  /// Agreed time of the whole period.
  package private(set) var agreedMs: Int64 = 0
  /// Agreed time up to now.
  package private(set) var elapsedMs: Int64 = 0
  /// Time down up to now, a millisecond at full weight counting 100.
  package private(set) var downPercentMs: Int64 = 0

  /// Adds agreed time of one weight; it is 0 to 100, and nothing for what is still to come.
  mutating func add(milliseconds: Int64, weight: Int, isToCome: Bool) {
    agreedMs += milliseconds
    guard !isToCome else { return }
    elapsedMs += milliseconds
    downPercentMs += milliseconds * Int64(weight)
  }

  /// Adds up the agreed segments.
  init(_ segments: [AvailabilitySegment], weight: KeyPath<AvailabilitySegment, Int>) {
    for segment in segments where segment.isAgreed {
      add(
        milliseconds: segment.milliseconds, weight: segment[keyPath: weight],
        isToCome: segment.isToCome)
    }
  }

  /// Nothing added up yet.
  init() {}
}

// MARK: Shares

extension Tally {
  /// The share of the agreed time up to now that was up, 0 to 1; `nil` before there is any.
  package var availability: Fraction? { up(of: elapsedMs) }

  /// The share of the whole period that is up if nothing else fails; `nil` if none of it is agreed.
  package var bestCase: Fraction? { up(of: agreedMs) }

  /// Seconds down up to now, by their weight.
  package var downSeconds: Fraction { Fraction(Int128(downPercentMs), over: 100_000) }

  /// What people are shown of `availability`: `99.499 %`, or `n/a`.
  package var shown: String { Self.text(availability) }

  /// What people are shown of `bestCase`.
  package var shownBestCase: String { Self.text(bestCase) }

  /// Three decimals of a percentage, never rounded up, so that it looks met only if it is.
  ///
  /// (availability.md 2.8)
  package static func text(_ share: Fraction?) -> String {
    guard let share else { return "n/a" }
    let percent = Fraction(Int128(share.numerator) * 100, over: Int128(share.denominator))
    return percent.floored(decimals: 3) + " %"
  }

  private func up(of milliseconds: Int64) -> Fraction? {
    guard milliseconds > 0 else { return nil }
    let whole = Int128(milliseconds) * 100
    return Fraction(whole - Int128(downPercentMs), over: whole)
  }
}

// MARK: Against a target

extension Tally {
  /// Whether the target is met if nothing else fails; `nil` if no time is agreed.
  ///
  /// The one inequality: no more down than the target leaves of the whole period. Exactly as much
  /// is met. (availability.md 2.3)
  package func meets(_ target: UptimeTarget) -> Bool? {
    agreedMs > 0 ? spare(target) >= 0 : nil
  }

  /// What the target leaves of the whole period, and how much of it is used.
  package func budget(_ target: UptimeTarget) -> Budget {
    Budget(
      total: Int128(agreedMs) * Int128(target.allowance),
      used: Int128(downPercentMs) * Int128(UptimeTarget.whole / 100),
      unitsPerSecond: Int128(UptimeTarget.whole) * 1_000)
  }

  /// Milliseconds that may yet be missed, times 100,000; negative if the target is missed.
  func spare(_ target: UptimeTarget) -> Int128 {
    Int128(agreedMs) * Int128(target.allowance)
      - Int128(downPercentMs) * Int128(UptimeTarget.whole / 100)
  }
}
