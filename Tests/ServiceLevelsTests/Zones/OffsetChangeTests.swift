import ServiceLevels
import TestSupport
import Testing

/// Compares the changes that zones list with those that Python's zoneinfo makes.
@Suite(.enabled(if: SystemZones.hasOracle)) struct OffsetChangeTests {
  @Test func `a zone lists the changes of its offset that Python's zoneinfo makes`() throws {
    let oracle = try ZoneOracle.system.get()
    var count = 0
    var differences: [String] = []
    for answers in oracle.zones {
      let zone = try SystemZones.zone(answers.name)
      let changes = answers.offsetChanges
      for year in [2038, 2090] {
        let end = try Self.newYear(year)
        let wanted = changes.filter { $0.second < end }
        differences += difference(zone, wanted, through: end - 1)
        count += wanted.count - 1
      }
    }
    print(
      "offsets: \(oracle.zones.count) zones, \(count) changes in lists to 2037 and to 2089,",
      "\(differences.count) lists differ")
    #expect(differences.prefix(10).isEmpty, "\(differences.count) differences")
  }

  @Test func `a list begins with what holds and ends with a change at its end`() throws {
    let oracle = try ZoneOracle.system.get()
    var chance = Chance(seed: UInt64(oracle.seed))
    var differences: [String] = []
    for answers in oracle.zones {
      let zone = try SystemZones.zone(answers.name)
      let changes = answers.offsetChanges
      let seconds = answers.seconds
      for _ in 0..<100 {
        // One lies at a change or a second before it, where there are changes; the other anywhere.
        let edges = 0..<max(1, answers.changeCount * 2)
        let edge = Int.random(in: edges, using: &chance)
        let other = Int.random(in: seconds.indices, using: &chance)
        let pair = [edge, other].sorted { seconds[$0] < seconds[$1] }
        let first = OffsetAnswer(second: seconds[pair[0]], offset: answers.offsets[pair[0]])
        let end = seconds[pair[1]]
        let wanted = [first] + changes.filter { first.second < $0.second && $0.second <= end }
        differences += difference(zone, wanted, through: end)
      }
    }
    #expect(
      differences.prefix(10).isEmpty, "\(differences.count) differences, seed \(oracle.seed)")
  }

  @Test func `the oracle knows of all changes that its random instants show`() throws {
    let oracle = try ZoneOracle.system.get()
    var unknown: [String] = []
    for answers in oracle.zones {
      let changes = answers.offsetChanges
      let random = zip(answers.seconds, answers.offsets).dropFirst(answers.changeCount * 2)
      var position = 0
      for (second, offset) in random.sorted(by: { $0.0 < $1.0 }) {
        while position + 1 < changes.count, changes[position + 1].second <= second {
          position += 1
        }
        guard changes[position].offset != offset else { continue }
        unknown.append("\(answers.name) changed before \(second)")
        break
      }
    }
    #expect(unknown.prefix(10).isEmpty, "\(unknown.count) zones, seed \(oracle.seed)")
  }

  /// Where a zone's list, from the first of the wanted changes to the end, is another one.
  private func difference(_ zone: Zone, _ wanted: [OffsetAnswer], through end: Int64) -> [String] {
    let start = Instant(milliseconds: wanted[0].second * 1_000)
    let listed = zone.offsets(from: start, through: Instant(milliseconds: end * 1_000)).map {
      OffsetAnswer(second: $0.at.milliseconds / 1_000, offset: Int32($0.offsetMs / 1_000))
    }
    guard listed != wanted else { return [] }
    let same = zip(listed, wanted).prefix { $0 == $1 }.count
    let found = listed.dropFirst(same).first.map { "\($0.second) \($0.offset)" } ?? "the end"
    let right = wanted.dropFirst(same).first.map { "\($0.second) \($0.offset)" } ?? "the end"
    return ["\(zone.name) from \(wanted[0].second) through \(end): \(found), not \(right)"]
  }

  private static func newYear(_ year: Int) throws -> Int64 {
    try InstantText.parse("\(year)-01-01T00:00:00Z").milliseconds / 1_000
  }
}
