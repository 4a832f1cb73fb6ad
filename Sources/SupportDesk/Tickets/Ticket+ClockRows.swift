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
    // The first resolution is that of the first clock that lasted, or of the last where none did.
    let first =
      clocks.clocks.firstIndex { $0.name == .resolution && !$0.isCancelled }
      ?? clocks.clocks.lastIndex { $0.name == .resolution }
    let isSame = other.map { $0.notices == notices && $0.withdrawn == withdrawn } ?? false
    let told = told(by: calendars)
    let takenBack = clocks.named(withdrawn.filter(\.isBreach), by: calendars)
    return places(unlike: isSame ? other : nil).flatMap { place in
      let clock = clocks.clocks[place]
      return rows(
        clock, isFirst: clock.name != .resolution || place == first, told, takenBack: takenBack,
        calendars)
    }
  }

  /// The rows of every budget that was used up, as far as facts say by themselves.
  ///
  /// - Parameter other: as of clocks' rows.
  package func breachRows(by calendars: Calendars, unlike other: Ticket? = nil) -> [BreachRow] {
    places(unlike: other).flatMap { index -> [BreachRow] in
      let clock = clocks.clocks[index]
      let reading = clock.lastReading(by: calendars)
      return reading.breaches.map { breach in
        BreachRow(
          ticket: number, clock: clock.name, began: reading.cycles[breach.cycle - 1].from.source,
          target: Int64(breach.targetVersion), at: breach.at)
      }
    }
  }

  /// The places of clocks that run, or are not the same in another, where they have the same place.
  ///
  /// A long ticket has many. Of resolutions, which are few, one says which of the others is the first.
  private func places(unlike other: Ticket?) -> [Int] {
    let others = other?.clocks.clocks ?? []
    return clocks.clocks.indices.filter { index in
      let clock = clocks.clocks[index]
      return clock.name == .resolution || !clock.isStopped || !others.indices.contains(index)
        || others[index] != clock
    }
  }

  /// - Parameters:
  ///   - isFirst: whether the first of its cycles is the ticket's first.
  ///   - takenBack: the breaches that were told of the ticket and taken back.
  private func rows(
    _ clock: PromisedClock, isFirst: Bool, _ told: Set<NoticeKey>, takenBack: Set<NoticeKey>,
    _ calendars: Calendars
  ) -> [ClockRow] {
    let reading = clock.lastReading(by: calendars)
    let all = reading.breaches
    let untold = untold(clock, reading, told)
    var rows = reading.cycles.map { cycle in
      let began = cycle.from.source
      let breaches = all.filter { $0.cycle <= cycle.cycle }
      let next = untold.filter { $0.key.began == began }.min { $0.at < $1.at }
      return ClockRow(
        ticket: number, clock: clock.name, began: began,
        isFirst: isFirst && cycle.cycle == 1, isLast: false,
        priority: Priority(rawValue: cycle.target.label) ?? priority, startedAt: clock.start.at,
        state: .stopped, limitAt: nil, verdict: Self.verdict(cycle.verdict),
        breachedEarlier: !breaches.isEmpty,
        // What ran out by itself stays so, whatever it was promised later (service-levels.md 1.3).
        isReclassified: cycle.verdict == .missed
          ? !breaches.contains { $0.cause == .overrun }
          : cycle.verdict == .open && breaches.isEmpty && reading.isLateByPromise,
        // And nothing of it stands.
        isWithdrawn: takenBack.contains { $0.isOf(clock.name, began) }
          && !told.contains { $0.isBreach && $0.isOf(clock.name, began) },
        isAnswered: cycle.state.ending == .answered, elapsedMs: cycle.elapsedMs,
        policyVersion: clock.promise(of: cycle.target).policyVersion,
        noticeAt: next?.at, noticeThreshold: next?.key.threshold)
    }
    guard var last = rows.popLast() else { return [] }
    last.isLast = true
    if !clock.isStopped {
      last.state = reading.state == .running ? .running : .paused
      last.limitAt = reading.limit
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

extension NoticeKey {
  /// Whether it is about the clock, or cycle, of a name that an event began.
  fileprivate func isOf(_ clock: ClockName, _ began: Int64) -> Bool {
    self.clock == clock && self.began == began
  }
}
