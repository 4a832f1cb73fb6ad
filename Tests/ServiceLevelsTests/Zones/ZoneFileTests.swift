import ServiceLevels
import TestSupport
import Testing

@Suite struct ZoneFileTests {
  /// A version 2 file: one change, at second 1000, from LMT (53 s short of 3 h 30 m) to `+0330`.
  private func file(footer: String = "\n<+0330>-3:30\n", version: UInt8 = 0x32) -> [UInt8] {
    let empty = header(version: version, times: 0, types: 1, characters: 1)
    let types: [UInt8] = [0, 0, 0x30, 0xFF, 0, 0] + [0, 0, 0x31, 0x38, 1, 4]
    let body: [UInt8] = [0, 0, 0, 0, 0, 0, 0x03, 0xE8] + [1] + types + Array("LMT\0+0330\0".utf8)
    let second = header(version: version, times: 1, types: 2, characters: 10)
    return empty + [0, 0, 0, 0, 0, 0, 0] + second + body + Array(footer.utf8)
  }

  /// A version 3 file without a change, ruled by its footer.
  private func file(rule: String) -> [UInt8] {
    let header = header(version: 0x33, times: 0, types: 1, characters: 4)
    let block = header + [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
    return block + block + Array("\n\(rule)\n".utf8)
  }

  private func header(version: UInt8, times: UInt8, types: UInt8, characters: UInt8) -> [UInt8] {
    let counts = [0, 0, 0, times, types, characters].flatMap { [0, 0, 0, $0] as [UInt8] }
    return Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15) + counts
  }

  @Test func `a file says what holds before, between and after its changes`() throws {
    let zone = try Zone(name: "Somewhere", bytes: file())
    let before = Instant(milliseconds: 999_999)
    let after = Instant(milliseconds: 1_000_000)
    #expect(zone.name == "Somewhere")
    #expect(zone.offsetSeconds(at: before) == 12_543)
    #expect(zone.abbreviation(at: before) == "LMT")
    #expect(zone.offsetSeconds(at: after) == 12_600)
    #expect(zone.abbreviation(at: .latest) == "+0330")
    #expect(InstantText.iso(after, in: zone) == "1970-01-01T03:46:40+03:30")
    #expect(InstantText.iso(before, in: zone) == "1970-01-01T00:16:39.999Z")
  }

  @Test func `a change that no instant reaches is no trap`() throws {
    var bytes = file()
    // Its time in seconds does not fit into milliseconds.
    bytes[95] = 0x0F
    let zone = try Zone(name: "Far", bytes: bytes)
    #expect(zone.offsets(from: .earliest, through: .latest).map(\.offsetMs) == [12_543_000])
    let calendar = CalendarHistory(.always(in: zone))
    #expect(calendar.running(from: .earliest, to: .latest) == Instant.latest - Instant.earliest)
    let hours = try OpeningHours(week: [1: [.wholeDay]])
    #expect(WorkingCalendar(hours: hours, zone: zone).zone == zone)
  }

