import ServiceLevels
import Testing

/// Time of which nobody can say: every number is a pair.
@Suite struct GapTests {
  @Test(arguments: [
    ("04-10 11:36:00", AvailabilityVerdict.met), ("04-10 11:36:01", .metIfGapsWereUp),
  ])
  func `a gap makes a verdict conditional if it alone decides`(
    end: String, verdict: AvailabilityVerdict
  ) throws {
    let records = ServiceRecords(gaps: [try Uptime.gap(3, "04-10 08:00", end)])
    let reading = try Uptime.reading(records)
    #expect(reading.verdict == verdict)
    #expect(reading.gapsUp.shown == "100.000 %")
    #expect(reading.gapsDown.shown == (verdict == .met ? "99.500 %" : "99.499 %"))
    #expect(!reading.isIrrecoverable)
  }

  @Test func `an outage that is known misses whatever was in the gap`() throws {
    let records = ServiceRecords(
      outages: [try Uptime.outage(1, "04-10 00:00", "04-10 04:00")],
      gaps: [try Uptime.gap(3, "04-10 08:00", "04-10 09:00")])
    #expect(try Uptime.reading(records).verdict == .missed)
  }

  @Test func `the unknown middle of an outage is at least as bad as what is known of it`() throws {
    let records = ServiceRecords(
      outages: [
        try Uptime.outage(1, "04-10 08:00", "04-10 12:00", 30),
        try Uptime.outage(2, "04-10 10:00", "04-10 11:00"),
      ],
      gaps: [try Uptime.gap(3, "04-10 09:00", "04-10 13:00")])
    let reading = try Uptime.reading(records)
    #expect(
      reading.proof == [
        "04-01T00:00 04-10T08:00 up", "04-10T08:00 04-10T09:00 down 30 by 1",
        "04-10T09:00 04-10T10:00 unknown 3 or 30 by 1", "04-10T10:00 04-10T11:00 down 100 by 2",
        "04-10T11:00 04-10T12:00 unknown 3 or 30 by 1", "04-10T12:00 04-10T13:00 unknown 3",
        "04-10T13:00 05-01T00:00 up",
      ])
    #expect(reading.gapsUp.downSeconds == Fraction(3 * 1_080 + 3_600))
    #expect(reading.gapsDown.downSeconds == Fraction(1_080 + 4 * 3_600))
  }

  @Test func `a gap inside a window is excluded, and one to come is nothing yet`() throws {
    let records = ServiceRecords(
      maintenance: [try Uptime.window(7, "04-10 08:00", "04-10 12:00")],
      gaps: [
        try Uptime.gap(3, "04-10 09:00", "04-10 13:00"),
        try Uptime.gap(4, "04-20 00:00", "04-21 00:00"),
      ])
    let reading = try Uptime.reading(records, now: "04-11 00:00")
    #expect(reading.gapsDown.downSeconds == Fraction(3_600))
    #expect(reading.gapsUp.downSeconds == Fraction(0))
  }
}
