@testable import ServiceLevels
import Testing

/// The cases of section 2 of the service-level rules that need a working calendar.
@Suite(.enabled(if: SystemZones.areReadable)) struct CalendarCaseTests {
  private static func target(
    _ text: String, from start: Mark, on calendar: CalendarHistory, version: Int = 1
  ) throws -> TargetVersion {
    let budgetMs = try Target(text: text).budget(from: start.at, on: calendar)
    return TargetVersion(
      version: version, label: "", budgetMs: budgetMs, calendar: "desk", from: start)
  }

  private static func clock(
    _ text: String, from start: String, on calendar: CalendarHistory
  ) throws -> Clock {
    let zone = calendar.versions[0].calendar.zone
    let mark = Mark(at: try InstantText.parse(start, in: zone), source: 1)
    return Clock(try target(text, from: mark, on: calendar))
  }

  private static func reading(
    _ clock: Clock, at instant: String, on calendar: CalendarHistory
  ) throws -> ClockReading {
    let zone = calendar.versions[0].calendar.zone
    return try clock.reading(
      at: try InstantText.parse(instant, in: zone), calendars: Calendars(["desk": calendar]))
  }

  @Test func `S-11 a pause and a reopening leave the rest of the budget`() throws {
    let daily = try TestCalendars.history("09:00-18:00", on: 1...7, in: "Europe/Berlin")
    var clock = try Self.clock("250m", from: "2013-06-04T09:00Z", on: daily)
    try clock.wait("2013-06-04 09:30")
    try clock.resume("2013-06-04 09:45")
    try clock.stop("2013-06-04 10:00")
    try clock.reopen("2013-06-04 10:30")
    let reading = try Self.reading(clock, at: "2013-06-04T10:30Z", on: daily)
    #expect(reading.dueText == "2013-06-04T13:55:00Z")
    let due = try #require(reading.due)
    let counted = reading.proof(to: due).filter { $0.countedMs > 0 }.map { $0.countedMs }
    #expect(counted == [30, 15, 205].map { $0 * 60_000 })
    #expect(try daily.due("120m", from: "2013-06-04T09:00Z") == "2013-06-04T13:00:00+02:00")
  }

  @Test func `S-18 a breach on Friday afternoon is one, and at its own instant`() throws {
    let office = try TestCalendars.office()
    let clock = try Self.clock("1h", from: "2026-03-06T15:30", on: office)
    let reading = try Self.reading(clock, at: "2026-03-09T12:00", on: office)
    let friday = try InstantText.parse("2026-03-06T16:30+01:00")
    #expect(reading.breaches.map(\.at) == [friday])
    #expect(reading.thresholds(percent: 100).map(\.at) == [friday])
  }

  @Test func `S-21 two openings and a closure at noon are the same`() throws {
    let openings = try TestCalendars.history("09:00-13:00", "14:00-18:00", in: "Europe/Berlin")
    let closure = try TestCalendars.history(
      "09:00-18:00", in: "Europe/Berlin", closed: ["2026-03-04 13:00-14:00"])
    for calendar in [openings, closure] {
      #expect(try calendar.due("2h", from: "2026-03-04T12:30") == "2026-03-04T15:30:00+01:00")
    }
  }

  @Test func `S-23 a deadline is an instant, whatever the zone of who looks`() throws {
    let riyadh = try TestCalendars.calendar(["08:00-16:00"], on: 1...4, in: "Asia/Riyadh")
    var week = Dictionary(uniqueKeysWithValues: riyadh.hours.week.enumerated().map { ($0 + 1, $1) })
    week[7] = week[1]
    let calendar = CalendarHistory(
      WorkingCalendar(hours: try OpeningHours(week: week), zone: riyadh.zone))
    let clock = try Self.clock("30m", from: "2026-03-03T06:00Z", on: calendar)
    let reading = try Self.reading(clock, at: "2026-03-03T06:00Z", on: calendar)
    let due = try #require(reading.due)
    #expect(InstantText.utc(due) == "2026-03-03T06:30:00Z")
    #expect(InstantText.iso(due, in: riyadh.zone) == "2026-03-03T09:30:00+03:00")
    let india = try SystemZones.zone("Asia/Kolkata")
    #expect(InstantText.iso(due, in: india) == "2026-03-03T12:00:00+05:30")
    #expect(reading.verdict == .open)
  }

  @Test(arguments: [
    ("2013-06-04T16:00:00Z", Verdict.met, "2h"), ("2013-06-04T20:00:00Z", .met, "2h"),
    ("2013-06-05T07:00:00Z", .met, "2h"), ("2013-06-05T07:00:00.001Z", .missed, "2h0.001s"),
  ])
  func `S-24 a budget that ends at closing time is due then and limited by the next opening`(
    stop: String, verdict: Verdict, elapsed: String
  ) throws {
    let daily = try TestCalendars.history("09:00-18:00", on: 1...7, in: "Europe/Berlin")
    var clock = try Self.clock("120m", from: "2013-06-04T09:00Z", on: daily)
    try clock.wait("2013-06-04 10:00")
    try clock.resume("2013-06-04 15:00")
    let open = try Self.reading(clock, at: "2013-06-04T15:00Z", on: daily)
    #expect(open.dueText == "2013-06-04T16:00:00Z")
    #expect(open.limit == (try InstantText.parse("2013-06-05T07:00:00Z")))
    clock.stop(at: Mark(at: try InstantText.parse(stop)), ending: .answered)
    let reading = try Self.reading(clock, at: stop, on: daily)
    #expect(reading.verdict == verdict)
    #expect(reading.elapsed == elapsed)
    #expect(reading.breaches.map(\.at) == (verdict == .met ? [] : [try #require(open.limit)]))
  }

  @Test func `S-25 no second of a pause is lost`() throws {
    let calendar = try TestCalendars.history(
      "08:00-20:00", in: "Europe/Berlin", closed: ["2016-11-01"])
    var clock = try Self.clock("1200m", from: "2016-11-01T15:59:14Z", on: calendar)
    try clock.wait("2016-11-01 15:59:58")
    try clock.resume("2016-11-07 13:26:36")
    let reading = try Self.reading(clock, at: "2016-11-07T13:26:36Z", on: calendar)
    #expect(reading.dueText == "2016-11-09T09:26:36Z")
  }

  @Test func `S-27 an hour of work goes over a weekend on which clocks are set`() throws {
    let office = try TestCalendars.office()
    #expect(try office.due("1h", from: "2026-03-27T16:30") == "2026-03-30T09:30:00+02:00")
  }

  @Test func `S-30 each stretch is measured by the hours in force in it`() throws {
    let short = try TestCalendars.calendar(["09:00-17:00"], in: "Europe/Berlin")
    let long = try TestCalendars.calendar(["08:00-18:00"], in: "Europe/Berlin")
    let wednesday = try InstantText.parse("2026-03-04T00:00+01:00")
    let changed = CalendarHistory(versions: [
      CalendarVersion(from: wednesday, long), CalendarVersion(from: .earliest, short),
    ])
    #expect(try changed.due("8h", from: "2026-03-03T15:00") == "2026-03-04T14:00:00+01:00")
    let amended = CalendarHistory(long)
    #expect(try amended.due("8h", from: "2026-03-03T15:00") == "2026-03-04T13:00:00+01:00")
  }

  @Test func `a target on another calendar keeps what has elapsed on the first`() throws {
    let office = try TestCalendars.office()
    let zone = office.versions[0].calendar.zone
    let start = Mark(at: try InstantText.parse("2026-03-06T20:00", in: zone), source: 1)
    let always = TargetVersion(version: 1, label: "urgent", budgetMs: 14_400_000, from: start)
    var clock = Clock(always)
    let change = Mark(at: try InstantText.parse("2026-03-06T22:00", in: zone), source: 2)
    clock.retarget(
      TargetVersion(
        version: 2, label: "high", budgetMs: 28_800_000, calendar: "desk", from: change))
    let reading = try Self.reading(clock, at: "2026-03-09T10:00", on: office)
    // Two hours round the clock on Friday evening, then an hour of Monday's six.
    #expect(reading.elapsed == "3h")
    #expect(reading.due == (try InstantText.parse("2026-03-09T15:00+01:00")))
    #expect(reading.segments.map(\.calendar) == ["always", "desk"])
    let due = try #require(reading.due)
    #expect(reading.proof(to: due).reduce(0) { $0 + $1.countedMs } == 28_800_000)
  }
}
