import ServiceLevels
import TestSupport
import Testing

/// Compares random calendars with a model that steps through minutes.
@Suite(.enabled(if: SystemZones.hasOracle)) struct CalendarOracleTests {
  private static let names = [
    "Europe/Berlin", "Europe/London", "America/Sao_Paulo", "Asia/Tehran", "Australia/Lord_Howe",
    "Pacific/Apia", "Africa/Casablanca", "Asia/Kolkata", "America/New_York", "UTC",
    // Set at one minute past midnight, so that two days are shown twice.
    "America/St_Johns",
  ]

  /// A zone, and when its clocks are set as Python has it; a name may be one of several.
  private static func zones() throws -> [RandomCalendar.Place] {
    let answers = try ZoneOracle.system.get().zones
    return try names.map { name in
      let bytes = try SystemZones.bytes(name)
      let same = try #require(try answers.first { try SystemZones.bytes($0.name) == bytes })
      let offsets = same.offsetChanges.map { (Int($0.second) / 60, Int($0.offset) / 60) }
      return (try SystemZones.zone(name), offsets)
    }
  }

  @Test func `working calendars agree with a model that steps through minutes`() throws {
    let zones = try Self.zones()
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    var counts = (cases: 0, comparisons: 0)
    var failures: [String] = []
    for _ in 0..<Chance.trials(10_000) {
      let world = RandomCalendar(zones, &chance)
      counts.cases += 1
      counts.comparisons += world.compare(&chance) { failures.append($0) }
      counts.comparisons += try world.compareClock(&chance) { failures.append($0) }
    }
    print("calendars: seed \(seed), \(counts.cases) calendars, \(counts.comparisons) comparisons")
    #expect(failures.prefix(5).isEmpty, "\(failures.count) differences, seed \(seed)")
  }
}
