package import ServiceLevels

/// What is wrong with a line of a calendar's or a policy's text: the evidence, never a sentence.
package struct DocumentFault: Error, Equatable, Sendable {
  /// The file that the line is in, where it is another than the text itself.
  package var file: String?
  /// 1 for the first; 0 for the text as a whole.
  package var line: Int
  package var what: What

  package init(file: String? = nil, line: Int, _ what: What) {
    self.file = file
    self.line = line
    self.what = what
  }

  package enum What: Equatable, Sendable {
    /// The first word is none that begins a line.
    case unknownKey(String, known: [String])
    /// A line that there must be is not there.
    case missing(String)
    /// Such a line was there before, and there can be one.
    case twice(String)
    /// A word of a row that stands in it once was there before.
    case wordTwice(String)
    /// The line has no value, or more than one.
    case noValue(String)
    case noSuchZone(String)
    case week(WeekFailure)
    case day(ClosureDayFailure)
    case opening(OpeningFailure)
    case calendar(CalendarFailure)
    case noSuchFile(String)
    /// It is a file of holidays, which a calendar's text can name.
    case isHolidays
    /// There are more rows than a policy has.
    case tooManyRows(max: Int)
    /// The text is no UTF-8.
    case notUTF8
    case holiday(HolidayFault)
    /// The word is none of those that can stand here.
    case word(String, expected: [String])
    /// The word is no number of these.
    case number(String, ClosedRange<Int64>)
    /// Another line has that rank.
    case tie(rank: Int64, line: Int)
    /// An earlier rank, in that line, matches all that this one does.
    case unreachable(String, line: Int)
    /// Nothing is promised for the priority.
    case noRow(String)
    /// The row has no target of the clock.
    case noTarget(String)
    case target(TargetFailure)
    /// A day, week or month on a calendar that closes.
    case civil(CivilTargetFailure, calendar: String)
    case noSuchCalendar(String, known: [String])
    /// Nobody is called so, or more than one customer.
    case noSuchCustomer(String)
    /// A resolution is promised sooner than a response.
    case sooner(String, than: String)
    /// An update is promised in days, which are not of one length.
    case updateOfDays(String)
    /// Working days on a calendar that never closes.
    case noWorkingDays(String)
  }
}

/// Why an event of a file of holidays (RFC 5545) cannot be read as closed days.
package enum HolidayFault: Equatable, Sendable {
  /// It is no such file, or a part of it is not ended.
  case malformed(String)
  /// It has no day on which it begins.
  case noStart
  /// It is of an hour, not of whole days.
  case notAllDay(String)
  case noSuchDay(String)
  /// Its end or length is no whole number of days, or not behind its beginning.
  case badLength(String)
  /// A rule that is none of those of every year that are read.
  case badRule(String)
}
