/// Time of which nobody can say whether the service was up.
///
/// Never counted as up or down in silence: every number comes as a pair. (availability.md 2.6)
package struct CoverageGap: Hashable, Sendable {
  package let id: Int
  package let range: Range<Instant>

  /// Throws if it ends no later than it begins.
  package init(id: Int, start: Instant, end: Instant) throws(AvailabilityFailure) {
    guard start < end else { throw .endsNotAfterStart(start: start, end: end) }
    self.id = id
    range = start..<end
  }

  /// Throws if it ends later than now; of the time to come nothing is known anyway.
  package func check(now: Instant) throws(AvailabilityFailure) {
    guard range.upperBound <= now else { throw .inTheFuture(range.upperBound, now: now) }
  }
}
