import ServiceLevels

extension Ticket {
  /// The rows of every clock, a resolution clock's earlier cycles among them.
  ///
  /// A function of the fold alone: rows do not depend on when they are made.
  package func clockRows(warnPercent: Int64) -> [ClockRow] {
    clocks.all.flatMap { name, ordinal, clock in
      rows(name, ordinal, clock, warnPercent: warnPercent)
    }
  }

  private func rows(
    _ name: ClockName, _ ordinal: Int64, _ clock: Clock, warnPercent: Int64
  ) -> [ClockRow] {
    let reading = clock.reading(at: clock.lastMark.at)
    var rows = reading.cycles.filter { $0.state.ending != nil }.map { cycle -> ClockRow in
      clockRow(
        name, name == .resolution ? Int64(cycle.cycle) : ordinal, clock, state: .stopped,
        priority: cycle.target.label, verdict: Self.verdict(cycle.verdict),
        isBreached: reading.breaches.contains { $0.at < (cycle.stoppedAt ?? $0.at) })
    }
    if clock.isStopped {
      rows[rows.count - 1].isLast = true
      return rows
    }
    let cycle = name == .resolution ? Int64(reading.cycle) : ordinal
    var row = clockRow(
      name, cycle, clock, state: reading.state == .running ? .running : .paused,
      priority: reading.target.label, verdict: reading.verdict == .missed ? .missed : nil,
      isBreached: !reading.breaches.isEmpty)
    row.isLast = true
    row.limitAt = reading.limit
    if let next = untold(name, cycle, reading, warnPercent: warnPercent).first {
      row.noticeAt = next.at
      row.noticeThreshold = next.key.threshold
    }
    return rows + [row]
  }

  private func clockRow(
    _ name: ClockName, _ cycle: Int64, _ clock: Clock, state: ClockRow.State, priority: String,
    verdict: ClockRow.Verdict?, isBreached: Bool
  ) -> ClockRow {
    ClockRow(
      ticket: number, clock: name, cycle: cycle, isLast: false,
      priority: Priority(rawValue: priority) ?? self.priority, startedAt: clock.start.at,
      state: state, limitAt: nil, verdict: verdict, breachedEarlier: isBreached, noticeAt: nil,
      noticeThreshold: nil)
  }

  private static func verdict(_ verdict: Verdict) -> ClockRow.Verdict? {
    switch verdict {
    case .open: nil
    case .met: .met
    case .missed: .missed
    case .endedByResolution: .endedByResolution
    case .cancelled: .cancelled
    }
  }
}
