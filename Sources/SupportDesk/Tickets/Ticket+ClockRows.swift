package import ServiceLevels

extension Ticket {
  /// The rows of every clock, a resolution clock's earlier cycles among them.
  ///
  /// A function of the fold and of the calendars that measure its clocks: rows do not depend on when
  /// they are made, nor on any policy.
  ///
  /// - Parameter other: the ticket at another time; of clocks that are the same in it, and done, no rows are
  ///   made, for those are the same too.
  package func clockRows(by calendars: Calendars, unlike other: Ticket? = nil) -> [ClockRow] {
    let same = other.map { $0.notices == notices && $0.withdrawn == withdrawn } ?? false
    let done = same ? other?.clocks.stopped ?? [] : []
    return clocks.all.filter { !$0.clock.isStopped || !done.contains($0.clock) }.flatMap {
      rows($0.clock, calendars)
    }
  }

  private func rows(_ clock: PromisedClock, _ calendars: Calendars) -> [ClockRow] {
    let reading = clock.lastReading(by: calendars)
    var rows = reading.cycles.map { cycle in
      let breaches = reading.breaches.filter { $0.cycle <= cycle.cycle }
      let last = breaches.last { $0.targetVersion == cycle.target.version }
      let key = NoticeKey(
        clock: clock.name, began: cycle.from.source, promised: Int64(cycle.target.version),
        threshold: NoticeKey.breach)
      return ClockRow(
        ticket: number, clock: clock.name, began: cycle.from.source,
        isFirst: cycle.cycle == 1, isLast: false,
        priority: Priority(rawValue: cycle.target.label) ?? priority, startedAt: clock.start.at,
        state: .stopped, limitAt: nil, verdict: Self.verdict(cycle.verdict),
        breachedEarlier: !breaches.isEmpty,
        isReclassified: cycle.verdict == .missed && last?.cause == .reclassified,
        isWithdrawn: withdrawn.contains(key) && !notices.contains(key),
        elapsedMs: cycle.elapsedMs,
        policyVersion: clock.promise(of: cycle.target).policyVersion,
        missedAt: breaches.last?.at, noticeAt: nil, noticeThreshold: nil)
    }
    guard var last = rows.popLast() else { return [] }
    last.isLast = true
    if !clock.isStopped {
      last.state = reading.state == .running ? .running : .paused
      last.limitAt = reading.limit
      if let next = untold(clock, reading).first {
        last.noticeAt = next.at
        last.noticeThreshold = next.key.threshold
      }
    }
    return rows + [last]
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
