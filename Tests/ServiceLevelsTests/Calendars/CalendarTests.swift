import ServiceLevels
import Testing

@Suite(.enabled(if: SystemZones.areReadable)) struct CalendarTests {
  @Test(arguments: [
    // A holiday, one of every year, and hours of a day.
    ("2026-12-24T16:00", "2h", "2026-12-29T10:00:00+01:00"),
    ("2027-12-23T16:00", "2h", "2027-12-24T10:00:00+01:00"),
    ("2026-12-30T16:00", "2h", "2026-12-31T14:00:00+01:00"),
  ])
  func `closures take what the week would open`(start: String, target: String, due: String) throws {
    let calendar = try TestCalendars.history(
      "09:00-17:00", in: "Europe/Berlin",
      closed: ["*-12-25", "*-12-26", "2026-12-28", "2026-12-31 09:00-13:00"])
    #expect(try calendar.due(target, from: start) == due)
  }

  @Test func `closures of one day add up, and those outside the hours take nothing`() throws {
    let calendar = try TestCalendars.history(
      "09:00-17:00", in: "Europe/Berlin",
      closed: [
        "*-12-31 09:00-11:00", "2026-12-31 15:00-17:00", "2026-12-31 12:00-13:00",
        "2026-12-30 18:00-20:00", "2026-12-30 07:00-08:00",
      ])
    #expect(try calendar.due("11h", from: "2026-12-30T08:00") == "2026-12-31T15:00:00+01:00")
    #expect(try calendar.limit("11h", from: "2026-12-30T08:00") == "2027-01-01T09:00:00+01:00")
  }

  @Test func `29 February closes only where there is one`() throws {
    let calendar = try TestCalendars.history(
      "00:00-24:00", on: 1...7, in: "UTC", closed: ["*-02-29"])
    #expect(try calendar.due("24h", from: "2028-02-28T12:00") == "2028-03-01T12:00:00+00:00")
    #expect(try calendar.due("24h", from: "2027-02-28T12:00") == "2027-03-01T12:00:00+00:00")
  }

  @Test func `an opening until 24:00 goes on with the next day's`() throws {
    let nights = try TestCalendars.history("00:00-06:00", "22:00-24:00", in: "Europe/Berlin")
    #expect(try nights.due("4h", from: "2026-03-03T21:00") == "2026-03-04T02:00:00+01:00")
    #expect(try nights.limit("2h", from: "2026-03-03T21:00") == "2026-03-04T00:00:00+01:00")
    #expect(try nights.limit("2h", from: "2026-03-06T21:00") == "2026-03-09T00:00:00+01:00")
  }

  @Test(arguments: [
    // Skipped 02:00-03:00: what begins or ends in it moves on by an hour.
    ("02:30-10:00", "2026-03-29", "03:30:00+02:00", 390),
    ("01:00-02:30", "2026-03-29", "01:00:00+01:00", 90),
    ("02:15-02:45", "2026-03-29", "03:15:00+02:00", 30),
    ("00:00-24:00", "2026-03-29", "00:00:00+01:00", 1_380),
    // Shown twice: opens with the first, closes with the second.
    ("02:30-10:00", "2026-10-25", "02:30:00+02:00", 510),
    ("01:00-02:30", "2026-10-25", "01:00:00+02:00", 150),
    ("02:15-02:45", "2026-10-25", "02:15:00+02:00", 90),
    ("00:00-24:00", "2026-10-25", "00:00:00+02:00", 1_500),
  ])
  func `an opening on skipped or repeated wall clocks is moved or held`(
    hours: String, day: String, opens: String, minutes: Int64
  ) throws {
    let calendar = try TestCalendars.history(hours, on: 7...7, in: "Europe/Berlin")
    let zone = calendar.versions[0].calendar.zone
    let midnight = try InstantText.parse("\(day)T00:00", in: zone)
    let opening = calendar.firstOpening(from: midnight)
    #expect(InstantText.iso(opening, in: zone) == "\(day)T\(opens)")
    let later = midnight.advanced(byMilliseconds: 2 * 86_400_000)
    #expect(calendar.running(from: midnight, to: later) == minutes * 60_000)
  }

  @Test func `a day that the zone skips has no openings`() throws {
    // Samoa went from Thursday, 29 December 2011 to Saturday.
    let calendar = try TestCalendars.history("09:00-17:00", in: "Pacific/Apia")
    #expect(try calendar.due("2h", from: "2011-12-29T16:00") == "2012-01-02T10:00:00+14:00")
  }

  @Test func `a calendar says how much of a window lies inside working hours`() throws {
    let hours = try TestCalendars.history("09:00-17:30", in: "Europe/London")
    let start = try InstantText.parse("2026-04-13T15:00Z")
    let end = start.advanced(byMilliseconds: 4 * 3_600_000)
    let share = Fraction(
      Int128(hours.running(from: start, to: end)) * 100, over: Int128(end - start))
    #expect(share.floored(decimals: 1) == "37.5")
  }

  @Test func `nothing is open before 1970`() throws {
    let office = try TestCalendars.office()
    let (start, end) = (
      try InstantText.parse("1969-12-01T00:00Z"), try InstantText.parse("1970-01-01T12:00Z")
    )
    #expect(office.running(from: start, to: end) == 4 * 3_600_000)
    #expect(office.segments(from: start, to: end).reduce(0) { $0 + $1.runningMs } == 4 * 3_600_000)
    #expect(office.earliestStart(before: 5 * 3_600_000, until: end) == .earliest)
    #expect(office.latestStart(before: 5 * 3_600_000, until: end) == .earliest)
  }

  @Test func `the proof names each opening, each closure and what lies between`() throws {
    let calendar = try TestCalendars.history(
      "09:00-17:00", in: "Europe/Berlin", closed: ["2026-12-24 12:00-24:00", "*-12-25"])
    let zone = calendar.versions[0].calendar.zone
    let (start, end) = (
      try InstantText.parse("2026-12-24T10:00", in: zone),
      try InstantText.parse("2026-12-26T00:00", in: zone)
    )
    let lines = calendar.segments(from: start, to: end).map { segment in
      let rule =
        switch segment.rule {
        case .always: "always"
        case .opening(let opening, _): opening.text
        case .closure(let closure, _): closure.day.text
        case .outsideHours: "-"
        }
      return
        "\(InstantText.iso(segment.range.lowerBound, in: zone).dropFirst(5).prefix(11)) \(rule)"
    }
    #expect(
      lines == [
        "12-24T10:00 09:00-12:00", "12-24T12:00 2026-12-24", "12-24T17:00 -", "12-25T09:00 *-12-25",
        "12-25T17:00 -",
      ])
  }

  @Test func `of two closures of an hour the proof names that of every year`() throws {
    let calendar = try TestCalendars.history(
      "09:00-17:00", in: "UTC", closed: ["2026-12-25", "*-12-25 09:00-12:00"])
    let (start, end) = (
      try InstantText.parse("2026-12-25T09:00Z"), try InstantText.parse("2026-12-25T17:00Z")
    )
    let days = calendar.segments(from: start, to: end).map { segment in
      if case .closure(let closure, _) = segment.rule { closure.day.text } else { "-" }
    }
    #expect(days == ["*-12-25", "2026-12-25"])
  }

  @Test func `a calendar that is closed for more than 366 days is refused where that begins`()
    throws
  {
    let never = CalendarHistory(WorkingCalendar(hours: try OpeningHours(week: [:]), zone: .utc))
    let start = try InstantText.parse("2026-11-25T00:00Z")
    #expect(throws: CalendarFailure.neverOpens(from: start)) {
      try never.requireOpenings(from: start)
    }
    let sunday = try InstantText.parse("2027-01-03T17:00Z")
    for (days, isRefused) in [(51, false), (53, true)] {
      let mondays = (1...days).map { week in
        let day = Zone.utc.civil(at: sunday.advanced(byMilliseconds: Int64(week) * 7 * 86_400_000))
        return Closure(.date(day.date), name: "works holiday")
      }
      let hours = try OpeningHours(week: [7: [try Opening(text: "09:00-17:00")]], closures: mondays)
      let calendar = CalendarHistory(WorkingCalendar(hours: hours, zone: .utc))
      if isRefused {
        #expect(throws: CalendarFailure.neverOpens(from: sunday)) {
          try calendar.requireOpenings(from: start)
        }
      } else {
        try calendar.requireOpenings(from: start)
      }
    }
  }

  @Test func `versions that are closed too long one after the other are refused`() throws {
    func closed(_ year: Int) throws -> WorkingCalendar {
      let days = (1...365).map { number in
        Closure(
          .date(CivilDate(dayNumber: CivilDate.newYear(year).dayNumber + number - 1)),
          name: "closed")
      }
      return WorkingCalendar(
        hours: try OpeningHours(
          week: Dictionary(uniqueKeysWithValues: (1...7).map { ($0, [.wholeDay]) }), closures: days),
        zone: .utc)
    }
    let (first, second) = (try closed(2026), try closed(2027))
    let change = try InstantText.parse("2027-01-01T00:00Z")
    let start = try InstantText.parse("2025-06-01T00:00Z")
    try CalendarHistory(first).requireOpenings(from: start)
    try CalendarHistory(second).requireOpenings(from: start)
    let both = CalendarHistory(versions: [
      CalendarVersion(from: start, first), CalendarVersion(from: change, second),
    ])
    let closing = try InstantText.parse("2026-01-01T00:00Z")
    #expect(throws: CalendarFailure.neverOpens(from: closing)) {
      try both.requireOpenings(from: start)
    }
  }

  @Test(arguments: [[], ["9999-03-03"]])
  func `a calendar that never opens answers with the end of time`(closed: [String]) throws {
    let closures = try closed.map { Closure(try Closure.Day(text: $0), name: "holiday") }
    let hours = try OpeningHours(week: [:], closures: closures)
    let never = CalendarHistory(WorkingCalendar(hours: hours, zone: .utc))
    let start = try InstantText.parse("2026-11-25T00:00Z")
    #expect(never.firstOpening(from: start) == .latest)
    #expect(never.due(after: 1, from: start) == .latest)
    // At once: no more days are counted than there are.
    #expect(never.end(ofWorkingDays: .max, from: start) == .latest)
    #expect(!never.isOpen(at: start))
    #expect(try TestCalendars.office().due(after: .max, from: start) == .latest)
  }

  @Test(arguments: [["9999-12-31"], ["9600-01-01", "*-12-31"], ["9998-06-01", "*-01-01"]])
  func `closures at the end of time are closures`(closed: [String]) throws {
    let calendar = try TestCalendars.history(
      "00:00-24:00", on: 1...7, in: "Europe/Berlin", closed: closed)
    let start = try InstantText.parse("9997-12-30T00:00Z")
    let proof = calendar.segments(from: start, to: .latest).reduce(0) { $0 + $1.runningMs }
    #expect(calendar.running(from: start, to: .latest) == proof)
  }

  @Test func `clocks that are set twice in hours leave the sums right`() throws {
    // -3 h and, an hour later, -6 h: 10:00 is shown three times.
    let rule = [UInt8](repeating: 0, count: 15)
    let header = { (times: UInt8, types: UInt8, characters: UInt8) -> [UInt8] in
      Array("TZif2".utf8) + rule
        + [0, 0, 0, times, types, characters].flatMap { [0, 0, 0, $0] as [UInt8] }
    }
    let second = { (text: String) throws -> [UInt8] in
      let seconds = try InstantText.parse(text).milliseconds / 1_000
      return stride(from: Int64(56), through: 0, by: -8).map { UInt8(seconds >> $0 & 0xff) }
    }
    let type = { (offset: Int32) -> [UInt8] in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: offset >> $0) } + [0, 0]
    }
    let bytes =
      header(0, 1, 4) + type(0) + Array("AAA\0".utf8) + header(2, 3, 4)
      + (try second("2026-03-04T10:00Z")) + (try second("2026-03-04T11:00Z")) + [1, 2]
      + type(0) + type(-10_800) + type(-21_600) + Array("AAA\0\n\n".utf8)
    let zone = try Zone(name: "Twice", bytes: bytes)
    let day = try Opening(text: "09:00-17:00")
    let hours = try OpeningHours(
      week: Dictionary(uniqueKeysWithValues: (1...7).map { ($0, [day]) }))
    let calendar = CalendarHistory(WorkingCalendar(hours: hours, zone: zone))
    let start = try InstantText.parse("2026-03-01T00:00Z")
    let wrong = (0..<200).filter { hour in
      let end = start.advanced(byMilliseconds: Int64(hour) * 3_600_000)
      let proof = calendar.segments(from: start, to: end).reduce(0) { $0 + $1.runningMs }
      return calendar.running(from: start, to: end) != proof
    }
    #expect(wrong.isEmpty)
  }
}

extension CivilDate {
  fileprivate static func newYear(_ year: Int) -> CivilDate {
    Zone.utc.civil(
      at: Instant(milliseconds: Int64((year - 1_970) * 365 + (year - 1_969) / 4) * 86_400_000)
    ).date
  }
}
