extension Availability {
  /// The greatest instant through which the target is still met if nothing changes.
  ///
  /// Outages that last go on, and so does work in a window, past its planned end as an overrun;
  /// windows to come are not agreed time and use up nothing. In the past if the target is missed.
  /// `nil` if it is met to the end of the period, or if no time is agreed. Gaps count as up.
  /// (availability.md 2.7)
  package var metThrough: Instant? {
    guard agreedMs > 0 else { return nil }
    let proof = AvailabilityProof(
      commitment: commitment, bounds: bounds, covered: covered, records: records, now: now)
    // In milliseconds times 100,000, as the inequality of the verdict is.
    var spare = Int128(agreedMs) * Int128(commitment.target.allowance)
    for segment in proof.segments(until: bounds.upperBound) {
      let price = Int128(segment.leastWeight) * Int128(UptimeTarget.whole / 100)
      guard price > 0 else { continue }
      let affordable = spare / price
      guard affordable >= Int128(segment.milliseconds) else {
        return segment.range.lowerBound.advanced(byMilliseconds: Int64(affordable))
      }
      spare -= price * Int128(segment.milliseconds)
    }
    return nil
  }
}
