import ServiceLevels
import Testing

/// Windows that come again.
@Suite struct RecurrenceTests {
  private static let hourMs: Int64 = 3_600_000

  private static func date(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
    try #require(CivilDate(year: year, month: month, day: day))
  }

  private static func days(_ occurrences: [Recurrence.Occurrence]) -> [String] {
    occurrences.map { String(InstantText.utc($0.range.lowerBound).prefix(10)) }
  }

  @Test(
    .enabled(if: SystemZones.areReadable),
    arguments: [
      ("2026-03-28", "01:30", "02:30"), ("2026-03-29", "01:00", "02:00"),
      ("2026-03-30", "00:30", "01:30"), ("2026-10-24", "00:30", "01:30"),
      ("2026-10-25", "00:30", "01:30"), ("2026-10-26", "01:30", "02:30"),
    ])
  func `half past one in London lasts an hour on every day`(
    day: String, start: String, end: String
  ) throws {
    let zone = try SystemZones.zone("Europe/London")
    let daily = try Recurrence(
      .days(every: 1), start: TimeOfDay(minutes: 90), durationMs: Self.hourMs, zone: zone,
      from: Self.date(2026, 1, 1))
    let noon = try InstantText.parse("\(day)T12:00Z")
    let occurrences = daily.occurrences(in: noon.advanced(byMilliseconds: -12 * Self.hourMs)..<noon)
    #expect(occurrences.map { InstantText.utc($0.range.lowerBound) } == ["\(day)T\(start):00Z"])
    #expect(occurrences.map { InstantText.utc($0.range.upperBound) } == ["\(day)T\(end):00Z"])
  }

  @Test(arguments: [
    (RecurrenceRule.days(every: 10), ["2026-01-07", "2026-01-17", "2026-01-27"]),
    (.weeks(every: 2, weekdays: [1, 3]), ["2026-01-07", "2026-01-19", "2026-01-21"]),
    (.monthDay(every: 1, day: 31), ["2026-01-31", "2026-03-31", "2026-05-31"]),
    (.monthDay(every: 1, day: -1), ["2026-01-31", "2026-02-28", "2026-03-31"]),
    (.monthDay(every: 1, day: 5), ["2026-02-05", "2026-03-05", "2026-04-05"]),
    (.monthWeekday(every: 1, week: 2, weekday: 7), ["2026-01-11", "2026-02-08", "2026-03-08"]),
    (.monthWeekday(every: 3, week: -1, weekday: 7), ["2026-01-25", "2026-04-26", "2026-07-26"]),
    (.monthWeekday(every: 1, week: 5, weekday: 4), ["2026-01-29", "2026-04-30", "2026-07-30"]),
  ])
  func `a rule names its days from the first one on`(rule: RecurrenceRule, days: [String]) throws {
    let series = try Recurrence(
      rule, start: .midnight, durationMs: Self.hourMs, zone: .utc, from: Self.date(2026, 1, 7))
    let year = try CivilPeriod(text: "2026").bounds(in: .utc)
    #expect(Array(Self.days(series.occurrences(in: year)).prefix(3)) == days)
  }

  @Test func `a window that began before the range reaches in, and one that ends at it does not`()
    throws
  {
    let series = try Recurrence(
      .days(every: 1), start: TimeOfDay(minutes: 22 * 60), durationMs: 50 * Self.hourMs, zone: .utc,
      from: Self.date(2026, 1, 1), until: Self.date(2026, 4, 10))
    let midnight = try Uptime.instant("04-10 00:00")
    let day = midnight..<midnight.advanced(byMilliseconds: 24 * Self.hourMs)
    #expect(
      Self.days(series.occurrences(in: day)) == ["2026-04-08", "2026-04-09", "2026-04-10"])
    #expect(series.occurrences(in: midnight..<midnight).isEmpty)
    let next = day.upperBound..<day.upperBound.advanced(byMilliseconds: 24 * Self.hourMs)
    #expect(Self.days(series.occurrences(in: next)) == ["2026-04-09", "2026-04-10"], "until")
  }

  @Test(.enabled(if: SystemZones.areReadable))
  func `a day that a zone skips has its window at the end of the gap`() throws {
    let zone = try SystemZones.zone("Pacific/Apia")
    let series = try Recurrence(
      .days(every: 1), start: .midnight, durationMs: Self.hourMs, zone: zone,
      from: Self.date(2011, 12, 1))
    let start = try InstantText.parse("2011-12-30T00:00Z")
    let around = start..<start.advanced(byMilliseconds: 48 * Self.hourMs)
    #expect(
      series.occurrences(in: around).map(\.date) == [
        try Self.date(2011, 12, 30), try Self.date(2011, 12, 31), try Self.date(2012, 1, 1),
      ])
    let starts = series.occurrences(in: around).map { InstantText.utc($0.range.lowerBound) }
    #expect(
      starts == ["2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"])
  }

  @Test func `a series of thousands of years begins where it is asked for`() throws {
    let series = try Recurrence(
      .weeks(every: 3, weekdays: [2]), start: .midnight, durationMs: 1, zone: .utc,
      from: Self.date(1, 1, 1))
    let far = try CivilPeriod(text: "9998").bounds(in: .utc)
    #expect([17, 18].contains(series.occurrences(in: far).count))
    #expect(series.occurrences(in: .earliest..<Instant.earliest).isEmpty)
  }

  @Test(arguments: [
    (RecurrenceRule.days(every: 0), RecurrenceFailure.every(0)),
    (.monthDay(every: 10_000, day: 1), .every(10_000)),
    (.weeks(every: 1, weekdays: []), .noWeekday),
    (.weeks(every: 1, weekdays: [3, 8]), .weekday(8)), (.monthDay(every: 1, day: 0), .day(0)),
    (.monthDay(every: 1, day: -2), .day(-2)), (.monthDay(every: 1, day: 32), .day(32)),
    (.monthWeekday(every: 1, week: 6, weekday: 1), .week(6)),
    (.monthWeekday(every: 1, week: 0, weekday: 1), .week(0)),
    (.monthWeekday(every: 1, week: 1, weekday: 0), .weekday(0)),
  ])
  func `a rule of numbers out of range is refused`(
    rule: RecurrenceRule, failure: RecurrenceFailure
  ) throws {
    let from = try Self.date(2026, 1, 1)
    #expect(throws: failure) {
      try Recurrence(rule, start: .midnight, durationMs: 1, zone: .utc, from: from)
    }
  }

  @Test func `a series of no length, no time of day or no days is refused`() throws {
    let (first, before) = (try Self.date(2026, 1, 2), try Self.date(2026, 1, 1))
    let daily = RecurrenceRule.days(every: 1)
    for durationMs in [0, -1, Recurrence.longestMs + 1] {
      #expect(throws: RecurrenceFailure.duration(milliseconds: durationMs)) {
        try Recurrence(daily, start: .midnight, durationMs: durationMs, zone: .utc, from: first)
      }
    }
    #expect(throws: RecurrenceFailure.startsAtDayEnd) {
      try Recurrence(daily, start: .dayEnd, durationMs: 1, zone: .utc, from: first)
    }
    #expect(throws: RecurrenceFailure.endsBeforeItBegins(from: first, until: before)) {
      try Recurrence(
        daily, start: .midnight, durationMs: 1, zone: .utc, from: first, until: before)
    }
  }
}
