@testable import ServiceLevels
import Testing

/// A target made into a version of a clock's: which budget, and by which calendar.
@Suite(.enabled(if: SystemZones.areReadable)) struct FixedTargetTests {
  private static func reading(
    _ target: String, on calendar: String = "office", start: String, from: String? = nil
  ) throws -> (version: TargetVersion, reading: ClockReading, zone: Zone) {
    let zone = try SystemZones.zone("Europe/Berlin")
    let calendars = Calendars([
      "office": try CalendarHistory(week: "Mon-Fri 09:00-17:00", in: zone)
    ])
    let start = try InstantText.parse(start, in: zone)
    let at = try from.map { try InstantText.parse($0, in: zone) } ?? start
    let version = try TargetVersion(
      try Target(text: target), version: 1, label: "high", on: calendar, of: calendars,
      start: start, from: Mark(at: at))
    return (version, try Clock(version).reading(at: at, calendars: calendars), zone)
  }

  @Test(arguments: [
    // Friday afternoon: what always counts does not wait for Monday.
    ("4h", "office", "2026-03-06T16:00", "2026-03-09T12:00:00+01:00"),
    ("4h always", "always", "2026-03-06T16:00", "2026-03-06T20:00:00+01:00"),
    ("1wd", "office", "2026-03-06T16:00", "2026-03-09T16:00:00+01:00"),
    // A civil day is the calendar's zone's: 23 hours over the change of the clocks.
    ("1d always", "always", "2026-03-28T12:00", "2026-03-29T12:00:00+02:00"),
  ])
  func `a target is measured by the calendar it names, or round the clock`(
    target: String, calendar: String, start: String, due: String
  ) throws {
    let (version, reading, zone) = try Self.reading(target, start: start)
    #expect(version.calendar == calendar)
    #expect(reading.due.map { InstantText.iso($0, in: zone) } == due)
  }

  @Test func `a budget is reckoned from the clock's start, whenever it comes into force`() throws {
    let (version, _, _) = try Self.reading(
      "1d always", start: "2026-03-28T12:00", from: "2026-03-30T12:00")
    #expect(version.budgetMs == 23 * 3_600_000)
  }

  @Test func `what cannot be measured is refused, with what may have been meant`() throws {
    let civil = CivilTargetFailure(target: try Target(text: "1d"), workingDaysPerWeek: 5)
    #expect(throws: TargetVersionFailure.notMeasurable(civil)) {
      try Self.reading("1d", start: "2026-03-02T12:00")
    }
    let unknown = UnknownCalendar(name: "home", known: ["always", "office"])
    #expect(throws: TargetVersionFailure.unknownCalendar(unknown)) {
      try Self.reading("1h", on: "home", start: "2026-03-02T12:00")
    }
  }

  @Test func `a clock by a calendar that is not there is no number`() throws {
    let start = try Timeline.mark("09:00")
    var clock = Clock(TargetVersion(version: 1, label: "", budgetMs: 1, from: start))
    clock.retarget(
      TargetVersion(version: 2, label: "", budgetMs: 1, calendar: "home", from: start))
    #expect(clock.calendarNames == ["always", "home"])
    #expect(throws: UnknownCalendar(name: "home", known: ["always"])) {
      try clock.reading(at: start.at, calendars: .onlyAlways)
    }
  }
}
