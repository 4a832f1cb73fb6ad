import ServiceLevels
import TestSupport
import Testing

@Suite struct InstantTextTests {
  @Test(arguments: ["0000-05-05T00:00", "0000-12-31T23:59:59.999"])
  func `a local time before time began is none`(text: String) {
    #expect(throws: InstantTextFailure.noSuchTime(text)) { try InstantText.parse(text, in: .utc) }
  }

  @Test(.enabled(if: SystemZones.areReadable))
  func `a local time after the end of time is none`() throws {
    let zone = try SystemZones.zone("America/New_York")
    let text = "9999-12-31T23:00"
    #expect(throws: InstantTextFailure.noSuchTime(text)) { try InstantText.parse(text, in: zone) }
    #expect(try InstantText.parse("0001-01-01T00:00", in: .utc) == .earliest)
    #expect(try InstantText.parse("9999-12-31T23:59:59.999", in: .utc) == .latest)
  }

  @Test(arguments: [
    ("2026-03-02T09:00:00+01:00", 1_772_438_400_000),
    ("2026-03-02T08:00:00Z", 1_772_438_400_000),
    ("2026-03-02t08:00:00.000z", 1_772_438_400_000),
    ("2026-03-02 08:00Z", 1_772_438_400_000),
    ("2026-03-02T02:30:00.25-05:30", 1_772_438_400_250),
    ("2026-03-02T08:00:00.123000000-00:00", 1_772_438_400_123),
    ("0000-12-31T23:00:00-01:00", -62_135_596_800_000),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
  ])
  func `a text with an offset names its instant`(text: String, milliseconds: Int64) throws {
    #expect(try InstantText.parse(text) == Instant(milliseconds: milliseconds))
  }

  @Test(arguments: [
    ("", 0), ("2026", 4), ("2026-3-02T09:00:00Z", 5), ("2026-03-02", 10),
    ("2026-03-02  09:00Z", 11), ("2026-03-02T9:00Z", 11), ("2026-03-02T09:00:00+01", 22),
    ("2026-03-02T09:00:00.Z", 20), ("2026-03-02T09:00:00.0001Z", 20), ("2026-03-02T09:00Z ", 17),
    ("2026-03-02T09:00+", 17),
    ("２026-03-02T09:00Z", 0), ("12026-03-02T09:00Z", 0),
  ])
  func `a text of another form is refused at its place`(text: String, position: Int) {
    #expect(throws: InstantTextFailure.unreadable(text, at: position)) {
      try InstantText.parse(text)
    }
  }

  @Test(arguments: [
    "2026-02-29T09:00:00Z", "2026-03-02T24:00:00Z", "2026-12-31T23:59:60Z", "2026-00-02T09:00Z",
    "2026-03-02T09:00:00+24:00", "2026-03-02T09:00:00+01:60", "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
  ])
  func `a time that does not exist is refused`(text: String) {
    #expect(throws: InstantTextFailure.noSuchTime(text)) { try InstantText.parse(text) }
  }

  @Test func `a time without an offset needs a zone`() {
    #expect(throws: InstantTextFailure.noOffset("2026-03-02 09:00")) {
      try InstantText.parse("2026-03-02 09:00")
    }
  }

  @Test(
    .enabled(if: SystemZones.areReadable),
    arguments: [
      ("2026-03-02T09:00:00", "2026-03-02T09:00:00+01:00"),
      ("2026-03-02 09:00", "2026-03-02T09:00:00+01:00"),
      ("2026-07-02 09:00:00.5", "2026-07-02T09:00:00.500+02:00"),
      ("2026-07-02 09:00Z", "2026-07-02T11:00:00+02:00"),
      ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
      ("2026-10-25 03:00", "2026-10-25T03:00:00+01:00"),
      ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
    ])
  func `a local time is read and written in its zone`(text: String, iso: String) throws {
    let zone = try SystemZones.zone("Europe/Berlin")
    let instant = try InstantText.parse(text, in: zone)
    #expect(InstantText.iso(instant, in: zone) == iso)
    #expect(try InstantText.parse(iso) == instant)
  }

  @Test(.enabled(if: SystemZones.areReadable))
  func `the same instant is written for each viewer`() throws {
    // The rendering of S-23.
    let instant = try InstantText.parse("2026-03-03T06:30:00Z")
    let riyadh = try SystemZones.zone("Asia/Riyadh")
    let kolkata = try SystemZones.zone("Asia/Kolkata")
    let newfoundland = try SystemZones.zone("America/St_Johns")
    #expect(InstantText.iso(instant, in: riyadh) == "2026-03-03T09:30:00+03:00")
    #expect(InstantText.iso(instant, in: kolkata) == "2026-03-03T12:00:00+05:30")
    #expect(InstantText.iso(instant, in: newfoundland) == "2026-03-03T03:00:00-03:30")
    #expect(InstantText.iso(instant, in: .utc) == "2026-03-03T06:30:00+00:00")
    #expect(InstantText.utc(instant) == "2026-03-03T06:30:00Z")
    #expect(InstantText.iso(.latest, in: riyadh) == InstantText.utc(.latest))
  }

  @Test func `every instant that is written reads back`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    for _ in 0..<5_000 {
      let instant = Instant(milliseconds: Int64.random(in: Instant.milliseconds, using: &chance))
      #expect(try InstantText.parse(InstantText.utc(instant)) == instant, "seed \(seed)")
    }
    for edge in [Instant.earliest, .latest] {
      #expect(try InstantText.parse(InstantText.utc(edge)) == edge)
    }
  }

  @Test func `an instant stops at the ends of time`() {
    #expect(Instant.earliest.advanced(byMilliseconds: -1) == .earliest)
    #expect(Instant.latest.advanced(byMilliseconds: .max) == .latest)
    #expect(Instant.earliest.advanced(byMilliseconds: .min) == .earliest)
    #expect(Instant.earliest.advanced(byMilliseconds: Instant.latest - .earliest) == .latest)
  }
}
