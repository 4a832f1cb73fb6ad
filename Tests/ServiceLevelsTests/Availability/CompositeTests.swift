import ServiceLevels
import TestSupport
import Testing

/// Several services as one.
@Suite struct CompositeTests {
  private func reading(
    _ service: String, _ outages: [Outage], windows: [Maintenance] = [], gaps: [CoverageGap] = [],
    from: String? = nil, now: String = "05-01 00:00"
  ) throws -> Availability {
    try Uptime.reading(
      ServiceRecords(outages: outages, maintenance: windows, gaps: gaps),
      Uptime.commitment(service: service, from: from), now: now)
  }

  @Test func `A40 two services down one after the other are down once in between`() throws {
    let web = try reading("web", [Uptime.outage(1, "04-10 00:00", "04-10 01:00")])
    let mail = try reading("mail", [Uptime.outage(1, "04-10 00:30", "04-10 01:30")])
    let composite = try #require(Composite(of: [web, mail]))
    #expect(composite.gapsUp.downSeconds == Fraction(5_400))
    #expect(composite.gapsUp.agreedMs == 2_592_000_000)
    #expect(composite.gapsUp.shown == "99.791 %")
    #expect(composite.parts.map(\.service) == [nil, "web", "mail", nil])
    #expect(composite.gapsDown == composite.gapsUp)
  }

  @Test func `a service counts only in its own agreed time`() throws {
    let web = try reading(
      "web", [Uptime.outage(1, "04-10 00:00", "04-10 02:00")],
      windows: [Uptime.window(7, "04-10 00:00", "04-10 01:00")])
    let mail = try reading(
      "mail", [Uptime.outage(1, "04-10 00:30", "04-10 00:45", 30)], from: "04-05 00:00")
    let composite = try #require(Composite(of: [mail, web]))
    #expect(composite.gapsUp.downSeconds == Fraction(3_600 + 270))
    #expect(composite.gapsUp.agreedMs == 2_592_000_000, "agreed for one is agreed")
    let both = try #require(
      Composite(of: [
        web,
        reading("mail", [], windows: [Uptime.window(7, "04-10 00:30", "04-10 01:30")]),
      ]))
    #expect(both.gapsUp.agreedMs == 2_592_000_000 - 1_800_000)
    #expect(both.gapsUp.downSeconds == Fraction(3_600))
  }

  @Test func `the heaviest service names a part, and a gap only if no outage does`() throws {
    let web = try reading("web", [Uptime.outage(1, "04-10 00:00", "04-10 02:00", 30)])
    let mail = try reading(
      "mail", [Uptime.outage(1, "04-10 01:00", "04-10 02:00")],
      gaps: [
        Uptime.gap(2, "04-10 00:00", "04-10 01:00"), Uptime.gap(3, "04-11 00:00", "04-11 01:00"),
      ])
    let composite = try #require(Composite(of: [mail, web]))
    #expect(composite.parts.map(\.service) == [nil, "web", "mail", nil, "mail", nil])
    #expect(composite.parts.map(\.leastWeight) == [0, 30, 100, 0, 0, 0])
    #expect(composite.parts.map(\.greatestWeight) == [0, 100, 100, 0, 100, 0])
    #expect(composite.gapsDown.downSeconds == Fraction(3 * 3_600))
  }

  @Test func `readings of different instants are not joined, nor none`() throws {
    #expect(Composite(of: []) == nil)
    let (early, late) = (try reading("web", [], now: "04-10 00:00"), try reading("mail", []))
    #expect(Composite(of: [early, late]) == nil)
    #expect(Composite(of: [early])?.gapsUp == early.gapsUp)
  }

  @Test(.enabled(if: SystemZones.areReadable))
  func `one service alone is itself, and twice is no more`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    print("random composites: seed \(seed), 500 of them")
    let zones = try Dictionary(
      uniqueKeysWithValues: Set(RandomMonth.table.map(\.zone)).map {
        ($0, try SystemZones.zone($0))
      })
    let failed = try (0..<500).first { _ in
      let reading = try RandomMonth(&chance).reading(zones)
      let composite = Composite(of: [reading, reading])
      return composite?.gapsUp != reading.gapsUp || composite?.gapsDown != reading.gapsDown
    }
    #expect(failed == nil, "seed \(seed)")
  }
}
