import ServiceLevels
import TestSupport
import Testing

/// What people read never looks better than what was decided.
@Suite struct ShownTests {
  @Test func `what is shown reaches the target if and only if it is met`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    print("random targets: seed \(seed), every one of three decimals")
    let start = try Uptime.instant("04-01 00:00")
    var wrong: [String] = []
    for thousandths in 1..<100_000 {
      let target = try UptimeTarget(thousandths: thousandths)
      let commitment = try Commitment(service: "web", target: target, zone: .utc)
      let excludedMs =
        Bool.random(using: &chance) ? 0 : Int64.random(in: 1...9_999_999, using: &chance)
      let allowed = (2_592_000_000 - excludedMs) * Int64(100_000 - thousandths) / 100_000
      for downMs in [allowed - 1, allowed, allowed + 1] where downMs > 0 && downMs < 2_500_000_000 {
        var records = ServiceRecords(outages: [
          try Outage(id: 1, start: start, end: start.advanced(byMilliseconds: downMs))
        ])
        if excludedMs > 0 {
          let end = try Uptime.instant("05-01 00:00")
          records.maintenance = [
            try Maintenance(
              id: 1, planned: (end.advanced(byMilliseconds: -excludedMs), end),
              announcedAt: .earliest)
          ]
        }
        let reading = try Uptime.reading(records, commitment)
        let shown = Int(reading.gapsUp.shown.filter(\.isNumber)) ?? -1
        let isMet = reading.verdict == .met
        if isMet != (shown >= thousandths) || isMet != (downMs <= allowed) {
          wrong.append("\(thousandths) \(downMs)")
        }
      }
    }
    #expect(wrong.isEmpty, "seed \(seed)")
  }

  @Test(arguments: [("2026-04", "04-10 08:00"), ("2026", "04-10 08:00")])
  func `all of the time is shown only if nothing at all was down`(period: String, start: String)
    throws
  {
    let start = try Uptime.instant(start)
    for weight in [0, 1] {
      let outage = try Outage(
        id: 1, start: start, end: start.advanced(byMilliseconds: 1), ownWeight: weight)
      let reading = try Uptime.reading(
        ServiceRecords(outages: [outage]), now: "2027-01-01 00:00", period: period)
      #expect(reading.gapsUp.shown == (weight == 0 ? "100.000 %" : "99.999 %"))
    }
  }

  @Test func `the number to be stated is a pair where nobody can say, and none before any time`()
    throws
  {
    let outages = [try Uptime.outage(1, "04-01 00:00", "04-02 00:00")]
    let known = try Uptime.reading(ServiceRecords(outages: outages))
    #expect(known.shown == "96.666 %")
    #expect(known.shares.map { $0.lowerBound == $0.upperBound } == true)
    let gaps = [try Uptime.gap(1, "04-29 00:00", "05-01 00:00")]
    let unknown = try Uptime.reading(ServiceRecords(outages: outages, gaps: gaps))
    #expect(unknown.shown == "90.000 % to 96.666 %")
    let before = try Uptime.reading(ServiceRecords(), now: "03-01 00:00")
    #expect(before.shown == "n/a" && before.shares == nil)
  }
}
