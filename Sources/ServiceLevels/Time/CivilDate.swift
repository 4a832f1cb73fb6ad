/// A day of the proleptic Gregorian calendar, in no zone in particular.
///
/// Years 0 to 10000: one more on either side than `Instant`, so that every zone's local date fits.
package struct CivilDate: Hashable, Sendable {
  /// 0 to 10000; year 0 is the one before year 1.
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to the length of the month.
  package let day: Int

  /// The years a date can have.
  package static let years = 0...10_000

  /// The date so written, or nothing if the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), 1...12 ~= month,
      1...Self.dayCount(ofMonth: month, year: year) ~= day
    else { return nil }
    self.init(existing: year, month, day)
  }

  /// 1 January of a year within `years`, else it traps.
  init(firstOf year: Int) {
    precondition(Self.years.contains(year), "year out of range")
    self.init(existing: year, 1, 1)
  }

  private init(existing year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

// MARK: Day numbers

extension CivilDate {
  /// Days since 1970-01-01, negative before it.
  package var dayNumber: Int {
    Self.dayNumber(ofYear: year) + Self.dayCount(beforeMonth: month, year: year) + day - 1
  }

  /// The date so many days after 1970-01-01.
  ///
  /// Saturates at the first and last day of `years`.
  package init(dayNumber: Int) {
    let first = Self.dayNumber(ofYear: Self.years.lowerBound)
    let last = Self.dayNumber(ofYear: Self.years.upperBound + 1) - 1
    let number = min(max(dayNumber, first), last)
    // The mean year is 146,097/400 days long; the estimate is off by a year at most.
    var year = 1970 + (number * 400).floored(by: 146_097).quotient
    while Self.dayNumber(ofYear: year) > number { year -= 1 }
    while Self.dayNumber(ofYear: year + 1) <= number { year += 1 }
    let dayOfYear = number - Self.dayNumber(ofYear: year)
    var month = dayOfYear / 31 + 1
    while month < 12, Self.dayCount(beforeMonth: month + 1, year: year) <= dayOfYear { month += 1 }
    let day = dayOfYear - Self.dayCount(beforeMonth: month, year: year) + 1
    self.init(existing: year, month, day)
  }

  /// The day of the week, Monday 1 to Sunday 7.
  package var weekday: Int {
    (dayNumber + 3).floored(by: 7).remainder + 1
  }

  /// The day number of 1 January, for any year.
  static func dayNumber(ofYear year: Int) -> Int {
    let before = year - 1
    let leapDays =
      before.floored(by: 4).quotient - before.floored(by: 100).quotient
      + before.floored(by: 400).quotient
    return before * 365 + leapDays - 719_162
  }
}

// MARK: Arithmetic

extension CivilDate: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate {
  /// The date so many days later, or earlier if negative.
  ///
  /// Saturates at the first and last day of `years`.
  package func adding(days: Int) -> CivilDate {
    let (number, overflow) = dayNumber.addingReportingOverflow(days)
    guard !overflow else { return CivilDate(dayNumber: days < 0 ? -4_000_000 : 4_000_000) }
    return CivilDate(dayNumber: number)
  }

  /// The same day of the month so many months later, or the month's last day if it is shorter.
  ///
  /// 31 January and one month is 28 or 29 February. Saturates at the first and last day of `years`.
  package func adding(months: Int) -> CivilDate {
    let (index, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    let (newYear, newMonth) = index.floored(by: 12)
    guard !overflow, Self.years.contains(newYear) else {
      return months < 0
        ? CivilDate(existing: Self.years.lowerBound, 1, 1)
        : CivilDate(existing: Self.years.upperBound, 12, 31)
    }
    let length = Self.dayCount(ofMonth: newMonth + 1, year: newYear)
    return CivilDate(existing: newYear, newMonth + 1, min(day, length))
  }
}

// MARK: Lengths

extension CivilDate {
  /// Whether the year has a 29 February.
  static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The days of a month, 28 to 31; `month` is 1 to 12.
  static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The days of a year before its month begins; `month` is 1 to 12.
  static func dayCount(beforeMonth month: Int, year: Int) -> Int {
    // From March on months are 30.6 days long on average, rounded down.
    guard month > 2 else { return (month - 1) * 31 }
    return (month * 306 - 324) / 10 + (isLeap(year: year) ? 1 : 0)
  }
}
