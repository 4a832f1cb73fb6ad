import ServiceLevels
import Testing

/// Calendars that have been others.
@Suite(.enabled(if: SystemZones.areReadable)) struct CalendarVersionTests {
  private static func history(
    _ versions: [(from: String, hours: String, zone: String)]
  ) throws -> CalendarHistory {
    CalendarHistory(
      versions: try versions.map { from, hours, zone in
        CalendarVersion(
          from: try InstantText.parse(from), try TestCalendars.calendar([hours], in: zone))
      })
  }

  /// Round the clock on working days, in Auckland and from a Saturday on in Honolulu.
  private static func moved() throws -> CalendarHistory {
    try history([
      ("2026-01-01T00:00Z", "00:00-24:00", "Pacific/Auckland"),
      ("2026-03-07T12:00Z", "00:00-24:00", "Pacific/Honolulu"),
    ])
  }

  @Test func `of two versions from one instant the later in the list holds, and is the only one`()
    throws
  {
    let history = try Self.history([
      ("2026-03-01T00:00Z", "09:00-17:00", "UTC"), ("2026-03-03T00:00Z", "06:00-07:00", "UTC"),
      ("2026-03-03T00:00Z", "10:00-18:00", "UTC"),
    ])
    #expect(try history.due("2h", from: "2026-03-02T16:00") == "2026-03-03T11:00:00+00:00")
    #expect(history.versions.count == 2)
    let change = history.versions[1].from
    #expect(history.version(at: change) == history.versions[1])
    #expect(history.version(at: change.advanced(byMilliseconds: -1)) == history.versions[0])
    #expect(history.version(at: .earliest) == history.versions[0])
  }

  @Test func `each of three versions measures its own days`() throws {
    let history = try Self.history([
      ("2026-03-02T00:00Z", "09:00-17:00", "UTC"), ("2026-03-03T00:00Z", "10:00-13:00", "UTC"),
      ("2026-03-04T00:00Z", "08:00-18:00", "UTC"),
    ])
    let start = try InstantText.parse("2026-03-02T15:00Z")
    // Two hours, three and ten, one after the other.
    for (budget, due, limit) in [
      ("2h", "03-02T17:00", "03-03T10:00"), ("4h", "03-03T12:00", "03-03T12:00"),
      ("5h", "03-03T13:00", "03-04T08:00"), ("6h", "03-04T09:00", "03-04T09:00"),
      ("15h", "03-04T18:00", "03-05T08:00"),
    ] {
      #expect(try history.due(budget, from: "2026-03-02T15:00") == "2026-\(due):00+00:00")
      #expect(try history.limit(budget, from: "2026-03-02T15:00") == "2026-\(limit):00+00:00")
      let end = try InstantText.parse("2026-\(due):00Z")
      let budgetMs = try DurationText.parse(budget)
      #expect(history.running(from: start, to: end) == budgetMs)
      #expect(history.segments(from: start, to: end).reduce(0) { $0 + $1.runningMs } == budgetMs)
      #expect(history.latestStart(before: budgetMs, until: end) == start)
    }
    // The first holds before its instant too.
    let friday = try InstantText.parse("2026-02-27T00:00Z")
    #expect(history.running(from: friday, to: start) == 14 * 3_600_000)
    #expect(history.segments(from: friday, to: start).first?.range.lowerBound == friday)
  }

  @Test(arguments: [
    ("2026-03-06T15:00+13:00", 1, "2026-03-09T15:00:00-10:00"),
    ("2026-03-06T15:00+13:00", 2, "2026-03-10T15:00:00-10:00"),
    ("2026-03-09T15:00-10:00", 1, "2026-03-10T15:00:00-10:00"),
  ])
  func `a working day is counted where the desk is by then, to the time of where it began`(
    start: String, days: Int, end: String
  ) throws {
    let moved = try Self.moved()
    let start = try InstantText.parse(start)
    let zone = try SystemZones.zone("Pacific/Honolulu")
    #expect(InstantText.iso(moved.end(ofWorkingDays: days, from: start), in: zone) == end)
  }

  @Test(arguments: [
    // Auckland sets its clocks back on 5 April; Honolulu never does.
    ("2025-04-05T15:00+13:00", "25h"), ("2026-04-03T15:00-10:00", "24h"),
  ])
  func `a civil day is that of the zone in force at its start`(start: String, budget: String) throws
  {
    let start = try InstantText.parse(start)
    let budgetMs = try Target(text: "1d always").budget(from: start, on: Self.moved())
    #expect(DurationText.exact(budgetMs) == budget)
  }

  @Test func `a civil day is refused where the version in force closes, and only there`() throws {
    let opened = try InstantText.parse("2026-03-04T00:00Z")
    let history = CalendarHistory(versions: [
      CalendarVersion(from: .earliest, try TestCalendars.calendar(["09:00-17:00"], in: "UTC")),
      CalendarVersion(from: opened, .always(in: .utc)),
    ])
    let day = Target(.days(1))
    #expect(try day.budget(from: opened, on: history) == 86_400_000)
    #expect(throws: CivilTargetFailure.self) {
      try day.budget(from: opened.advanced(byMilliseconds: -1), on: history)
    }
  }
}
