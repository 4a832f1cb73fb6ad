import ServiceLevels
import Testing

/// What will be if nothing changes.
@Suite struct ForecastTests {
  private func through(
    _ records: ServiceRecords, now: String = "04-10 13:00", target: String = "99.5 %"
  ) throws -> String? {
    let reading = try Uptime.reading(records, Uptime.commitment(target), now: now)
    return reading.metThrough.map { InstantText.utc($0) }
  }

  @Test func `A24 an outage that lasts meets the target through a last instant`() throws {
    let records = ServiceRecords(outages: [try Uptime.outage(1, "04-10 12:00")])
    #expect(try through(records) == "2026-04-10T15:36:00Z")
    for (end, verdict) in [("15:36:00", AvailabilityVerdict.met), ("15:36:00.001", .missed)] {
      let now = "04-10 \(end)"
      #expect(try Uptime.reading(records, now: now).verdict == verdict)
    }
    #expect(try through(records, now: "04-11 00:00") == "2026-04-10T15:36:00Z", "also afterwards")
  }

  @Test func `a lighter outage lasts longer, to the part of a second`() throws {
    let records = ServiceRecords(outages: [try Uptime.outage(1, "04-10 12:00", nil, 70)])
    // 12,960 s at 70 % are 18,514.285… s.
    #expect(try through(records) == "2026-04-10T17:08:34.285Z")
    let light = ServiceRecords(outages: [try Uptime.outage(1, "04-10 12:00", nil, 0)])
    #expect(try through(light) == nil)
  }

  @Test func `what is over has been used, and what is met to the end has no last instant`() throws {
    let records = ServiceRecords(outages: [
      try Uptime.outage(1, "04-02 00:00", "04-02 01:36"), try Uptime.outage(2, "04-10 12:00"),
    ])
    #expect(try through(records) == "2026-04-10T14:00:00Z")
    #expect(try through(ServiceRecords()) == nil)
    let late = ServiceRecords(outages: [try Uptime.outage(1, "04-30 20:24")])
    #expect(try through(late, now: "04-30 21:00") == nil)
  }

  @Test func `windows to come use up nothing of the budget`() throws {
    let records = ServiceRecords(
      outages: [try Uptime.outage(1, "04-10 12:00")],
      maintenance: [try Uptime.window(7, "04-10 14:00", "04-10 18:00")])
    // Two hours before the window, and what is left of 12,888 s after it.
    #expect(try through(records) == "2026-04-10T19:34:48Z")
  }

  @Test func `work that nobody ends becomes an overrun`() throws {
    let records = ServiceRecords(maintenance: [
      try Uptime.window(7, "04-11 22:00", "04-12 02:00", begun: "04-11 22:00")
    ])
    for now in ["04-11 23:00", "04-12 03:00"] {
      #expect(try through(records, now: now) == "2026-04-12T05:34:48Z")
    }
  }

  @Test func `the last instant of a budget used up to the brim is where the next outage begins`()
    throws
  {
    let records = ServiceRecords(outages: [
      try Uptime.outage(1, "04-02 00:00", "04-02 03:36"),
      try Uptime.outage(2, "04-10 12:00", nil, 1),
    ])
    #expect(try through(records) == "2026-04-10T12:00:00Z")
  }
}
