/// On which days of the calendar something happens again, each of them counted from a first one.
///
/// Days are named as RFC 5545 names them; weeks begin on Monday.
package enum RecurrenceRule: Hashable, Sendable {
  /// Every so many days, the first one included.
  case days(every: Int)
  /// On these weekdays, Monday 1 to Sunday 7, of the first day's week and every so many after it.
  case weeks(every: Int, weekdays: Set<Int>)
  /// On this day of the first day's month and every so many after it; -1 is the last day.
  ///
  /// A month that is shorter is passed over.
  case monthDay(every: Int, day: Int)
  /// On this weekday of the month: the first 1 to the fifth 5, or the last -1.
  ///
  /// A month without a fifth one is passed over.
  case monthWeekday(every: Int, week: Int, weekday: Int)
}

// MARK: Days

extension RecurrenceRule {
  /// The days within a range of days, ascending; none before `first`.
  ///
  /// Begins where the range does, however long ago the first one was.
  func days(from first: CivilDate, within range: ClosedRange<CivilDate>) -> [CivilDate] {
    guard first <= range.upperBound else { return [] }
    let start = max(first, range.lowerBound)
    return candidates(from: first, start, range.upperBound).filter {
      start <= $0 && $0 <= range.upperBound
    }
  }

  /// The days of every unit that has a part between `start` and `end`, and perhaps some around.
  private func candidates(
    from first: CivilDate, _ start: CivilDate, _ end: CivilDate
  ) -> [CivilDate] {
    switch self {
    case .days(let every):
      return Self.steps(every, from: first.dayNumber, start.dayNumber, end.dayNumber).map {
        CivilDate(dayNumber: $0)
      }
    case .weeks(let every, let weekdays):
      let offsets = weekdays.sorted().map { $0 - 1 }
      return Self.steps(every, from: first.week, start.week, end.week).flatMap { week in
        offsets.map { CivilDate(dayNumber: week * 7 + $0 - 3) }
      }
    case .monthDay(let every, let day):
      return Self.steps(every, from: first.monthIndex, start.monthIndex, end.monthIndex)
        .compactMap { CivilDate(monthIndex: $0, day: day) }
    case .monthWeekday(let every, let week, let weekday):
      return Self.steps(every, from: first.monthIndex, start.monthIndex, end.monthIndex)
        .compactMap { CivilDate(monthIndex: $0, week: week, weekday: weekday) }
    }
  }

  /// `first` and every so many after it up to `end`, from the last one before `start` on.
  private static func steps(
    _ every: Int, from first: Int, _ start: Int, _ end: Int
  ) -> StrideThrough<Int> {
    let skipped = max(0, start - first) / every
    return stride(from: first + skipped * every, through: end, by: every)
  }
}

extension CivilDate {
  /// Weeks since the Monday before 1970-01-01, which was a Thursday.
  fileprivate var week: Int { (dayNumber + 3).floored(by: 7).quotient }

  /// Months since January of the year 0.
  fileprivate var monthIndex: Int { year * 12 + month - 1 }

  /// That day of a month, the last one if it is -1, or nothing if the month is shorter.
  fileprivate init?(monthIndex: Int, day: Int) {
    let (year, month) = monthIndex.floored(by: 12)
    let length = Self.dayCount(ofMonth: month + 1, year: year)
    self.init(year: year, month: month + 1, day: day == -1 ? length : day)
  }

  /// That weekday of a month, or nothing if the month has not so many of them.
  fileprivate init?(monthIndex: Int, week: Int, weekday: Int) {
    guard let first = CivilDate(monthIndex: monthIndex, day: 1),
      let last = CivilDate(monthIndex: monthIndex, day: -1)
    else { return nil }
    let day =
      week == -1
      ? last.day - (last.weekday - weekday).floored(by: 7).remainder
      : 1 + (weekday - first.weekday).floored(by: 7).remainder + (week - 1) * 7
    self.init(monthIndex: monthIndex, day: day)
  }
}

// MARK: Checks

extension RecurrenceRule {
  /// The most days, weeks or months from one time to the next.
  private static let mostBetween = 9_999

  /// Throws unless every number is one that its case allows.
  func check() throws(RecurrenceFailure) {
    guard 1...Self.mostBetween ~= every else { throw .every(every) }
    switch self {
    case .days: break
    case .weeks(_, let weekdays):
      guard !weekdays.isEmpty else { throw .noWeekday }
      for weekday in weekdays.sorted() { try Self.check(weekday: weekday) }
    case .monthDay(_, let day):
      guard 1...31 ~= day || day == -1 else { throw .day(day) }
    case .monthWeekday(_, let week, let weekday):
      guard 1...5 ~= week || week == -1 else { throw .week(week) }
      try Self.check(weekday: weekday)
    }
  }

  private var every: Int {
    switch self {
    case .days(let every), .weeks(let every, _), .monthDay(let every, _),
      .monthWeekday(let every, _, _):
      every
    }
  }

  private static func check(weekday: Int) throws(RecurrenceFailure) {
    guard 1...7 ~= weekday else { throw .weekday(weekday) }
  }
}
