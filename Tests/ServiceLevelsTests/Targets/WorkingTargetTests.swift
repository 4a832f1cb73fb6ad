import ServiceLevels
import Testing

/// Targets on calendars that close.
@Suite(.enabled(if: SystemZones.areReadable)) struct WorkingTargetTests {
  @Test(arguments: [
    ("1d", ["24h", "1wd", "1d always"]), ("2w", ["336h", "10wd", "2w always"]),
    ("1mo", ["1mo always"]), ("2000w", ["336000h", "2000w always"]), ("9999w", ["9999w always"]),
    ("9999d", ["239976h", "9999wd", "9999d always"]),
  ])
  func `a civil period on a calendar that closes is refused with what may be meant`(
    text: String, spellings: [String]
  ) throws {
    let office = try TestCalendars.office()
    let start = try InstantText.parse("2026-03-03T10:00Z")
    let failure = #expect(throws: CivilTargetFailure.self) {
      try Target(text: text).budget(from: start, on: office)
    }
    #expect(failure?.alternatives.map(\.text) == spellings)
    for spelling in spellings {
      #expect(try Target(text: spelling).budget(from: start, on: office) > 0)
    }
  }

  @Test(arguments: [
    ("1d always", "2026-03-28T12:00", "23h"), ("1d always", "2026-03-27T20:00", "24h"),
    ("4h always", "2026-03-28T12:00", "4h"), ("1mo always", "2026-01-31T10:00", "672h"),
  ])
  func `always counts round the clock in the calendar's zone`(
    text: String, start: String, budget: String
  ) throws {
    let office = try TestCalendars.office()
    let target = try Target(text: text)
    let start = try InstantText.parse(start, in: SystemZones.zone("Europe/Berlin"))
    let budgetMs = try target.budget(from: start, on: office)
    #expect(DurationText.exact(budgetMs) == budget)
    let due = target.calendar(for: office).due(after: budgetMs, from: start)
    #expect(due - start == budgetMs)
  }

  @Test(arguments: [
    ("2026-03-05T16:30", 1, "2026-03-06T16:30:00+01:00"),
    ("2026-03-06T16:30", 1, "2026-03-09T16:30:00+01:00"),
    ("2026-03-06T16:30", 5, "2026-03-13T16:30:00+01:00"),
    // Before the opening, after the closing, on a day off, over a holiday, over a change of clocks.
    ("2026-03-05T07:00", 1, "2026-03-06T09:00:00+01:00"),
    ("2026-03-05T19:00", 1, "2026-03-09T09:00:00+01:00"),
    ("2026-03-07T12:00", 1, "2026-03-09T12:00:00+01:00"),
    ("2026-04-02T12:00", 1, "2026-04-07T12:00:00+02:00"),
    ("2026-03-27T12:00", 1, "2026-03-30T12:00:00+02:00"),
  ])
  func `a working day ends at the same time of the next day that opens`(
    start: String, days: Int, end: String
  ) throws {
    let office = try TestCalendars.history(
      "09:00-17:00", in: "Europe/Berlin", closed: ["2026-04-03", "2026-04-06"])
    let zone = try SystemZones.zone("Europe/Berlin")
    let start = try InstantText.parse(start, in: zone)
    #expect(InstantText.iso(office.end(ofWorkingDays: days, from: start), in: zone) == end)
    let budgetMs = try Target(.workingDays(days)).budget(from: start, on: office)
    #expect(budgetMs == office.running(from: start, to: try InstantText.parse(end)))
  }

  @Test(arguments: [
    // Set back at midnight: Saturday's hours until 24:00 last into a second midnight.
    ("Atlantic/Azores", "09:00-24:00"),
    // Set forward at 23:00: hours until 23:30 end at 00:30 of Sunday.
    ("America/Nuuk", "09:00-23:30"),
  ])
  func `hours that clocks move over midnight make no working day`(
    zone: String, hours: String
  ) throws {
    let calendar = try TestCalendars.history(hours, on: 1...6, in: zone)
    let zone = calendar.versions[0].calendar.zone
    for saturday in ["2024-03-30", "2024-10-19", "2024-10-26", "2025-03-29"] {
      let start = try InstantText.parse("\(saturday)T12:00", in: zone)
      let end = calendar.end(ofWorkingDays: 1, from: start)
      let civil = zone.civil(at: end)
      #expect(civil.date.weekday == 1, "\(saturday)")
      #expect(civil.hour == 12, "\(saturday)")
    }
  }

  @Test func `a week is as many working days as the calendar has, and no fewer hours`() throws {
    let short = try TestCalendars.history("09:00-17:00", on: 1...4, in: "Europe/Berlin")
    let start = try InstantText.parse("2026-03-03T10:00Z")
    let failure = #expect(throws: CivilTargetFailure.self) {
      try Target(text: "2w").budget(from: start, on: short)
    }
    #expect(failure?.alternatives.map(\.text) == ["336h", "8wd", "2w always"])
  }

  @Test func `a working day that ends at a time shown twice ends with the second`() throws {
    let daily = try TestCalendars.history("00:00-24:00", on: 1...7, in: "Europe/Berlin")
    let zone = try SystemZones.zone("Europe/Berlin")
    let start = try InstantText.parse("2026-10-24T02:30", in: zone)
    let end = daily.end(ofWorkingDays: 1, from: start)
    #expect(InstantText.iso(end, in: zone) == "2026-10-25T02:30:00+01:00")
  }

  @Test func `a working day of a calendar that never closes is a day, in any century`() throws {
    let always = CalendarHistory(.always(in: .utc))
    let start = try InstantText.parse("1960-03-02T09:00Z")
    #expect(InstantText.utc(always.end(ofWorkingDays: 1, from: start)) == "1960-03-03T09:00:00Z")
  }

  @Test func `a date is one working day, also if a desk moves to the west`() throws {
    let move = try InstantText.parse("2026-03-03T11:00Z")
    let calendar = CalendarHistory(versions: [
      CalendarVersion(
        from: .earliest, try TestCalendars.calendar(["09:00-17:00"], in: "Pacific/Auckland")),
      CalendarVersion(
        from: move, try TestCalendars.calendar(["09:00-17:00"], in: "America/Los_Angeles")),
    ])
    let start = try InstantText.parse("2026-03-02T10:00+13:00")
    let zone = try SystemZones.zone("America/Los_Angeles")
    let ends = [1, 2, 3].map {
      InstantText.iso(calendar.end(ofWorkingDays: $0, from: start), in: zone)
    }
    #expect(
      ends == [
        "2026-03-02T13:00:00-08:00", "2026-03-04T10:00:00-08:00", "2026-03-05T10:00:00-08:00",
      ])
  }
}
