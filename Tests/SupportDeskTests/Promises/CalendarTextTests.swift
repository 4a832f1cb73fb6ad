import ServiceLevels
import SupportDesk
import Testing

/// A calendar as people write it, and what of it is told where it cannot be read.
@Suite struct CalendarTextTests {
  private static func sources(_ files: [String: String] = [:]) -> CalendarText.Sources {
    CalendarText.Sources(
      zone: { $0 == "UTC" ? .utc : nil }, file: { files[$0].map { Array($0.utf8) } })
  }

  private static func faults(
    _ text: String, _ files: [String: String] = [:]
  ) -> [DocumentFault] {
    do throws(DocumentFaults) {
      _ = try CalendarText(text, sources(files))
      return []
    } catch { return error.all }
  }

  private static func holiday(_ lines: String...) -> String {
    (["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR"])
      .joined(separator: "\r\n")
  }

  private static func days(_ lines: String...) throws -> [String] {
    let file = (["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR"])
      .joined(separator: "\n")
    let text = "zone UTC\nhours Mon-Sun 09:00-17:00\nholidays x.ics"
    return try CalendarText(text, sources(["x.ics": file])).hours.closures.map(\.day.text)
  }

  @Test func `a calendar's text reads back as it was written`() throws {
    let text = """
      # Hours of the office
      ZONE   UTC
      hours\tMon-Thu 09:00-13:00 14:00-18:00   # lunch
      Hours  Fri 09:00-15:00
      closed 2026-12-24 13:00-24:00 Christmas  Eve
      closed *-12-25
      """
    let read = try CalendarText(text, Self.sources())
    #expect(
      read.text == """
        zone      UTC
        hours     Mon-Thu 09:00-13:00 14:00-18:00
        hours     Fri 09:00-15:00
        closed    2026-12-24 13:00-24:00 Christmas  Eve
        closed    *-12-25 closed

        """)
    #expect(try CalendarText(read.text, Self.sources()) == read)
    // The same on one line.
    let one = read.text.split(separator: "\n").joined(separator: "; ")
    #expect(try CalendarText(one, Self.sources()) == read)
  }

  @Test func `every line that cannot be read is told, each with its number`() {
    let text = "zone Nowhere\nhours Mo 9-17\n\nclosed 2026-02-30 x\nopen Mon\nzone UTC\nclosed"
    #expect(
      Self.faults(text) == [
        .init(line: 1, .noSuchZone("Nowhere")), .init(line: 2, .week(.noWeekday("Mo"))),
        .init(line: 4, .day(.noSuchDay("2026-02-30"))),
        .init(line: 5, .unknownKey("open", known: ["zone", "hours", "closed", "holidays"])),
        .init(line: 6, .twice("zone")), .init(line: 7, .noValue("closed")),
      ])
    #expect(
      Self.faults("closed *-12-25") == [
        .init(line: 0, .missing("zone")), .init(line: 0, .missing("hours")),
      ])
  }

  @Test func `hours of several lines are one week`() {
    #expect(
      Self.faults("zone UTC\nhours Mon-Fri 09:00-17:00\nhours Fri 18:00-19:00") == [
        .init(line: 3, .week(.twice("Fri")))
      ])
  }

  @Test func `holidays are told by their own file and line`() {
    let file = Self.holiday("SUMMARY:A day", "DTSTART:20261225T090000Z")
    let text = "zone UTC\nhours Mon 09:00-17:00\nholidays a.ics\nholidays b.ics"
    #expect(
      Self.faults(text, ["a.ics": file]) == [
        .init(file: "a.ics", line: 4, .holiday(.notAllDay("20261225T090000Z"))),
        .init(line: 4, .noSuchFile("b.ics")),
      ])
  }

  @Test(arguments: [
    (["DTSTART;VALUE=DATE:20261224", "DURATION:P2D"], ["2026-12-24", "2026-12-25"]),
    (["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270102"], ["2026-12-31", "2027-01-01"]),
    (["DTSTART:20261224", "RRULE:FREQ=YEARLY;COUNT=2"], ["2026-12-24", "2027-12-24"]),
    (
      [
        "DTSTART:20261126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20281201",
        "EXDATE;VALUE=DATE:20271125",
      ], ["2026-11-26", "2028-11-23"]
    ),
    (["DTSTART:20240229", "RRULE:FREQ=YEARLY;COUNT=2"], ["2024-02-29", "2028-02-29"]),
    (["DTSTART:20261224", "STATUS:CANCELLED"], []),
  ])
  func `the days of an event are closed`(lines: [String], days: [String]) throws {
    let file = (["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR"])
      .joined(separator: "\n")
    let text = "zone UTC\nhours Mon-Sun 09:00-17:00\nholidays x.ics"
    let closures = try CalendarText(text, Self.sources(["x.ics": file])).hours.closures
    #expect(closures.map(\.day.text) == days)
  }

  @Test func `an endless rule is read through the year that the page says`() throws {
    let days = try Self.days("DTSTART:20261225", "RRULE:FREQ=YEARLY")
    #expect(days.first == "2026-12-25" && days.last == "2100-12-25" && days.count == 75)
  }

  @Test(arguments: [
    ("RRULE:FREQ=MONTHLY", HolidayFault.badRule("FREQ=MONTHLY")),
    ("RRULE:FREQ=YEARLY;BYSETPOS=1", .badRule("FREQ=YEARLY;BYSETPOS=1")),
    ("RRULE:FREQ=YEARLY;COUNT=2;UNTIL=20300101", .badRule("FREQ=YEARLY;COUNT=2;UNTIL=20300101")),
    ("RRULE:FREQ=YEARLY;BYMONTH=11", .badRule("FREQ=YEARLY;BYMONTH=11")),
    ("RRULE:FREQ=YEARLY;BYMONTH=13", .badRule("FREQ=YEARLY;BYMONTH=13")),
    ("RECURRENCE-ID;VALUE=DATE:20261225", .badRule("RECURRENCE-ID")),
    ("DTEND;VALUE=DATE:20261225", .badLength("20261225")), ("DURATION:PT4H", .badLength("PT4H")),
    ("EXDATE:2026122", .noSuchDay("2026122")), ("no colon", .malformed("no colon")),
  ])
  func `what of an event cannot be read is told by its line`(line: String, fault: HolidayFault) {
    let text = "zone UTC\nhours Mon 09:00-17:00\nholidays x.ics"
    let file = Self.holiday("DTSTART;VALUE=DATE:20261225", line)
    #expect(Self.faults(text, ["x.ics": file]) == [.init(file: "x.ics", line: 4, .holiday(fault))])
  }

  @Test(arguments: [
    ("", HolidayFault.malformed("no BEGIN:VCALENDAR"), 1),
    ("BEGIN:VCALENDAR\nVERSION:2.0", .malformed("no END:VCALENDAR"), 2),
    (
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nEND:VCALENDAR",
      .malformed("BEGIN:VEVENT without its END"),
      2
    ),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR", .noStart, 2),
  ])
  func `a file that is none is told`(file: String, fault: HolidayFault, line: Int) {
    let text = "zone UTC\nhours Mon 09:00-17:00\nholidays x.ics"
    #expect(
      Self.faults(text, ["x.ics": file]) == [.init(file: "x.ics", line: line, .holiday(fault))])
  }

  @Test func `a name that looks like hours reads back as a name`() throws {
    let file = Self.holiday("DTSTART:20261224", "SUMMARY:09:00-12:00 morning; no # lunch")
    let text = "zone UTC\nhours Mon-Fri 09:00-17:00\nholidays x.ics"
    let read = try CalendarText(text, Self.sources(["x.ics": file]))
    #expect(read.hours.closures.map(\.hours) == [.wholeDay])
    #expect(read.text.contains("closed    2026-12-24 00:00-24:00 09:00-12:00 morning, no , lunch"))
    #expect(try CalendarText(read.text, Self.sources()) == read)
  }

  @Test
  func `a file may begin with the mark of its byte order, and no day has five digits of a year`()
    throws
  {
    let text = "zone UTC\nhours Mon-Fri 09:00-17:00\nholidays x.ics"
    let marked = "\u{FEFF}" + Self.holiday("DTSTART:20261224")
    let read = try CalendarText(text, Self.sources(["x.ics": marked]))
    #expect(read.hours.closures.map(\.day.text) == ["2026-12-24"])
    let far = Self.holiday("DTSTART:99991231", "DURATION:P2D")
    #expect(
      Self.faults(text, ["x.ics": far]) == [
        .init(file: "x.ics", line: 3, .holiday(.noSuchDay("10000")))
      ])
  }

  @Test func `a calendar is not closed for more than a year, be it in the past`() throws {
    func text(closing mondays: Range<Int>) throws -> CalendarText {
      let days = try mondays.map { index in
        let day = try #require(CivilDate(year: 2024, month: 1, day: 1)).adding(days: 7 * index)
        return "closed \(Closure.Day.date(day).text)"
      }
      return try CalendarText(
        (["zone UTC", "hours Mon 09:00-10:00"] + days).joined(separator: "\n"), Self.sources())
    }
    let always = CalendarFact(
      name: "office", since: nil, zone: try text(closing: 0..<0).zone,
      hours: try text(closing: 0..<0).hours, because: nil)
    let now = Instant(milliseconds: 1_772_442_000_000)
    let first = Recorded<CalendarEvent>(
      sequence: 1, change: 1, actor: .desk, occurredAt: now, recordedAt: now, event: .set(always))
    let calendar = try #require(Calendar(CalendarNumber(1), beginningWith: first))
    // From 1 January 2024 on.
    let start = Instant(milliseconds: 1_704_067_200_000)
    #expect(throws: Never.self) {
      try calendar.amended(try text(closing: 0..<50), from: start, because: nil, at: now)
    }
    #expect(throws: Refusal.self) {
      try calendar.amended(try text(closing: 0..<60), from: start, because: nil, at: now)
    }
    #expect(throws: Never.self) {
      try calendar.amended(try text(closing: 0..<60), from: now, because: nil, at: now)
    }
  }
}
