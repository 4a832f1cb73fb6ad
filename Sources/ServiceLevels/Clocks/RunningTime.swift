/// The hours that count, on a calendar that is always open.
///
/// The only place where two instants become running milliseconds, and running milliseconds an
/// instant: working calendars go here.
enum RunningTime {
  /// Running milliseconds from `start` to `end`, 0 if `end` is not later.
  static func milliseconds(from start: Instant, to end: Instant) -> Int64 {
    max(0, end - start)
  }

  /// The least instant at which so much has run since `start`; saturates at `Instant.latest`.
  static func least(after milliseconds: Int64, from start: Instant) -> Instant {
    start.advanced(byMilliseconds: milliseconds)
  }

  /// The greatest such instant: later than the least one only if the calendar closes in between.
  static func greatest(after milliseconds: Int64, from start: Instant) -> Instant {
    start.advanced(byMilliseconds: milliseconds)
  }
}
