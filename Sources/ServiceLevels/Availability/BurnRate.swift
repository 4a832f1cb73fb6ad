extension Availability {
  /// How fast the budget was used in the time before now: 1 uses it up exactly over a period.
  ///
  /// Only agreed time counts, so that the span reaches no further back than this version and this
  /// period; `nil` if it holds no agreed time. Gaps count as up. Traps unless
  /// `milliseconds` is 1 to `longestBurnMs`. (availability.md 2.7)
  package func burnRate(overMs milliseconds: Int64) -> Fraction? {
    precondition(1...Self.longestBurnMs ~= milliseconds, "span out of range")
    let span = now.advanced(byMilliseconds: -milliseconds)..<now
    let tally = Tally(segments.compactMap { $0.clamped(to: span) }, weight: \.leastWeight)
    guard tally.elapsedMs > 0 else { return nil }
    let down = Int128(tally.downPercentMs) * Int128(UptimeTarget.whole / 100)
    return Fraction(down, over: Int128(tally.elapsedMs) * Int128(commitment.target.allowance))
  }

  /// The longest time that a burn rate can be asked over: 366 days of 24 hours.
  package static let longestBurnMs: Int64 = longestYearMs
}
