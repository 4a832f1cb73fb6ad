/// Why something is no working calendar.
package enum CalendarFailure: Error, Hashable, Sendable {
  /// The bytes from this one on are not those of `09:00-17:30`; no clock shows more than 24:00.
  case unreadableOpening(String, at: Int)
  /// It ends no later than it begins.
  case emptyOpening(from: TimeOfDay, until: TimeOfDay)
  /// Two openings of one weekday, Monday 1 to Sunday 7, have minutes in common.
  case overlap(weekday: Int, Opening, Opening)
  /// The bytes from this one on are not those of `2026-12-25` or `*-12-25`.
  case unreadableDay(String, at: Int)
  /// Well written, but no year, or not that one, has this day.
  case noSuchDay(String)
  /// From this instant on it does not open for more than 366 days.
  case neverOpens(from: Instant)
}
