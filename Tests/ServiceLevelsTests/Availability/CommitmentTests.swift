import ServiceLevels
import Testing

/// A promise that changes: one reading for each version, never blended.
@Suite struct CommitmentTests {
  private let april = try? CivilPeriod(text: "2026-04")

  private func readings(_ versions: [Commitment]) throws -> [Availability] {
    let records = ServiceRecords(outages: [
      try Uptime.outage(1, "04-10 00:00", "04-10 04:00"),
      try Uptime.outage(2, "04-20 00:00", "04-20 01:00"),
    ])
    return Availability.readings(
      of: versions, in: try #require(april), records: records,
      now: try Uptime.instant("05-01 00:00"))
  }

  @Test func `a target changed in the middle of a period gives two verdicts`() throws {
    let versions = [
      try Uptime.commitment("99 %", from: "04-16 00:00"), try Uptime.commitment("99.5 %"),
    ]
    let readings = try readings(versions)
    #expect(readings.map(\.commitment.target.text) == ["99.5 %", "99 %"])
    #expect(readings.map(\.verdict) == [.missed, .met])
    #expect(readings.map(\.coveredDays) == [15, 15])
    #expect(readings.map(\.gapsUp.downSeconds) == [Fraction(14_400), Fraction(3_600)])
    #expect(readings.map(\.agreedMs) == [1_296_000_000, 1_296_000_000])
  }

  @Test func `a version replaced as it begins holds at no time`() throws {
    let versions = [
      try Uptime.commitment("99 %"), try Uptime.commitment("98 %", from: "04-16 00:00"),
      try Uptime.commitment("97 %", from: "04-16 00:00"),
    ]
    #expect(try readings(versions).map(\.commitment.target.text) == ["99 %", "97 %"])
  }

  @Test func `a version retired before the next one leaves time outside of both`() throws {
    let versions = [
      try Uptime.commitment("99 %", retired: "04-11 00:00"),
      try Uptime.commitment("98 %", from: "04-16 00:00"),
    ]
    let readings = try readings(versions)
    #expect(readings.map(\.coveredDays) == [10, 15])
    let late = try Uptime.commitment("99 %", retired: "04-20 00:00")
    #expect(try self.readings([late, versions[1]]).map(\.coveredDays) == [15, 15])
  }

  @Test func `versions that do not hold in the period have no reading`() throws {
    let versions = [
      try Uptime.commitment("99 %", retired: "04-01 00:00"),
      try Uptime.commitment("98 %", from: "05-01 00:00"),
    ]
    #expect(try readings(versions).isEmpty)
    #expect(try readings([]).isEmpty)
  }

  @Test func `a commitment names the period in which it is measured`() throws {
    let instant = try Uptime.instant("08-10 00:00")
    for (kind, text) in [
      (CivilPeriod.Kind.month, "2026-08"), (.quarter, "2026-Q3"), (.year, "2026"),
    ] {
      let commitment = try Commitment(
        service: "web", target: UptimeTarget(text: "99 %"), periodKind: kind, zone: .utc)
      #expect(commitment.period(containing: instant).text == text)
    }
  }
}
