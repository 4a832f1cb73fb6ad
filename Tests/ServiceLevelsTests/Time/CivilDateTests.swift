import ServiceLevels
import Testing

@Suite struct CivilDateTests {
  @Test func `every day from year 0 to year 10000 has its number and weekday`() {
    var date = CivilDate(dayNumber: .min)
    #expect(date == CivilDate(year: 0, month: 1, day: 1))
    var number = date.dayNumber
    var failures = 0
    while date.year <= 9_999 {
      let next = CivilDate(dayNumber: number + 1)
      let isFollowing =
        next == CivilDate(year: date.year, month: date.month, day: date.day + 1)
        || next == CivilDate(year: date.year, month: date.month + 1, day: 1)
        || next == CivilDate(year: date.year + 1, month: 1, day: 1)
      if !isFollowing || next.dayNumber != number + 1 || next.weekday != date.weekday % 7 + 1 {
        failures += 1
      }
      (date, number) = (next, number + 1)
    }
    #expect(failures == 0)
    #expect(date == CivilDate(year: 10_000, month: 1, day: 1))
  }

  @Test func `the first of January 1970 is a Thursday with number 0`() {
    let date = CivilDate(dayNumber: 0)
    #expect(date == CivilDate(year: 1970, month: 1, day: 1))
    #expect(date.weekday == 4)
  }

  @Test(arguments: [
    (2025, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
    (-1, 1, 1), (10_001, 1, 1),
  ])
  func `a day that the calendar lacks is no date`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test func `a month after the 31st is the last day of a shorter month`() throws {
    let date = try #require(CivilDate(year: 2026, month: 1, day: 31))
    #expect(date.adding(months: 1) == CivilDate(year: 2026, month: 2, day: 28))
    #expect(date.adding(months: 25) == CivilDate(year: 2028, month: 2, day: 29))
    #expect(date.adding(months: -2) == CivilDate(year: 2025, month: 11, day: 30))
    #expect(date.adding(months: 11) == CivilDate(year: 2026, month: 12, day: 31))
  }

  @Test(arguments: [Int.max, Int.min])
  func `an addition stops at the last and the first day there is`(count: Int) {
    let edge = CivilDate(dayNumber: count)
    #expect(CivilDate(dayNumber: 0).adding(days: count) == edge)
    #expect(CivilDate(dayNumber: 0).adding(months: count) == edge)
    #expect(CivilDate(dayNumber: 20_000).adding(days: count) == edge)
    #expect(CivilDate(dayNumber: 20_000).adding(months: count) == edge)
  }
}
