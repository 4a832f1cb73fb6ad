import ServiceLevels
import TestSupport
import Testing

/// Two sources of commands, one that pauses a clock and one that changes its target.
@Suite(.enabled(if: SystemZones.areReadable)) struct InterleavingTests {
  private enum Command {
    case pause, resume
    case retarget(TargetVersion)
  }

  private typealias Stamped = (at: Instant, command: Command)

  /// Both sources by time; of one instant either may come first, and a source keeps its order.
  private static func interleaved(
    _ left: [Stamped], _ right: [Stamped], _ chance: inout Chance
  ) -> [Stamped] {
    var (left, right) = (left[...], right[...])
    var all: [Stamped] = []
    while let one = left.first, let other = right.first {
      let isLeft = one.at == other.at ? Bool.random(using: &chance) : one.at < other.at
      all.append(isLeft ? left.removeFirst() : right.removeFirst())
    }
    return all + left + right
  }

  /// Instants on a grid of half hours, so that many are the same.
  private static func instants(
    _ count: Int, from start: Instant, _ chance: inout Chance
  ) -> [Instant] {
    (0..<count).map { _ in
      start.advanced(byMilliseconds: Int64.random(in: 0...60, using: &chance) * 1_800_000)
    }.sorted()
  }

  private static func target(_ version: Int, at: Instant, _ chance: inout Chance) -> TargetVersion {
    TargetVersion(
      version: version, label: "", budgetMs: Int64.random(in: 0...40, using: &chance) * 1_800_000,
      calendar: Bool.random(using: &chance) ? "office" : Calendars.always, from: Mark(at: at))
  }

  @Test func `the same commands in any interleaving give the same breaches`() throws {
    let calendars = Calendars(["office": try TestCalendars.office()])
    let start = try InstantText.parse("2026-03-02T08:00Z")
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    print("random interleavings: seed \(seed)")
    var breachCount = 0
    for _ in 0..<Chance.trials(5_000) {
      let first = Self.target(1, at: start, &chance)
      let pauses: [Stamped] = Self.instants(8, from: start, &chance).enumerated().map {
        ($1, $0.isMultiple(of: 2) ? .pause : .resume)
      }
      let targets: [Stamped] = Self.instants(5, from: start, &chance).enumerated().map {
        ($1, .retarget(Self.target($0 + 2, at: $1, &chance)))
      }
      let end = start.advanced(byMilliseconds: 80 * 1_800_000)
      let readings = try (0..<2).map { _ in
        var clock = Clock(first)
        for (at, command) in Self.interleaved(pauses, targets, &chance) {
          switch command {
          case .pause: clock.pause(at: Mark(at: at), reason: "waiting")
          case .resume: clock.resume(at: Mark(at: at))
          case .retarget(let version): clock.retarget(version)
          }
        }
        return try clock.reading(at: end, calendars: calendars)
      }
      breachCount += readings[0].breaches.count
      #expect(readings[0].breaches == readings[1].breaches, "seed \(seed)")
      let thresholds = readings.map { $0.warnings(at: 75) }
      #expect(thresholds[0] == thresholds[1], "seed \(seed)")
      #expect(readings[0].due == readings[1].due, "seed \(seed)")
      #expect(readings[0].limit == readings[1].limit, "seed \(seed)")
      #expect(readings[0].elapsedMs == readings[1].elapsedMs, "seed \(seed)")
    }
    #expect(breachCount > 100)
  }
}