  @Test func `a version 1 file has 32-bit times and no footer`() throws {
    let bytes =
      header(version: 0, times: 1, types: 1, characters: 4) + [0xFF, 0xFF, 0xFF, 0xFF, 0]
      + [0, 0, 0x0E, 0x10, 0, 0] + Array("CET\0".utf8)
    let zone = try Zone(name: "Old", bytes: bytes)
    #expect(zone.offsetSeconds(at: .latest) == 3_600)
    #expect(throws: ZoneFailure.malformed(.footer, at: bytes.count)) {
      try Zone(name: "Old", bytes: bytes + Array("\n\n".utf8))
    }
  }

  @Test func `a file cut short anywhere is refused`() {
    let bytes = file()
    for length in bytes.indices {
      #expect(throws: ZoneFailure.self, "\(length)") {
        try Zone(name: "Cut", bytes: Array(bytes[..<length]))
      }
    }
  }

  @Test(.enabled(if: SystemZones.areReadable), arguments: ["Europe/Berlin", "America/Sao_Paulo"])
  func `a system file cut short anywhere is refused`(name: String) throws {
    let bytes = try SystemZones.bytes(name)
    for length in bytes.indices {
      #expect(throws: ZoneFailure.self, "\(length)") {
        try Zone(name: "Cut", bytes: Array(bytes[..<length]))
      }
    }
  }

  @Test func `any bytes make a zone that answers or an error, never a trap`() {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    var originals = [file(), file(rule: "CET-1CEST,M3.5.0,M10.5.0/3")]
    originals += ["Africa/Casablanca", "Asia/Gaza"].compactMap { try? SystemZones.bytes($0) }
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = originals.randomElement(using: &chance) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        // Headers and footers are short: aim at the front, the end, or anywhere.
        let aim = [0..<min(120, bytes.count), bytes.count - 40..<bytes.count, bytes.indices]
        let part = aim.randomElement(using: &chance) ?? bytes.indices
        bytes[part.randomElement(using: &chance) ?? 0] = UInt8.random(in: 0...255, using: &chance)
      }
      guard let zone = try? Zone(name: "Edited", bytes: bytes) else { continue }
      accepted += 1
      let edges = [Int64.min, 0, 4_000_000_000_000, Int64.max].map { Instant(clamping: $0) }
      for instant in edges {
        let civil = zone.civil(at: instant)
        let back = zone.instant(of: civil, overlap: .second)
        #expect(
          back >= instant && zone.civil(at: back) == civil,
          "seed \(seed) \(instant) \(civil) \(back) \(zone)")
      }
    }
    print("edited zone files: seed \(seed), \(accepted) of 20000 still zones")
    #expect(accepted > 100)
  }

  @Test(
    arguments: [
      (0, ZoneFailure.notZoneFile), (4, .notZoneFile), (51 + 23, .malformed(.counts, at: 51 + 20)),
      (51 + 4, .notZoneFile), (51 + 31, .countsLeapSeconds),
      (103, .malformed(.transitionTypes, at: 103)),
      (104, .malformed(.localTimeTypes, at: 104)), (108, .malformed(.localTimeTypes, at: 104)),
      (109, .malformed(.abbreviations, at: 109)), (126, .malformed(.footer, at: 126)),
    ] as [(Int, ZoneFailure)])
  func `a wrong byte is refused at its place`(index: Int, failure: ZoneFailure) {
    var bytes = file()
    bytes[index] = 99
    #expect(throws: failure) { try Zone(name: "Wrong", bytes: bytes) }
  }

  @Test(.enabled(if: SystemZones.areReadable))
  func `a file that counts leap seconds is refused`() {
    guard let bytes = try? SystemZones.bytes("right/Europe/Berlin") else { return }
    #expect(throws: ZoneFailure.countsLeapSeconds) { try Zone(name: "right", bytes: bytes) }
  }

  @Test(arguments: [
    "CET", "CET-25", "CE-1", "<+03-3", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J60", "CET-1CEST,366,1",
    "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1:60", "CET-1CEST,M3.5.0,M10.5.0/3 ", "CET-1x",
    "CET-1CEST,J0001,J60",
  ])
  func `a footer that is no rule is refused`(rule: String) {
    #expect(throws: ZoneFailure.self) {
      try Zone(name: "Rule", bytes: file(rule: rule))
    }
  }

  @Test func `two blocks of different versions are refused`() {
    var bytes = file()
    bytes[51 + 4] = 0x33
    #expect(throws: ZoneFailure.malformed(.counts, at: 51)) {
      try Zone(name: "Mixed", bytes: bytes)
    }
  }

  @Test func `a footer that contradicts the last change is refused`() {
    #expect(throws: ZoneFailure.malformed(.footer, at: 126)) {
      try Zone(name: "Rule", bytes: file(footer: "\nCET-1\n"))
    }
  }

  @Test(
    arguments: [
      // Every form of a day, west and east, times beyond the day, daylight saving time all year.
      ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18_000, -14_400),
      ("EST+5EDT+4,M3.2.0/2,M11.1.0/2:00:00", "2026-11-01T05:59:59Z", -14_400, -18_000),
      ("CET-1CEST,J60,300", "2028-03-01T00:59:59Z", 3_600, 7_200),
      ("CET-1CEST,59,300", "2028-02-29T00:59:59Z", 3_600, 7_200),
      ("CET-1CEST,59,300", "2026-03-01T00:59:59Z", 3_600, 7_200),
      ("<+02>-2<+03>,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z", 7_200, 10_800),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7_200, -3_600),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T00:59:59Z", 3_600, 0),
      ("AAA-1BBB,J365/167,J100", "2027-01-06T21:59:59Z", 3_600, 7_200),
      ("AAA-1BBB,J1/-167,J100", "2026-12-24T23:59:59Z", 3_600, 7_200),
      ("AAA-1BBB,J365/167,J360/167", "2027-01-01T20:59:59Z", 7_200, 3_600),
      ("XXX3EDT4,0/0,J365/23", "2026-01-01T02:59:59Z", -14_400, -14_400),
      ("XXX3EDT4,0/0,J365/23", "2026-07-01T00:00:00Z", -14_400, -14_400),
    ] as [(String, String, Int, Int)])
  func `a footer rules all later years`(rule: String, last: String, before: Int, after: Int) throws
  {
    let zone = try Zone(name: "Rule", bytes: file(rule: rule))
    let instant = try InstantText.parse(last)
    #expect(zone.offsetSeconds(at: instant) == before)
    #expect(zone.offsetSeconds(at: instant.advanced(byMilliseconds: 1_000)) == after)
  }

  @Test(
    .enabled(if: SystemZones.areReadable),
    arguments: [
      // 02:30 is skipped, then shown twice, then once.
      ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z", "2026-03-29T01:00:00Z"),
      ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z"),
      ("Europe/Berlin", "2026-07-01T02:30", "2026-07-01T00:30:00Z", "2026-07-01T00:30:00Z"),
      // Samoa had no 30 December 2011.
      ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00:00Z", "2011-12-30T10:00:00Z"),
    ])
  func `a skipped time moves by the gap or to its end`(
    name: String, wall: String, forward: String, end: String
  ) throws {
    let zone = try SystemZones.zone(name)
    let civil = Zone.utc.civil(at: try InstantText.parse(wall + "Z"))
    let moved = zone.instant(of: civil, overlap: .first, gap: .forward)
    #expect(InstantText.utc(moved) == forward)
    #expect(InstantText.utc(zone.instant(of: civil, overlap: .first, gap: .end)) == end)
  }

  @Test(
    .enabled(if: SystemZones.areReadable),
    arguments: [
      ("Europe/London", "2026-04-01", "2026-03-31T23:00:00Z"),
      ("America/Sao_Paulo", "2015-10-18", "2015-10-18T03:00:00Z"),
      // Toronto went from 23:30 to 00:30.
      ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"),
      // Set back at 00:01 to 23:01: the next day begins twice, first at the earlier midnight.
      ("America/St_Johns", "2006-10-29", "2006-10-29T02:30:00Z"),
      ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
      ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
    ])
  func `a day begins with the first instant that shows it`(
    name: String, day: String, first: String
  ) throws {
    let date = Zone.utc.civil(at: try InstantText.parse(day + "T00:00Z")).date
    #expect(InstantText.utc(try SystemZones.zone(name).firstInstant(of: date)) == first)
  }

  @Test(.enabled(if: SystemZones.areReadable))
  func `a digest tells apart what holds in a stretch of time, and nothing else`() throws {
    let (start, end) = (
      try InstantText.parse("2026-01-01T00:00Z"), try InstantText.parse("2027-01-01T00:00Z")
    )
    func digest(_ name: String, _ start: Instant = start, _ end: Instant = end) throws -> String {
      try SystemZones.zone(name).digest(from: start, through: end)
    }
    #expect(try digest("Europe/Berlin") == digest("Europe/Paris"))
    #expect(try digest("Europe/Berlin") != digest("Europe/London"))
    #expect(try digest("Europe/Berlin", start, end) != digest("Europe/Berlin", start, start))
    let before = try InstantText.parse("1950-01-01T00:00Z")
    #expect(try digest("Europe/Berlin", before) != digest("Europe/Paris", before))
    #expect(try digest("Europe/Berlin").utf8.count == 16)
  }

  @Test(
    .enabled(if: SystemZones.areReadable),
    arguments: [
      // FNV-1a over instants and offsets, as Python has it; the second one begins with a zero.
      ("UTC", "1970-01-01T00:00Z", "1970-01-01T00:00Z", "88201fb960ff6465"),
      ("UTC", "2000-01-01T00:00Z", "2000-12-31T00:00Z", "068b8dc467dbc916"),
      ("Europe/Berlin", "2026-01-01T00:00Z", "2026-03-29T00:59:59.999Z", "4dcbff3fb74d62d9"),
      ("Europe/Berlin", "2026-01-01T00:00Z", "2026-03-29T01:00Z", "fa08c66e75aaecfe"),
      ("Europe/Berlin", "2026-01-01T00:00Z", "2027-01-01T00:00Z", "72cb2df65ac9a644"),
      ("America/New_York", "2026-01-01T00:00Z", "2027-01-01T00:00Z", "c4c6a15ded158365"),
    ])
  func `a digest is that of all offsets and changes from its start through its end`(
    name: String, start: String, end: String, digest: String
  ) throws {
    let (start, end) = (try InstantText.parse(start), try InstantText.parse(end))
    #expect(try SystemZones.zone(name).digest(from: start, through: end) == digest)
  }

  @Test(.enabled(if: SystemZones.areReadable))
  func `a list of offsets begins at its very start and is no longer if it ends before`() throws {
    let berlin = try SystemZones.zone("Europe/Berlin")
    let start = try InstantText.parse("2026-07-01T00:00:00.001Z")
    for end in [start, .earliest] {
      let list = berlin.offsets(from: start, through: end)
      #expect(list.map(\.at) == [start])
      #expect(list.map(\.offsetMs) == [7_200_000])
    }
  }

  @Test(.enabled(if: SystemZones.areReadable))
  func `a change before 1970 is not known a millisecond early`() throws {
    let change = try InstantText.parse("1916-04-30T22:00Z")
    let berlin = try SystemZones.zone("Europe/Berlin")
    #expect(berlin.abbreviation(at: change) == "CEST")
    #expect(berlin.abbreviation(at: change.advanced(byMilliseconds: -1)) == "CET")
  }

  @Test(arguments: [
    // Set back on one day and forward on the next: only the second skips anything.
    ("AAA0BBB-1,J101/2,J100/2", "2027-04-11T02:30", "2027-04-11T02:30Z", "2027-04-11T02:00Z"),
    // More than a day from UTC: shown twice in the east, skipped in the west.
    (
      "AAA-24:30BBB-23:30,J100/0,J200/0", "2027-04-09T23:45", "2027-04-08T23:15Z",
      "2027-04-08T23:15Z"
    ),
    (
      "AAA24:30BBB23:30,J100/0,J200/0", "2027-04-10T00:15", "2027-04-11T00:45Z", "2027-04-11T00:30Z"
    ),
  ])
  func `changes near each other or far from UTC are told apart`(
    rule: String, wall: String, forward: String, end: String
  ) throws {
    let zone = try Zone(name: "Rule", bytes: file(rule: rule))
    let civil = Zone.utc.civil(at: try InstantText.parse(wall + "Z"))
    let moved = zone.instant(of: civil, overlap: .first, gap: .forward)
    #expect(try moved == InstantText.parse(forward))
    #expect(try zone.instant(of: civil, overlap: .first, gap: .end) == InstantText.parse(end))
  }
}
