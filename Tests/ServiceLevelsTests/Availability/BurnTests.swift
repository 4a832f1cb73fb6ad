import ServiceLevels
import Testing

/// How fast a budget is used, and when that is too fast.
@Suite struct BurnTests {
  private func reading(
    downMs: Int64, target: String = "99.5 %", now: String = "04-20 12:00",
    before: Int64 = 0
  ) throws -> Availability {
    let now = try Uptime.instant(now)
    let end = now.advanced(byMilliseconds: -before)
    let outage = try Outage(id: 1, start: end.advanced(byMilliseconds: -downMs), end: end)
    return Availability(
      of: try Uptime.commitment(target), in: try CivilPeriod(text: "2026-04"),
      records: ServiceRecords(outages: [outage]), now: now)
  }

  @Test(arguments: [("99.5 %", 50, true), ("99 %", 25, false)])
  func `five minutes down in the last hour`(target: String, thirds: Int, isOver: Bool) throws {
    let reading = try reading(downMs: 300_000, target: target)
    let rate = try #require(reading.burnRate(overMs: 3_600_000))
    #expect(rate == Fraction(Int128(thirds), over: 3))
    #expect((rate > BurnAlert.table[0].factor(agreedMs: reading.agreedMs)) == isOver)
    #expect(reading.burnAlerts.contains(BurnAlert.table[0]) == isOver)
  }

  @Test(arguments: [("99.5 %", 200), ("99 %", 100)])
  func `a service that is down burns as fast as can be`(target: String, rate: Int) throws {
    let reading = try reading(downMs: 3_600_000, target: target)
    #expect(reading.burnRate(overMs: 3_600_000) == Fraction(Int64(rate)))
    #expect(reading.burnRate(overMs: 60_000) == Fraction(Int64(rate)))
  }

  @Test(arguments: [
    ("2026-02", ["13.44", "5.60", "2.80", "0.93"]), ("2026-04", ["14.40", "6.00", "3.00", "1.00"]),
    ("2026-05", ["14.88", "6.20", "3.10", "1.03"]),
  ])
  func `factors follow the length of the month`(period: String, factors: [String]) throws {
    let reading = try Uptime.reading(ServiceRecords(), period: period)
    #expect(
      BurnAlert.table.map { $0.factor(agreedMs: reading.agreedMs).floored(decimals: 2) } == factors)
  }

  @Test(arguments: [
    (0, "99.5 %", 259_200), (1, "99.5 %", 648_000), (2, "99.5 %", 1_296_000),
    (3, "99.5 %", 1_296_000), (0, "99 %", 518_400), (1, "99 %", 1_296_000),
    (2, "99 %", 2_592_000), (3, "99 %", 2_592_000),
  ])
  func `an alert is raised above its share of the budget, not at it`(
    row: Int, target: String, downMs: Int64
  ) throws {
    let alert = BurnAlert.table[row]
    #expect(try !reading(downMs: downMs, target: target).burnAlerts.contains(alert))
    #expect(try reading(downMs: downMs + 1, target: target).burnAlerts.contains(alert))
    let over = try reading(downMs: downMs + 1, target: target, before: alert.shortMs)
    #expect(!over.burnAlerts.contains(alert), "the short time is clean again")
  }

  @Test func `only agreed time counts, and no agreed time has no rate`() throws {
    var records = ServiceRecords(
      outages: [try Uptime.outage(1, "04-20 11:15", "04-20 11:45")],
      maintenance: [try Uptime.window(7, "04-20 11:30", "04-20 12:00")])
    let half = try Uptime.reading(records, now: "04-20 12:00")
    #expect(half.burnRate(overMs: 3_600_000) == Fraction(100))
    #expect(half.burnRate(overMs: 1_800_000) == nil)
    records = ServiceRecords(outages: [try Uptime.outage(1, "03-31 00:00", "04-01 00:10")])
    let first = try Uptime.reading(records, now: "04-01 00:20")
    #expect(first.burnRate(overMs: 3_600_000) == Fraction(100), "last month has its own budget")
    #expect(try Uptime.reading(records, now: "03-01 00:00").burnRate(overMs: 3_600_000) == nil)
    #expect(try Uptime.reading(records, now: "07-01 00:00").burnRate(overMs: 3_600_000) == nil)
  }
}
