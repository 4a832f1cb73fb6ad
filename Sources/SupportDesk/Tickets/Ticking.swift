package import ServiceLevels

extension Ticket {
  /// The notices that are due by an instant and were not given yet, in the order of their instants.
  ///
  /// A warning whose breach has been reached too is still recorded, before the breach
  /// (service-levels.md 1.10).
  package func dueNotices(at now: Instant, warnPercent: Int64) -> [Notice] {
    clocks.all.flatMap { name, ordinal, clock -> [Notice] in
      let reading = clock.reading(at: clock.lastMark.at)
      guard reading.state == .running else { return [] }
      return [warnPercent, 100].compactMap { threshold -> Notice? in
        let key = NoticeKey(
          clock: name, cycle: name == .resolution ? Int64(reading.cycle) : ordinal,
          targetVersion: Int64(reading.target.version), threshold: threshold)
        guard !notices.contains(key), let at = reading.instant(ofThresholdPercent: Int(threshold)),
          at <= now, reference == nil || at >= recordedAt
        else { return nil }
        return Notice(key: key, due: at, sent: now, agent: agent)
      }
    }.sorted {
      ($0.due, $0.key.clock.rank, $0.key.threshold) < ($1.due, $1.key.clock.rank, $1.key.threshold)
    }
  }
}
