import ServiceLevels
import Testing

/// Compares zones with Python's zoneinfo on the same files, from 1970 to 2089.
@Suite(.enabled(if: SystemZones.hasOracle)) struct ZoneOracleTests {
  @Test func `all zones of the system agree with Python's zoneinfo`() throws {
    let oracle = try ZoneOracle.system.get()
    let clock = ContinuousClock()
    let start = clock.now
    var differences: [String] = []
    for answers in oracle.zones {
      let zone = try SystemZones.zone(answers.name)
      differences += atInstants(zone, answers) + onWalls(zone, answers) + overSpans(zone, answers)
    }
    let counts = [\ZoneAnswers.changeCount, \.seconds.count, \.walls.count, \.starts.count]
      .map { path in oracle.zones.reduce(0) { $0 + $1[keyPath: path] } }
    print(
      "zones: seed \(oracle.seed), \(oracle.nameCount) names, \(oracle.zones.count) zones,",
      "\(counts[0]) transitions, \(counts[1...].reduce(0, +)) comparisons (\(counts[1]) instants,",
      "\(counts[2]) local times, \(counts[3]) civil periods), \(differences.count) differences;",
      "asked in \(oracle.duration), compared in \(start.duration(to: clock.now))")
    #expect(differences.prefix(10).isEmpty, "\(differences.count) differences, seed \(oracle.seed)")
    #expect(oracle.zones.count > 300)
  }

  /// Offsets and abbreviations.
  private func atInstants(_ zone: Zone, _ answers: ZoneAnswers) -> [String] {
    var differences: [String] = []
    for (index, second) in answers.seconds.enumerated() {
      let instant = Instant(milliseconds: second * 1_000)
      let offset = Int(answers.offsets[index])
      let abbreviation = answers.abbreviations[Int(answers.abbreviationIndices[index])]
      guard
        zone.offsetSeconds(at: instant) != offset || zone.abbreviation(at: instant) != abbreviation
      else { continue }
      differences.append(
        "\(zone.name) at \(second): \(zone.offsetSeconds(at: instant))"
          + " \(zone.abbreviation(at: instant)), not \(offset) \(abbreviation)")
    }
    return differences
  }

  /// Local times around changes: shown once, twice or never.
  private func onWalls(_ zone: Zone, _ answers: ZoneAnswers) -> [String] {
    var differences: [String] = []
    for (index, wall) in answers.walls.enumerated() {
      let civil = Zone.utc.civil(at: Instant(milliseconds: wall * 1_000))
      let first = zone.instant(of: civil, overlap: .first, gap: .forward).milliseconds / 1_000
      let last = zone.instant(of: civil, overlap: .second, gap: .end).milliseconds / 1_000
      let wanted = (answers.firsts[index], answers.lasts[index])
      guard (first, last) != wanted else { continue }
      differences.append("\(zone.name) showing \(wall): \((first, last)), not \(wanted)")
    }
    return differences
  }

  /// Days and months by the calendar and the clock on the wall.
  private func overSpans(_ zone: Zone, _ answers: ZoneAnswers) -> [String] {
    var differences: [String] = []
    for (index, second) in answers.starts.enumerated() {
      let start = Instant(milliseconds: second * 1_000)
      let (days, months) = (Int(answers.days[index]), Int(answers.months[index]))
      let target = months > 0 ? Target(.months(months)) : Target(.days(days))
      let end = start.advanced(byMilliseconds: target.budget(from: start, in: zone))
      let (made, wanted) = (end.milliseconds / 1_000, answers.ends[index])
      guard made != wanted else { continue }
      differences.append("\(zone.name) from \(second), \(target): \(made), not \(wanted)")
    }
    return differences
  }
}
