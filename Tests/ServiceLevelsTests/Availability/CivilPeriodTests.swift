import ServiceLevels
import Testing

@Suite struct CivilPeriodTests {
  @Test(arguments: [
    ("2026-04", 30), ("2028-02", 29), ("2026-Q1", 90), ("2026-Q2", 91), ("2026", 365),
    ("2028", 366), ("0001-01", 31), ("9999-Q4", 92),
  ])
  func `a period is printed as it is read`(text: String, days: Int) throws {
    let period = try CivilPeriod(text: text)
    #expect(period.text == text)
    #expect(period.dayCount == days)
  }

  @Test(arguments: [
    "", "26", "2026-", "2026-4", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-q2", "2026-04-",
    "2026-04 ", "0000", "0000-01", "12026", "April 2026",
  ])
  func `other texts are no period`(text: String) {
    #expect(throws: CivilPeriodFailure.self) { try CivilPeriod(text: text) }
  }

  @Test(arguments: ["1999-11", "1999-Q3", "1998", "9999-12", "0001"])
  func `periods follow each other, meet, and end with the years`(text: String) throws {
    var period = try CivilPeriod(text: text)
    for _ in 0..<30 {
      guard let next = period.next else {
        #expect(period.year == 9_999)
        return
      }
      #expect(next.previous == period)
      #expect(period.bounds(in: .utc).upperBound == next.bounds(in: .utc).lowerBound)
      period = next
    }
    #expect(try CivilPeriod(text: "0001-Q1").previous == nil)
  }

  @Test(
    .enabled(if: SystemZones.areReadable),
    arguments: [
      ("2026-03", "2026-03-01T00:00:00Z", "2026-03-31T23:00:00Z"),
      ("2026-10", "2026-09-30T23:00:00Z", "2026-11-01T00:00:00Z"),
      ("2026-Q1", "2026-01-01T00:00:00Z", "2026-03-31T23:00:00Z"),
      ("2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    ])
  func `a period is bounded by local midnights`(text: String, start: String, end: String) throws {
    let bounds = try CivilPeriod(text: text).bounds(in: SystemZones.zone("Europe/London"))
    #expect(InstantText.utc(bounds.lowerBound) == start)
    #expect(InstantText.utc(bounds.upperBound) == end)
  }

  @Test(
    .enabled(if: SystemZones.areReadable),
    arguments: ["Europe/London", "America/St_Johns", "Pacific/Apia", "America/Sao_Paulo"])
  func `every instant is within the bounds of its own period`(name: String) throws {
    let zone = try SystemZones.zone(name)
    for kind in CivilPeriod.Kind.allCases {
      var period = try #require(CivilPeriod(kind, year: 2008))
      while let next = period.next, period.year < 2013 {
        let bounds = period.bounds(in: zone)
        // Newfoundland set its clocks back at 00:01, on 1 November 2009 too.
        for minutes in [0, 1, 2, 30, 61, 62, 200] {
          let after = bounds.lowerBound.advanced(byMilliseconds: Int64(minutes) * 60_000)
          let before = bounds.upperBound.advanced(byMilliseconds: -Int64(minutes) * 60_000 - 1)
          #expect(CivilPeriod(kind, containing: after, in: zone) == period)
          #expect(CivilPeriod(kind, containing: before, in: zone) == period)
        }
        period = next
      }
    }
  }

  @Test func `the first and the last instant are in the first and the last period`() throws {
    for kind in CivilPeriod.Kind.allCases {
      #expect(CivilPeriod(kind, containing: .earliest, in: .utc).previous == nil)
      #expect(CivilPeriod(kind, containing: .latest, in: .utc).next == nil)
    }
  }
}
