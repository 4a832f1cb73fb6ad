import Foundation
import ServiceLevels
import Testing

/// Compares zones with Python's zoneinfo on the same files.
@Suite(.enabled(if: SystemZones.hasOracle)) struct ZoneOracleTests {
  @Test func `all zones of the system agree with Python's zoneinfo`() throws {
    let seed = Int.random(in: 1...1_000_000)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Oracles/zones.py").path
    let text = try SystemZones.python([

      script, "\(seed)", "Europe/Berlin", "Europe/London", "America/Sao_Paulo", "Asia/Tehran",
      "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Asia/Kolkata",
      "America/New_York", "UTC",
    ])
    var zones: [String: Zone] = [:]
    var count = 0
    var failures: [Substring] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      let name = String(words[1])
      let zone = try zones[name] ?? SystemZones.zone(name)
      zones[name] = zone
      count += 1
      if try !agrees(zone, words) { failures.append(line) }
    }
    print("zones: seed \(seed), \(zones.count) zones, \(count) comparisons")
    #expect(failures.prefix(10).isEmpty, "\(failures.count) differences, seed \(seed)")
    #expect(zones.count > 300)
  }

  private func agrees(_ zone: Zone, _ words: [Substring]) throws -> Bool {
    switch words[0] {
    case "at":
      let instant = try instant(words[2])
      return try zone.offsetSeconds(at: instant) == #require(Int(words[3]))
        && zone.abbreviation(at: instant) == words[4]
    case "wall":
      let text = String(words[2])
      return try InstantText.parse(text, in: zone, overlap: .first) == instant(words[3])
        && InstantText.parse(text, in: zone, overlap: .second) == instant(words[4])
    default:
      let start = try instant(words[2])
      let days = try #require(Int(words[3]))
      let months = try #require(Int(words[4]))
      let target = months > 0 ? Target(.months(months)) : Target(.days(days))
      return try start.advanced(byMilliseconds: target.budget(from: start, in: zone))
        == instant(words[5])
    }
  }

  private func instant(_ seconds: Substring) throws -> Instant {
    Instant(milliseconds: try #require(Int64(seconds)) * 1_000)
  }
}
