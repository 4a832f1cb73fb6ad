import ServiceLevels
import TestSupport
import Testing

@Suite struct TargetTests {
  @Test(arguments: [
    ("30m", 1_800_000), ("4h", 14_400_000), ("1h30", 5_400_000), ("90s", 90_000),
    ("25m", 1_500_000),
    ("1h30m", 5_400_000), ("2m05", 125_000), ("0.250s", 250), ("1h0.5s", 3_600_500), ("0s", 0),
    ("1000000h", 3_600_000_000_000),
  ])
  func `a span is read in milliseconds`(text: String, milliseconds: Int64) throws {
    #expect(try DurationText.parse(text) == milliseconds)
  }

  @Test(arguments: [
    ("", 0), ("30", 2), ("m", 0), ("1d", 1), ("30m1h", 4), ("1h1h", 3), ("1.5h", 3), ("1h3", 3),
    ("1h300", 5), ("1s30", 4), (" 1h", 0), ("1h ", 2), ("-1h", 0), ("1H", 1), ("0.0005s", 2),
    ("9999999999h", 0),
  ])
  func `a text that is no span is refused at its place`(text: String, position: Int) {
    #expect(throws: DurationTextFailure.unreadable(text, at: position)) {
      try DurationText.parse(text)
    }
  }

  @Test func `a span of more than a million hours is refused`() {
    #expect(throws: DurationTextFailure.tooLong("1000000h1s")) {
      try DurationText.parse("1000000h1s")
    }
  }

  @Test(
    arguments: [
      (0, "0 s", "0s"), (1, "1 ms", "0.001s"),
      (999, "999 ms", "0.999s"), (-999, "-999 ms", "-0.999s"), (1_000, "1 s", "1s"),
      (45_000, "45 s", "45s"),
      (85_200_000, "23 h 40 m", "23h40m"), (601_200_000, "6 d 23 h", "167h"),
      (5_400_250, "1 h 30 m", "1h30m0.250s"), (3_605_000, "1 h", "1h5s"),
      (86_400_000 + 1_800_000, "1 d", "24h30m"), (1_500_000, "25 m", "25m"),
      (119_999, "1 m 59 s", "1m59.999s"), (-11_400_000, "-3 h 10 m", "-3h10m"),
    ] as [(Int64, String, String)])
  func `a span is written for people and exactly`(amount: Int64, words: String, exact: String) {
    #expect(DurationText.words(amount) == words)
    #expect(DurationText.exact(amount) == exact)
  }

  @Test func `every span that is written exactly reads back`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    for _ in 0..<5_000 {
      let longest = Int64(1) << Int64.random(in: 1...41, using: &chance)
      let amount = Int64.random(in: 0...longest, using: &chance)
      #expect(try DurationText.parse(DurationText.exact(amount)) == amount, "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      ("30m", .running(milliseconds: 1_800_000)), ("4h", .running(milliseconds: 14_400_000)),
      ("24h", .running(milliseconds: 86_400_000)), ("1d", .days(1)), ("2w", .weeks(2)),
      ("1mo", .months(1)), ("9999d", .days(9_999)), ("1wd", .workingDays(1)),
    ] as [(String, Target.Amount)])
  func `a target is read and written back`(text: String, amount: Target.Amount) throws {
    for isAlways in [false, true] {
      let target = Target(amount, isAlways: isAlways)
      let text = isAlways ? "\(text) always" : text
      #expect(try Target(text: text) == target)
      #expect(target.text == text)
    }
  }

  @Test(arguments: [
    "", "d", "0d", "10000d", "1d2h", "1mo1d", "0wd", "1wd1h", "always", " always", "1d  always",
    "1d always always", "0m", "1y", "-1d", "1 d", "1D",
  ])
  func `a text that promises nothing names the forms that would`(text: String) {
    let failure = #expect(throws: TargetFailure.self) { try Target(text: text) }
    #expect(failure?.text == text)
    #expect(failure?.forms.allSatisfy { (try? Target(text: $0)) != nil } == true)
  }

  @Test(
    .enabled(if: SystemZones.areReadable),
    arguments: [
      // S-27, its civil rows.
      ("Europe/Berlin", "1d", "2026-03-28 12:00", "2026-03-29T12:00:00+02:00", "23h"),
      ("Europe/Berlin", "1d", "2026-10-24 12:00", "2026-10-25T12:00:00+01:00", "25h"),
      ("Europe/Berlin", "1w", "2026-03-23 12:00", "2026-03-30T12:00:00+02:00", "167h"),
      // A skipped end moves forward by the gap; a repeated one is the second.
      ("Europe/Berlin", "1d", "2026-03-28 02:30", "2026-03-29T03:30:00+02:00", "24h"),
      ("Europe/Berlin", "1d", "2026-10-24 02:30", "2026-10-25T02:30:00+01:00", "25h"),
      // Samoa skipped 30 December 2011 altogether.
      ("Pacific/Apia", "1d", "2011-12-29 12:00", "2011-12-31T12:00:00+14:00", "24h"),
      ("Europe/Berlin", "24h", "2026-03-28 12:00", "2026-03-29T13:00:00+02:00", "24h"),
      // S-28, without its pause.
      ("UTC", "1mo", "2026-01-31 10:00", "2026-02-28T10:00:00+00:00", "672h"),
      ("UTC", "1mo", "2028-01-31 10:00", "2028-02-29T10:00:00+00:00", "696h"),
      ("UTC", "1mo", "2026-12-31 10:00", "2027-01-31T10:00:00+00:00", "744h"),
    ])
  func `a target ends on the wall clock of its zone`(
    name: String, text: String, start: String, end: String, budget: String
  ) throws {
    let zone = try SystemZones.zone(name)
    let start = try InstantText.parse(start, in: zone)
    let budgetMs = try Target(text: text).budget(from: start, in: zone)
    let due = start.advanced(byMilliseconds: budgetMs)
    #expect(InstantText.iso(due, in: zone) == end)
    #expect(DurationText.exact(budgetMs) == budget)
  }

  @Test(arguments: [
    Target.Amount.running(milliseconds: .max), .days(.max), .weeks(.max), .months(.max),
  ])
  func `a budget ends with time itself`(amount: Target.Amount) {
    for start in [Instant.earliest, Instant(milliseconds: 0)] {
      #expect(Target(amount).budget(from: start, in: .utc) == Instant.latest - start)
    }
  }

  @Test(arguments: [
    Target.Amount.running(milliseconds: .min), .days(.min), .weeks(.min), .months(.min), .days(0),
    .workingDays(0), .workingDays(.min),
  ])
  func `a period of none or less leaves no budget`(amount: Target.Amount) {
    #expect(Target(amount).budget(from: Instant(milliseconds: 0), in: .utc) == 0)
  }
}
