import ServiceLevels
import Testing

/// What the worked cases leave open.
@Suite struct AvailabilityTests {
  @Test func `A2 what is used of a budget is rounded up`() throws {
    let records = ServiceRecords(outages: [try Uptime.outage(1, "04-10 08:00", "04-10 09:00")])
    let reading = try Uptime.reading(records)
    let budget = reading.gapsUp.budget(reading.commitment.target)
    #expect(budget.usedPercent?.ceiled(decimals: 1) == "27.8")
    #expect(budget.usedSeconds == Fraction(3_600))
    #expect(reading.phase == .over)
  }

  @Test func `A11 the proof names the heaviest outage of every segment`() throws {
    let records = ServiceRecords(outages: [
      try Uptime.outage(2, "04-10 10:00", "04-10 11:00"),
      try Uptime.outage(1, "04-10 09:30", "04-10 11:30", 30),
    ])
    #expect(
      try Uptime.reading(records).proof == [
        "04-01T00:00 04-10T09:30 up", "04-10T09:30 04-10T10:00 down 30 by 1",
        "04-10T10:00 04-10T11:00 down 100 by 2", "04-10T11:00 04-10T11:30 down 30 by 1",
        "04-10T11:30 05-01T00:00 up",
      ])
  }

  @Test func `of outages as heavy the earlier is named, then the lower, then an overrun`() throws {
    let late = try Uptime.outage(1, "04-10 10:30", "04-10 12:00")
    let high = try Uptime.outage(9, "04-10 10:00", "04-10 11:00")
    let low = try Uptime.outage(8, "04-10 10:00", "04-10 11:00")
    let overrun = try Uptime.window(
      2, "04-10 08:00", "04-10 10:00", begun: "04-10 08:00", ended: "04-10 11:30")
    for outages in [[late, high, low], [low, high, late]] {
      let records = ServiceRecords(outages: outages, maintenance: [overrun])
      #expect(
        try Uptime.reading(records).proof.dropFirst(2) == [
          "04-10T10:00 04-10T11:00 down 100 by 8", "04-10T11:00 04-10T11:30 down 100 by window 2",
          "04-10T11:30 04-10T12:00 down 100 by 1", "04-10T12:00 05-01T00:00 up",
        ])
    }
  }

  @Test func `A28 a commitment covers the days from its first one on`() throws {
    let reading = try Uptime.reading(
      ServiceRecords(outages: [try Uptime.outage(1, "04-15 10:00", "04-15 12:00")]),
      Uptime.commitment(from: "04-16 00:00"))
    #expect(reading.coveredDays == 15)
    #expect(reading.period.dayCount == 30)
    #expect(reading.proof == ["04-01T00:00 04-16T00:00 outside", "04-16T00:00 05-01T00:00 up"])
  }

  @Test(arguments: [
    ("04-16 00:00", "04-21 00:00", 5), ("04-16 00:01", "04-21 00:00", 4),
    ("04-16 00:00", "04-20 23:59", 4), ("04-16 01:00", "04-16 22:00", 0),
    ("03-16 01:00", "06-16 22:00", 30), ("03-16 01:00", "03-17 00:00", 0),
    ("05-01 00:00", "05-17 00:00", 0), ("04-30 00:00", "05-17 00:00", 1),
  ])
  func `only whole days are said to be covered`(from: String, retired: String, days: Int) throws {
    let reading = try Uptime.reading(
      ServiceRecords(), Uptime.commitment(from: from, retired: retired))
    #expect(reading.coveredDays == days)
  }

  @Test func `A30 before it comes into force nothing is promised and nothing missed`() throws {
    let records = ServiceRecords(outages: [try Uptime.outage(1, "04-10 08:00", "04-20 08:00")])
    let reading = try Uptime.reading(records, Uptime.commitment(from: "05-01 00:00"))
    #expect(reading.verdict == .notApplicable)
    #expect(reading.gapsUp.shown == "n/a")
    #expect(reading.metThrough == nil)
    #expect(reading.burnRate(overMs: 3_600_000) == nil)
    #expect(reading.proof == ["04-01T00:00 05-01T00:00 outside"])
  }

  @Test(arguments: [
    ("03-31 23:59", Availability.Phase.notStarted), ("04-01 00:00", .running),
    ("04-30 23:59", .running), ("05-01 00:00", .over),
  ])
  func `a period runs from its first instant until its end`(
    now: String, phase: Availability.Phase
  ) throws {
    #expect(try Uptime.reading(ServiceRecords(), now: now).phase == phase)
  }

  @Test func `a miss cannot be undone while the period runs`() throws {
    let records = ServiceRecords(outages: [try Uptime.outage(1, "04-10 08:00", "04-10 11:36:01")])
    let during = try Uptime.reading(records, now: "04-10 11:36:01")
    #expect(during.verdict == .missed)
    #expect(during.isIrrecoverable)
    #expect(during.gapsUp.availability.map { $0 < during.gapsUp.bestCase ?? $0 } == true)
    #expect(try !Uptime.reading(records, now: "04-10 11:36").isIrrecoverable)
    #expect(try !Uptime.reading(records).isIrrecoverable, "over is over")
  }

  @Test func `a service that flaps is down for what adds up`() throws {
    let outages = try (0..<60).map { minute in
      let two = minute < 10 ? "0\(minute)" : "\(minute)"
      return try Uptime.outage(minute, "04-10 10:\(two):00", "04-10 10:\(two):30")
    }
    let reading = try Uptime.reading(ServiceRecords(outages: outages))
    #expect(reading.gapsUp.downSeconds == Fraction(1_800))
    #expect(reading.segments.count == 121)
  }

  @Test func `a state entered before the period holds in it`() throws {
    for (end, seconds) in [(nil, 2_592_000), ("04-01 01:00", 3_600), ("04-01 00:00", 0)] {
      let records = ServiceRecords(outages: [try Uptime.outage(1, "02-10 08:00", end)])
      #expect(try Uptime.reading(records).gapsUp.downSeconds == Fraction(Int64(seconds)))
    }
  }

  @Test func `an outage that gets better is two, and the time between them is none`() throws {
    let records = ServiceRecords(outages: [
      try Uptime.outage(2, "04-10 11:00", "04-10 12:00", 30),
      try Uptime.outage(1, "04-10 10:00", "04-10 11:00"),
    ])
    #expect(try Uptime.reading(records).gapsUp.downSeconds == Fraction(3_600 + 1_080))
  }

  @Test func `a severity weighs what was agreed, unless the outage has its own weight`() throws {
    let weights = try SeverityWeights(major: 90, partial: 20, degraded: 10)
    let start = try Uptime.instant("04-10 08:00")
    for (severity, own, agreed, standard) in [
      (Severity.major, nil, 90, 100), (.partial, nil, 20, 30), (.degraded, nil, 10, 0),
      (.degraded, 55, 55, 55),
    ] {
      let outage = try Outage(id: 1, start: start, severity: severity, ownWeight: own)
      #expect(outage.weight(in: weights) == agreed)
      #expect(outage.weight(in: .standard) == standard)
    }
  }

  @Test func `a quarter has one budget`() throws {
    let records = ServiceRecords(outages: [
      try Uptime.outage(1, "04-10 00:00", "04-10 05:00"),
      try Uptime.outage(2, "06-10 00:00", "06-10 05:00"),
    ])
    let reading = try Uptime.reading(records, now: "07-01 00:00", period: "2026-Q2")
    #expect(reading.gapsUp.budget(reading.commitment.target).totalSeconds == Fraction(39_312))
    #expect(reading.gapsUp.downSeconds == Fraction(36_000))
    #expect(reading.verdict == .met)
  }
}
