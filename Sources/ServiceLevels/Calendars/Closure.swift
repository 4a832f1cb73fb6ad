/// Hours of a day, or a whole one, on which a calendar does not open although its week would.
package struct Closure: Hashable, Sendable {
  package let day: Day
  /// `Opening.wholeDay` for a holiday.
  package let hours: Opening
  /// What people call it, such as `Christmas Day`; taken as it is.
  package let name: String

  /// A closure of a whole day, unless hours are given.
  package init(_ day: Day, hours: Opening = .wholeDay, name: String) {
    self.day = day
    self.hours = hours
    self.name = name
  }

  /// The days a closure is for.
  package enum Day: Hashable, Sendable {
    /// One day.
    case date(CivilDate)
    /// A day of every year; 29 February only of leap years.
    case yearly(MonthDay)
  }
}

/// A day of a month that some year has.
package struct MonthDay: Hashable, Sendable {
  /// 1 to 12.
  package let month: Int
  /// 1 to 31, 29 at most in February.
  package let day: Int

  /// Nothing if no year has such a day.
  package init?(month: Int, day: Int) {
    // Every day that some year has, a leap year has.
    guard CivilDate(year: 2_000, month: month, day: day) != nil else { return nil }
    self.month = month
    self.day = day
  }

  init(_ date: CivilDate) {
    month = date.month
    day = date.day
  }

  /// The day in a year, or nothing if the year has none.
  func date(in year: Int) -> CivilDate? {
    CivilDate(year: year, month: month, day: day)
  }
}

extension Closure.Day {
  /// Reads `2026-12-25`, or `*-12-25` for every year.
  ///
  /// Throws `noSuchDay` for a day that no calendar has, such as `2026-02-29` or `*-04-31`.
  package init(text: String) throws(ClosureDayFailure) {
    var scanner = Scanner(text)
    let isYearly = scanner.take("*")
    guard let year = isYearly ? 0 : scanner.number(digits: 4...4), scanner.take("-"),
      let month = scanner.number(digits: 2...2), scanner.take("-"),
      let day = scanner.number(digits: 2...2), scanner.isAtEnd
    else { throw .unreadable(text, at: scanner.position) }
    let closure: Self? =
      isYearly
      ? MonthDay(month: month, day: day).map { .yearly($0) }
      : CivilDate(year: year, month: month, day: day).map { .date($0) }
    guard let closure else { throw .noSuchDay(text) }
    self = closure
  }

  /// `2026-12-25` or `*-12-25`; the year 10000 has five digits, which are not read back.
  package var text: String {
    switch self {
    case .date(let date): padded(date.year, 4) + "-" + Self.text(date.month, date.day)
    case .yearly(let day): "*-" + Self.text(day.month, day.day)
    }
  }

  private static func text(_ month: Int, _ day: Int) -> String {
    padded(month, 2) + "-" + padded(day, 2)
  }
}

/// Why a text is no day of a closure.
package enum ClosureDayFailure: Error, Hashable, Sendable {
  /// The bytes from this one on are not those of `2026-12-25` or `*-12-25`.
  case unreadable(String, at: Int)
  /// Well written, but no year, or not that one, has this day.
  case noSuchDay(String)
}
