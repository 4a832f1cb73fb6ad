import Foundation
import ServiceLevels
import Testing

/// Compares random calendars with a model that steps through minutes.
@Suite(.enabled(if: SystemZones.hasOracle)) struct CalendarOracleTests {
  private static let names = [
    "Europe/Berlin", "Europe/London", "America/Sao_Paulo", "Asia/Tehran", "Australia/Lord_Howe",
    "Pacific/Apia", "Africa/Casablanca", "Asia/Kolkata", "America/New_York", "UTC",
    // Set at one minute past midnight, so that two days are shown twice.
    "America/St_Johns",
  ]

  /// When each zone's clocks are set, from Python.
  private static func offsets() throws -> [String: [(minute: Int, offset: Int)]] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Oracles/offsets.py").path
    var offsets: [String: [(minute: Int, offset: Int)]] = [:]
    for line in try SystemZones.python([script] + names).split(separator: "\n") {
      let words = line.split(separator: " ")
      let change = (try #require(Int(words[1])), try #require(Int(words[2])))
      offsets[String(words[0]), default: []].append(change)
    }
    return offsets
  }

  @Test func `working calendars agree with a model that steps through minutes`() throws {
    let offsets = try Self.offsets()
    let zones = try Self.names.map { (name: $0, zone: try SystemZones.zone($0)) }
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    var counts = (cases: 0, comparisons: 0)
    var failures: [String] = []
    for _ in 0..<10_000 {
      let (name, zone) = try #require(zones.randomElement(using: &chance))
      let world = RandomCalendar(zone, try #require(offsets[name]), &chance)
      counts.cases += 1
      counts.comparisons += world.compare(&chance) { failures.append("\(name): \($0)") }
      counts.comparisons += world.compareClock(&chance) { failures.append("\(name): \($0)") }
    }
    print("calendars: seed \(seed), \(counts.cases) calendars, \(counts.comparisons) comparisons")
    #expect(failures.prefix(5).isEmpty, "\(failures.count) differences, seed \(seed)")
  }
}
