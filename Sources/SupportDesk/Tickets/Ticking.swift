package import ServiceLevels

extension Ticket {
  /// The notices that are due by an instant and were not given yet, in the order of their instants.
  ///
  /// A warning whose breach has been reached too is still recorded, before the breach
  /// (service-levels.md 1.10).
  package func dueNotices(at now: Instant, warnPercent: Int64) -> [Notice] {
    clocks.all.flatMap { name, ordinal, clock -> [Notice] in
      let reading = clock.reading(at: clock.lastMark.at)
      let cycle = name == .resolution ? Int64(reading.cycle) : ordinal
      return untold(name, cycle, reading, warnPercent: warnPercent).filter { $0.at <= now }
        .map { Notice(key: $0.key, due: $0.at, sent: now, agent: agent) }
    }.sorted {
      ($0.due, $0.key.clock.rank, $0.key.threshold) < ($1.due, $1.key.clock.rank, $1.key.threshold)
    }
  }

  /// The thresholds of a clock that are not told yet, the lower first; none where it does not run.
  ///
  /// Facts of an import are history when they are recorded: of its thresholds only those still to
  /// come are told.
  func untold(
    _ name: ClockName, _ cycle: Int64, _ reading: ClockReading, warnPercent: Int64
  ) -> [(key: NoticeKey, at: Instant)] {
    guard reading.state == .running else { return [] }
    return [warnPercent, 100].compactMap { threshold in
      let key = NoticeKey(
        clock: name, cycle: cycle, targetVersion: Int64(reading.target.version),
        threshold: threshold)
      guard !notices.contains(key), let at = reading.instant(ofThresholdPercent: Int(threshold)),
        reference == nil || at >= recordedAt
      else { return nil }
      return (key, at)
    }
  }
}
