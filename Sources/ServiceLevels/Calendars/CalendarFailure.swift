/// Why hours are no working calendar.
package enum CalendarFailure: Error, Hashable, Sendable {
  /// Two openings of one weekday, Monday 1 to Sunday 7, have minutes in common.
  case overlap(weekday: Int, Opening, Opening)
  /// From this instant on it does not open for more than 366 days.
  case neverOpens(from: Instant)
}
