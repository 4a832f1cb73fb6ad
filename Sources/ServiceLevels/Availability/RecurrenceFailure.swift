/// Why windows cannot come again so.
///
/// Evidence only; who tells a person makes the words.
package enum RecurrenceFailure: Error, Hashable, Sendable {
  /// Every how many days, weeks or months: none of 1 to 9,999.
  case every(Int)
  /// No day of the week at all.
  case noWeekday
  /// A day of the week that is none of 1 to 7.
  case weekday(Int)
  /// A day of the month that is none of 1 to 31, nor -1.
  case day(Int)
  /// Which such weekday of the month: none of 1 to 5, nor -1.
  case week(Int)
  /// At 24:00, which is the 00:00 of the next day.
  case startsAtDayEnd
  /// A length that is none of 1 to the longest.
  case duration(milliseconds: Int64)
  /// The last day is before the first.
  case endsBeforeItBegins(from: CivilDate, until: CivilDate)
}
