import ServiceLevels
import Testing

/// Windows: what they take out of the agreed time, and what they add to the time down.
@Suite struct MaintenanceTests {
  private func reading(
    _ windows: [Maintenance], _ outages: [Outage] = [], now: String = "05-01 00:00",
    grounds: Set<Maintenance.Ground> = [.maintenance]
  ) throws -> Availability {
    try Uptime.reading(
      ServiceRecords(outages: outages, maintenance: windows),
      Uptime.commitment(grounds: grounds), now: now)
  }

  @Test func `A26 work that goes on past its plan is an outage nobody entered`() throws {
    let window = try Uptime.window(7, "04-11 22:00", "04-12 02:00", begun: "04-11 22:00")
    #expect(
      try reading([window], now: "04-12 03:00").proof == [
        "04-01T00:00 04-11T22:00 up", "04-11T22:00 04-12T02:00 excluded 7",
        "04-12T02:00 04-12T03:00 down 100 by window 7", "04-12T03:00 05-01T00:00 up to come",
      ])
  }

  @Test func `an early start and an overrun are down, the part of the plan in between is not`()
    throws
  {
    let window = try Uptime.window(
      7, "04-11 22:00", "04-12 02:00", begun: "04-11 21:50", ended: "04-12 02:20")
    #expect(
      try reading([window]).proof == [
        "04-01T00:00 04-11T21:50 up", "04-11T21:50 04-11T22:00 down 100 by window 7",
        "04-11T22:00 04-12T02:00 excluded 7", "04-12T02:00 04-12T02:20 down 100 by window 7",
        "04-12T02:20 05-01T00:00 up",
      ])
  }

  @Test func `work all outside its plan excludes nothing`() throws {
    for (begun, ended) in [("04-11 20:00", "04-11 21:00"), ("04-12 02:00", "04-12 03:00")] {
      let window = try Uptime.window(
        7, "04-11 22:00", "04-12 02:00", begun: begun, ended: ended)
      let reading = try reading([window])
      #expect(reading.excludedMs == 0)
      #expect(reading.gapsUp.downSeconds == Fraction(3_600))
    }
  }

  @Test func `an overrun inside another window is not counted`() throws {
    let windows = [
      try Uptime.window(
        7, "04-11 22:00", "04-12 02:00", begun: "04-11 22:00", ended: "04-12 03:00"),
      try Uptime.window(8, "04-12 02:00", "04-12 02:45"),
    ]
    let reading = try reading(windows)
    #expect(reading.excludedMs == (4 * 3_600 + 2_700) * 1_000)
    #expect(reading.gapsUp.downSeconds == Fraction(900))
  }

  @Test(arguments: [Maintenance.Approval.proposed, .cancelled])
  func `work in a window that is not approved is down`(approval: Maintenance.Approval) throws {
    let window = try Uptime.window(
      7, "04-11 22:00", "04-12 02:00", begun: "04-11 23:00", ended: "04-12 00:30", approval)
    let reading = try reading([window])
    #expect(reading.excludedMs == 0)
    #expect(reading.gapsUp.downSeconds == Fraction(5_400))
    #expect(
      try self.reading([Uptime.window(7, "04-11 22:00", "04-12 02:00", approval)]).proof.count == 1)
  }

  @Test func `a window that is moved leaves a cancelled one behind`() throws {
    let windows = [
      try Uptime.window(7, "04-11 22:00", "04-12 02:00", .cancelled),
      try Uptime.window(8, "04-18 22:00", "04-19 02:00"),
    ]
    let outages = [
      try Uptime.outage(1, "04-11 23:00", "04-12 00:00"),
      try Uptime.outage(2, "04-18 23:00", "04-19 00:00"),
    ]
    let reading = try reading(windows, outages)
    #expect(reading.excludedMs == 4 * 3_600_000)
    #expect(reading.gapsUp.downSeconds == Fraction(3_600))
  }

  @Test(arguments: [Maintenance.Ground.forceMajeure, .customer])
  func `another ground counts only where it was agreed`(ground: Maintenance.Ground) throws {
    let window = try Uptime.window(7, "04-11 22:00", "04-12 02:00", ground: ground)
    #expect(try reading([window]).excludedMs == 0)
    #expect(try reading([window], grounds: [.maintenance, ground]).excludedMs == 14_400_000)
    let used = try Uptime.window(
      7, "04-11 22:00", "04-12 02:00", begun: "04-11 22:00", ended: "04-11 23:00", ground: ground)
    #expect(try reading([used]).gapsUp.downSeconds == Fraction(3_600))
    #expect(try reading([used], grounds: [ground]).gapsUp.downSeconds == Fraction(0))
  }

  @Test func `A20 a window announced after its start is flagged once it excludes`() throws {
    let outage = try Uptime.outage(1, "04-11 22:30", "04-12 00:30")
    for (announced, approval, flags) in [
      ("04-12 09:00", Maintenance.Approval.approved, [7]), ("04-12 09:00", .proposed, []),
      ("04-11 22:00", .approved, []), ("04-11 22:00:01", .approved, [7]),
    ] {
      let window = try Uptime.window(
        7, "04-11 22:00", "04-12 02:00", begun: "04-11 22:00", ended: "04-12 02:00", approval,
        announced: announced)
      #expect(window.isRetroactive == (announced != "04-11 22:00"))
      let reading = try reading([window], [outage])
      #expect(reading.retroactive == flags)
      #expect(reading.unrecorded.isEmpty)
    }
  }

  @Test func `a window without actual times is flagged, with what it would be without it`() throws {
    let windows = [
      try Uptime.window(9, "04-12 22:00", "04-13 02:00"),
      try Uptime.window(7, "04-11 22:00", "04-12 02:00"),
      try Uptime.window(
        8, "04-13 22:00", "04-14 02:00", begun: "04-13 22:00", ended: "04-14 02:00"),
    ]
    let outage = try Uptime.outage(1, "04-11 22:00", "04-12 03:36")
    let reading = try reading(windows, [outage])
    #expect(reading.unrecorded == [7, 9])
    #expect(reading.gapsUp.downSeconds == Fraction(5_760))
    let without = try #require(reading.withoutUnrecorded)
    #expect(without.excludedMs == 14_400_000)
    #expect(without.gapsUp.downSeconds == Fraction(20_160))
    #expect(without.verdict == .missed)
    #expect(without.withoutUnrecorded == nil)
    #expect(try self.reading(windows, now: "04-12 01:59:59").unrecorded.isEmpty, "not over yet")
  }

  @Test func `a window to come leaves the budget and not the time that has gone by`() throws {
    let window = try Uptime.window(7, "04-20 00:00", "04-21 00:00")
    let reading = try reading([window], now: "04-11 00:00")
    #expect(reading.agreedMs == 29 * 86_400_000)
    #expect(reading.elapsedMs == 10 * 86_400_000)
    #expect(
      reading.proof == [
        "04-01T00:00 04-11T00:00 up", "04-11T00:00 04-20T00:00 up to come",
        "04-20T00:00 04-21T00:00 excluded 7 to come", "04-21T00:00 05-01T00:00 up to come",
      ])
  }

  @Test func `a reading of the past knows nothing of what came after it`() throws {
    let records = ServiceRecords(
      outages: [try Uptime.outage(1, "04-10 09:00", "04-10 11:00")],
      maintenance: [
        try Uptime.window(
          2, "04-11 22:00", "04-12 02:00", begun: "04-11 22:10", ended: "04-11 23:30",
          announced: "04-01 00:00")
      ])
    let then = try Uptime.reading(records, now: "04-10 10:00")
    #expect(then.excludedMs == 14_400_000)
    #expect(then.metThrough == (try Uptime.instant("04-10 12:34:48")))
    let before = try Uptime.reading(records, now: "03-31 00:00")
    #expect(before.excludedMs == 0, "not yet announced")
    let after = try Uptime.reading(records, now: "05-01 00:00")
    #expect(after.excludedMs == 4_800_000)
    #expect(after.metThrough == nil)
  }
}
