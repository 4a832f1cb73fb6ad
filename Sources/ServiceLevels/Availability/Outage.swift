/// Time in which a service was not what it should be, or still is not.
///
/// If it gets better or worse, it ends and another one begins at the same instant: to overwrite the
/// severity would falsify what was before. (availability.md 2.1)
package struct Outage: Hashable, Sendable {
  package let id: Int
  package let start: Instant
  /// The first instant at which it was over; `nil` while it lasts.
  package let end: Instant?
  package let severity: Severity
  /// Counts instead of the severity's weight, 0 to 100.
  package let ownWeight: Int?

  /// Throws if it ends no later than it begins, or if its own weight is not within 0 to 100.
  package init(
    id: Int, start: Instant, end: Instant? = nil, severity: Severity = .major,
    ownWeight: Int? = nil
  ) throws(AvailabilityFailure) {
    if let end, end <= start { throw .endsNotAfterStart(start: start, end: end) }
    if let ownWeight { try SeverityWeights.check(ownWeight) }
    self.id = id
    self.start = start
    self.end = end
    self.severity = severity
    self.ownWeight = ownWeight
  }

  /// Throws if it begins or ends later than now; what is entered has happened.
  package func check(now: Instant) throws(AvailabilityFailure) {
    for instant in [start, end ?? start] where instant > now {
      throw .inTheFuture(instant, now: now)
    }
  }

  /// What had happened of it by an instant; nothing if it began later.
  func asOf(_ instant: Instant) -> Outage? {
    guard start <= instant else { return nil }
    guard let end, end > instant else { return self }
    return Outage(ongoing: self)
  }

  private init(ongoing outage: Outage) {
    (id, start, end) = (outage.id, outage.start, nil)
    (severity, ownWeight) = (outage.severity, outage.ownWeight)
  }

  /// What it counts, in percent of its length, 0 to 100.
  package func weight(in weights: SeverityWeights) -> Int {
    ownWeight ?? weights[severity]
  }
}
