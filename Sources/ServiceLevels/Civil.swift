/// A day of the Gregorian calendar, also before 1582.
package struct CivilDate: Hashable, Comparable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to the month's length.
  package let day: Int

  /// - Returns: nil where there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(checkedYear: year, month: month, day: day)
  }

  private init(checkedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day so many days after 1970-01-01.
  ///
  /// Years are counted from March, so that a leap day is the last of its year, and 400 years have
  /// 146,097 days.
  package init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    self.init(
      checkedYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * march + 2) / 5 + 1)
  }

  /// Days since 1970-01-01.
  package var dayNumber: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// 1 for Monday to 7 for Sunday.
  package var weekday: Int { ((dayNumber % 7 + 7) % 7 + 3) % 7 + 1 }

  /// The same day so many months later, or the last of a shorter month.
  package func adding(months: Int) -> CivilDate {
    let count = year * 12 + month - 1 + months
    let year = count >= 0 ? count / 12 : (count - 11) / 12
    let month = count - year * 12 + 1
    return CivilDate(
      checkedYear: year, month: month, day: min(day, Self.length(ofMonth: month, year: year)))
  }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A day and a time of that day on a wall clock, in no zone.
package struct CivilDateTime: Hashable, Sendable {
  package var date: CivilDate
  /// 0 up to, but not, 86,400,000.
  package var millisecondOfDay: Int64

  package init(date: CivilDate, millisecondOfDay: Int64) {
    self.date = date
    self.millisecondOfDay = millisecondOfDay
  }

  /// As if the wall clock showed UTC.
  var instantAsUTC: Instant {
    Instant(milliseconds: Int64(date.dayNumber) * 86_400_000 + millisecondOfDay)
  }

  init(asUTC instant: Instant) {
    var day = instant.milliseconds / 86_400_000
    var rest = instant.milliseconds % 86_400_000
    if rest < 0 {
      rest += 86_400_000
      day -= 1
    }
    self.init(date: CivilDate(dayNumber: Int(day)), millisecondOfDay: rest)
  }
}
