import ServiceLevels
import Testing

/// Calendars at the edges of what they list: before 1970, around a change, after 400 years.
@Suite(.enabled(if: SystemZones.areReadable)) struct CalendarCycleTests {
  @Test(arguments: [[], ["2151-03-03"], ["2500-03-03", "9000-03-03"], ["9999-03-03"]])
  func `every year has its holiday and its summer, and no other year's closure`(
    closed: [String]
  ) throws {
    let calendar = try TestCalendars.history(
      "09:00-17:00", on: 1...7, in: "Europe/Berlin", closed: ["*-12-25"] + closed)
    func opening(_ day: String) throws -> String {
      InstantText.utc(calendar.firstOpening(from: try InstantText.parse("\(day)T00:00Z")))
    }
    let wrong = try (1_980...9_999).filter { year in
      let christmas = try InstantText.parse("\(year)-12-24T00:00Z")
      let due = InstantText.utc(calendar.due(after: 9 * 3_600_000, from: christmas))
      let march = closed.contains("\(year)-03-03") ? 4 : 3
      return try opening("\(year)-03-03") != "\(year)-03-0\(march)T08:00:00Z"
        || opening("\(year)-07-01") != "\(year)-07-01T07:00:00Z"
        || opening("\(year)-12-25") != "\(year)-12-26T08:00:00Z"
        || due != "\(year)-12-26T09:00:00Z"
    }
    #expect(wrong.isEmpty)
  }

  @Test func `hours that come every few decades are found, and their sum never overflows`() throws {
    let newYear = try #require(CivilDate(year: 2028, month: 1, day: 1))
    let closures = (0..<366).map { newYear.adding(days: $0) }
      .filter { $0.month != 2 || $0.day != 29 }
      .compactMap { MonthDay(month: $0.month, day: $0.day) }
      .map { Closure(.yearly($0), name: "closed") }
    let week = [2: [try Opening(text: "00:00-00:01")]]
    let calendar = CalendarHistory(
      WorkingCalendar(hours: try OpeningHours(week: week, closures: closures), zone: .utc))
    let start = try InstantText.parse("2029-01-01T00:00Z")
    // 29 February is a Tuesday every 28 years.
    #expect(InstantText.utc(calendar.firstOpening(from: start)) == "2056-02-29T00:00:00Z")
    #expect(calendar.due(after: .max, from: start) == .latest)
  }

  @Test func `a calendar that never closes is open before 1970 too`() {
    let always = CalendarHistory.always
    let all = always.segments(from: .earliest, to: .latest)
    #expect(all.map(\.rule) == [.always])
    #expect(all.map(\.runningMs) == [Instant.latest - Instant.earliest])
    #expect(always.running(from: .earliest, to: .latest) == Instant.latest - Instant.earliest)
  }

  @Test(arguments: [([], 7), (["2024-11-02 18:00-20:00"], 5)] as [([String], Int64)])
  func `a day's end that is shown twice is the second, whatever is closed on the day`(
    closed: [String], hours: Int64
  ) throws {
    // Set back on Sunday from 01:00 to 00:00.
    let calendar = try TestCalendars.history(
      "18:00-24:00", on: 1...7, in: "America/Havana", closed: closed)
    let (start, end) = (
      try InstantText.parse("2024-11-02T12:00Z"), try InstantText.parse("2024-11-03T12:00Z")
    )
    #expect(calendar.running(from: start, to: end) == hours * 3_600_000)
  }

  @Test func `a holiday keeps an hour closed that its evening shows twice`() throws {
    // Set back on Sunday from 00:01 to Saturday, 23:01.
    let calendar = try TestCalendars.history(
      "20:00-24:00", on: 1...7, in: "America/St_Johns", closed: ["2006-10-28"])
    let (start, end) = (
      try InstantText.parse("2006-10-28T12:00Z"), try InstantText.parse("2006-10-29T12:00Z")
    )
    #expect(calendar.running(from: start, to: end) == 0)
    #expect(calendar.segments(from: start, to: end).reduce(0) { $0 + $1.runningMs } == 0)
  }

  @Test func `the proof knows of a day that began before the clocks went back over its midnight`()
    throws
  {
    let calendar = try TestCalendars.history("00:00-01:00", on: 7...7, in: "America/St_Johns")
    // Sunday begins at 02:30Z; 45 minutes later it is Saturday again.
    let (start, end) = (
      try InstantText.parse("2006-10-29T02:00Z"), try InstantText.parse("2006-10-29T03:15Z")
    )
    #expect(calendar.running(from: start, to: end) == 45 * 60_000)
    #expect(calendar.segments(from: start, to: end).reduce(0) { $0 + $1.runningMs } == 45 * 60_000)
  }

  @Test func `a closing that is skipped at the end of a day moves into the next`() throws {
    // Pyongyang went from Friday, 23:30 to Saturday, 00:00.
    let calendar = try TestCalendars.history("22:00-23:45", on: 5...5, in: "Asia/Pyongyang")
    let (start, end) = (
      try InstantText.parse("2018-05-04T12:00Z"), try InstantText.parse("2018-05-05T12:00Z")
    )
    #expect(calendar.running(from: start, to: end) == 105 * 60_000)
    #expect(calendar.segments(from: start, to: end).reduce(0) { $0 + $1.runningMs } == 105 * 60_000)
  }

  @Test func `a closure before 1970 is no matter`() throws {
    let office = try TestCalendars.history(
      "09:00-17:00", in: "Europe/Berlin", closed: ["1965-12-27"])
    let end = try InstantText.parse("1970-01-01T12:00Z")
    #expect(office.running(from: .earliest, to: end) == 4 * 3_600_000)
  }

  @Test func `an opening is open from its first millisecond to its last`() throws {
    let office = try TestCalendars.office()
    let (opening, closing) = (
      try InstantText.parse("2026-03-03T08:00Z"), try InstantText.parse("2026-03-03T16:00Z")
    )
    for (edge, isOpen) in [(opening, true), (closing, false)] {
      #expect(office.isOpen(at: edge) == isOpen)
      #expect(office.isOpen(at: edge.advanced(byMilliseconds: -1)) == !isOpen)
    }
  }

  @Test func `less than no time is none, forwards and backwards`() throws {
    let office = try TestCalendars.office()
    let saturday = try InstantText.parse("2026-03-07T12:00Z")
    for milliseconds in [0, -1, Int64.min + 1] {
      #expect(office.due(after: milliseconds, from: saturday) == saturday)
      #expect(office.latestStart(before: milliseconds, until: saturday) == saturday)
      let limit = office.limit(after: milliseconds, from: saturday)
      #expect(InstantText.utc(limit) == "2026-03-09T08:00:00Z")
      let closing = office.earliestStart(before: milliseconds, until: saturday)
      #expect(InstantText.utc(closing) == "2026-03-06T16:00:00Z")
    }
  }

  @Test(arguments: ["00:00-23:59", "00:01-24:00"])
  func `a minute less a day is not always`(hours: String) throws {
    let calendar = try TestCalendars.calendar([hours], on: 1...7, in: "UTC")
    #expect(!calendar.hours.isAlways)
  }

  @Test func `calendars are equal if their hours and their zones are`() throws {
    let berlin = try TestCalendars.calendar(["09:00-17:00"], in: "Europe/Berlin")
    #expect(try berlin == TestCalendars.calendar(["09:00-17:00"], in: "Europe/Berlin"))
    #expect(try berlin != TestCalendars.calendar(["09:00-17:00"], in: "Europe/Paris"))
    #expect(try berlin != TestCalendars.calendar(["09:00-18:00"], in: "Europe/Berlin"))
  }

  @Test(arguments: [(366, false), (367, true)])
  func `366 days without an opening are borne, and no more`(days: Int, isRefused: Bool) throws {
    let first = try #require(CivilDate(year: 2027, month: 1, day: 4))
    let closures = (0..<days).map { Closure(.date(first.adding(days: $0)), name: "closed") }
    let week = Dictionary(uniqueKeysWithValues: (1...7).map { ($0, [Opening.wholeDay]) })
    let calendar = CalendarHistory(
      WorkingCalendar(hours: try OpeningHours(week: week, closures: closures), zone: .utc))
    let start = try InstantText.parse("2026-11-25T00:00Z")
    if isRefused {
      let from = try InstantText.parse("2027-01-04T00:00Z")
      #expect(throws: CalendarFailure.neverOpens(from: from)) {
        try calendar.requireOpenings(from: start)
      }
    } else {
      try calendar.requireOpenings(from: start)
    }
  }
}
