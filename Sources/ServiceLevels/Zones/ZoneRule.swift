/// What a zone does in all years after its last listed change.
///
/// The meaning of a POSIX `TZ` text with the extensions of RFC 9636, 3.3.2.
struct ZoneRule: Hashable {
  /// Standard time.
  let standard: LocalTimeType
  /// Daylight saving time, if there is any.
  let daylight: Daylight?

  /// The half of the year in which another time than standard time holds.
  struct Daylight: Hashable {
    let type: LocalTimeType
    /// On standard time's wall clock.
    let start: YearlyMoment
    /// On daylight saving time's wall clock.
    let end: YearlyMoment
  }

  /// A day of every year, and a wall-clock time counted from its midnight.
  struct YearlyMoment: Hashable {
    let day: YearlyDay
    /// From -167 h to 167 h, so that the day may be one of the neighbouring weeks.
    let seconds: Int
  }

  /// The ways to name a day of every year.
  enum YearlyDay: Hashable {
    /// `Jn`: 1 to 365, 29 February never counted.
    case julian(Int)
    /// `n`: 0 to 365, 29 February counted.
    case zeroBased(Int)
    /// `Mm.w.d`: the `week`-th such weekday (Sunday 0) of the month; week 5 is the last one.
    case weekday(month: Int, week: Int, weekday: Int)
  }
}

extension ZoneRule {
  /// What holds at a second, in constant time.
  func type(at second: Int64) -> LocalTimeType {
    guard let daylight else { return standard }
    let year = Self.year(of: second)
    var latest: Int64?
    var result = standard
    // Two years back, because a moment 167 h after 31 December lies in the year after its own.
    for candidate in (year - 2)...(year + 1) {
      let end = self.end(of: daylight, inYear: candidate)
      if end <= second, end >= latest ?? end { (latest, result) = (end, standard) }
      let start = self.start(of: daylight, inYear: candidate)
      // Where one year's end is the next one's start, daylight saving time never stops.
      if start <= second, start >= latest ?? start { (latest, result) = (start, daylight.type) }
    }
    return result
  }

  /// The changes from `first` to `last`, both included, in order.
  func changes(from first: Int64, through last: Int64) -> [ZoneChange] {
    guard let daylight else { return [] }
    let years = Self.year(of: first) - 1...Self.year(of: last) + 1
    let moments = years.flatMap { year in
      [(end(of: daylight, inYear: year), 0), (start(of: daylight, inYear: year), 1)]
    }.filter { first <= $0.0 && $0.0 <= last }
    var changes: [ZoneChange] = []
    for (second, isStart) in moments.sorted(by: <) {
      // Where one year's end is the next one's start, daylight saving time never stops.
      if changes.last?.second == second { changes.removeLast() }
      changes.append(ZoneChange(second: second, type: isStart == 1 ? daylight.type : standard))
    }
    return changes
  }

  private func start(of daylight: Daylight, inYear year: Int) -> Int64 {
    daylight.start.wallSeconds(inYear: year) - Int64(standard.offset)
  }

  private func end(of daylight: Daylight, inYear year: Int) -> Int64 {
    daylight.end.wallSeconds(inYear: year) - Int64(daylight.type.offset)
  }

  private static func year(of second: Int64) -> Int {
    CivilDate(dayNumber: Int(second.floored(by: 86_400).quotient)).year
  }
}

extension ZoneRule.YearlyMoment {
  /// Seconds that a wall clock has counted since it showed 1970-01-01T00:00.
  func wallSeconds(inYear year: Int) -> Int64 {
    Int64((CivilDate.dayNumber(ofYear: year) + dayOfYear(year)) * 86_400 + seconds)
  }

  /// Days since 1 January.
  private func dayOfYear(_ year: Int) -> Int {
    switch day {
    case .julian(let number):
      return number >= 60 && CivilDate.isLeap(year: year) ? number : number - 1
    case .zeroBased(let number):
      return number
    case .weekday(let month, let week, let weekday):
      let first = CivilDate.dayCount(beforeMonth: month, year: year)
      // 1970-01-01 was a Thursday, 4 when Sunday is 0.
      let firstWeekday =
        (CivilDate.dayNumber(ofYear: year) + first + 4).floored(by: 7).remainder
      let day = (weekday - firstWeekday).floored(by: 7).remainder + (week - 1) * 7
      let length = CivilDate.dayCount(ofMonth: month, year: year)
      return first + (day < length ? day : day - 7)
    }
  }
}
