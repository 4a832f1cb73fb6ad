import ServiceLevels
import Testing

/// What cannot be a record is refused with its evidence.
@Suite struct FailureTests {
  private let early = Instant(milliseconds: 1_775_000_000_000)
  private let late = Instant(milliseconds: 1_775_000_001_000)

  @Test func `nothing ends no later than it begins`() throws {
    for end in [early, early.advanced(byMilliseconds: -1)] {
      let failure = AvailabilityFailure.endsNotAfterStart(start: early, end: end)
      #expect(throws: failure) { try Outage(id: 1, start: early, end: end) }
      #expect(throws: failure) { try CoverageGap(id: 1, start: early, end: end) }
      #expect(throws: failure) {
        try Maintenance(id: 1, planned: (early, end), announcedAt: early)
      }
      #expect(throws: failure) {
        try Maintenance(
          id: 1, planned: (early, late), announcedAt: early, begunAt: early, endedAt: end)
      }
      #expect(throws: failure) {
        try Commitment(
          service: "web", target: UptimeTarget(text: "99 %"), zone: .utc, effectiveFrom: early,
          retiredAt: end)
      }
    }
  }

  @Test func `work that was never begun cannot end`() {
    #expect(throws: AvailabilityFailure.endsWithoutBeginning(end: late)) {
      try Maintenance(id: 1, planned: (early, late), announcedAt: early, endedAt: late)
    }
  }

  @Test(arguments: [101, -1, .max])
  func `a weight is at most everything and at least nothing`(weight: Int) {
    let failure = AvailabilityFailure.weightOutOfRange(weight)
    #expect(throws: failure) { try Outage(id: 1, start: early, ownWeight: weight) }
    #expect(throws: failure) { try SeverityWeights(major: weight, partial: 0, degraded: 0) }
    #expect(throws: failure) { try SeverityWeights(major: 0, partial: 0, degraded: weight) }
  }

  @Test func `what is recorded has happened`() throws {
    let failure = AvailabilityFailure.inTheFuture(late, now: early)
    let outages = [try Outage(id: 1, start: late), try Outage(id: 1, start: early, end: late)]
    let windows = [
      try Maintenance(id: 2, planned: (early, late), announcedAt: late),
      try Maintenance(id: 2, planned: (early, late), announcedAt: early, begunAt: late),
      try Maintenance(
        id: 2, planned: (early, late), announcedAt: early, begunAt: early, endedAt: late),
    ]
    let gaps = [try CoverageGap(id: 3, start: early, end: late)]
    let future: [(ServiceRecords, RecordFailure.Record)] =
      outages.map { (ServiceRecords(outages: [$0]), .outage(1)) }
      + windows.map { (ServiceRecords(maintenance: [$0]), .window(2)) }
      + gaps.map { (ServiceRecords(gaps: [$0]), .gap(3)) }
    for (records, record) in future {
      let refused = #expect(throws: RecordFailure.self) { try records.check(now: early) }
      #expect(refused?.record == record)
      #expect(refused?.failure == failure)
      try records.check(now: late)
    }
    try ServiceRecords(maintenance: [
      Maintenance(id: 1, planned: (early, late), announcedAt: early)
    ]).check(now: early)
  }
}
