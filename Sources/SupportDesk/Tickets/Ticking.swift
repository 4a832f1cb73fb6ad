package import ServiceLevels

extension Ticket {
  /// The notices that are due by an instant and were not given yet, in the order of the instants from which
  /// on they are true.
  ///
  /// A warning whose breach has been reached too is still recorded, before the breach
  /// (service-levels.md 1.10).
  package func dueNotices(at now: Instant, by calendars: Calendars) -> [Notice] {
    timedNotices(at: now, by: calendars).map(\.notice)
  }

  /// The same, each with that instant.
  package func timedNotices(
    at now: Instant, by calendars: Calendars
  ) -> [(at: Instant, notice: Notice)] {
    clocks.all.flatMap { _, clock in
      let reading = clock.lastReading(by: calendars)
      return untold(clock, reading, by: calendars).filter { $0.at <= now }.map { key, reached, at in
        (
          at: at,
          notice: Notice(key: key, due: reached, sent: now, agent: agent, deadline: reading.due)
        )
      }
    }.sorted {
      ($0.at, $0.notice.key.clock.rank, $0.notice.key.threshold)
        < ($1.at, $1.notice.key.clock.rank, $1.notice.key.threshold)
    }
  }

  /// What is still to be told of a clock, in its order; nothing where it does not run.
  ///
  /// Facts of an import are history when they are recorded: of its thresholds only those still to
  /// come are told.
  ///
  /// - Returns: each with the instant that it tells of, and the first at which that is true.
  func untold(
    _ clock: PromisedClock, _ reading: ClockReading, by calendars: Calendars
  ) -> [(key: NoticeKey, reached: Instant, at: Instant)] {
    guard reading.state == .running, let cycle = reading.cycles.last else { return [] }
    let warnings = clock.promise(of: reading.target).warnings
    return (warnings + [NoticeKey.breach]).compactMap { threshold in
      let key = NoticeKey(
        clock: clock.name, began: cycle.from.source, promised: Int64(reading.target.version),
        threshold: threshold)
      guard !notices.contains(key), !isToldOfLess(key, by: calendars),
        let told = Self.reached(threshold, reading),
        reference == nil || told.at >= knownAt
      else { return nil }
      return (key, told.reached, told.at)
    }
  }

  /// A warning is true when its percentage is used; a breach only behind the limit, for whatever
  /// stops at the limit is met, or at the change that made the clock late (1.3).
  ///
  /// - Returns: nil also where it was so in an earlier cycle: what was over before a reopening is not
  ///   told again (1.4).
  private static func reached(
    _ threshold: Int64, _ reading: ClockReading
  ) -> (reached: Instant, at: Instant)? {
    guard threshold == NoticeKey.breach else {
      let before = reading.warnings(at: Int(threshold)).last {
        $0.targetVersion == reading.target.version
      }
      if let before, before.cycle < reading.cycle { return nil }
      return reading.instant(ofWarningAt: Int(threshold)).map { ($0, $0) }
    }
    let breach = reading.breaches.last { $0.targetVersion == reading.target.version }
    if let breach, breach.cycle < reading.cycle { return nil }
    if let breach, breach.cause == .reclassified { return (breach.at, breach.at) }
    return (breach?.at ?? reading.limit).map { ($0, $0.advanced(byMilliseconds: 1)) }
  }

  /// What came late has made late of clocks that have stopped, and was not told: in the order of the instants.
  ///
  /// What came of an import is history when it is recorded.
  package func overlooked(at now: Instant, by calendars: Calendars) -> [Notice] {
    clocks.clocks.filter(\.isStopped).flatMap { clock -> [Notice] in
      let reading = clock.lastReading(by: calendars)
      return reading.breaches.compactMap { breach in
        let key = NoticeKey(
          clock: clock.name, began: reading.cycles[breach.cycle - 1].from.source,
          promised: Int64(breach.targetVersion), threshold: NoticeKey.breach)
        guard !notices.contains(key), !isToldOfLess(key, by: calendars),
          reference == nil || breach.at >= knownAt
        else { return nil }
        return Notice(key: key, due: breach.at, sent: now, agent: agent, deadline: nil)
      }
    }.sorted {
      ($0.due, $0.key.clock.rank, $0.key.began) < ($1.due, $1.key.clock.rank, $1.key.began)
    }
  }

  /// What was told and is not true by now, for facts came late: in the order of clocks.
  package func untrueNotices(at now: Instant, by calendars: Calendars) -> [NoticeKey] {
    notices.filter {
      !isTrue($0, at: now, by: calendars) && !isLaterStill($0, at: now, by: calendars)
    }.sorted {
      ($0.clock.rank, $0.began, $0.promised, $0.threshold)
        < ($1.clock.rank, $1.began, $1.promised, $1.threshold)
    }
  }

  /// Whether another clock or cycle is as late that began earlier, where late words made one of it: the customer
  /// waits for longer than was told.
  private func isLaterStill(_ key: NoticeKey, at now: Instant, by calendars: Calendars) -> Bool {
    guard let begun = clocks.begun(of: key) else { return false }
    return clocks.clocks.contains { clock in
      guard clock.name.tellsTheSame(as: key.clock), !clock.began(key.began) else { return false }
      let reading = clock.reading(at: now, by: calendars)
      return reading.cycles.contains { cycle in
        guard cycle.from.at <= begun, begun < cycle.stoppedAt ?? .latest else { return false }
        return key.isBreach
          ? reading.breaches.contains { $0.cycle == cycle.cycle }
          : reading.warnings(at: Int(key.threshold)).contains { $0.cycle == cycle.cycle }
      }
    }
  }

  /// Whether the same was told of later words, before late ones put this clock, or cycle, in their place.
  private func isToldOfLess(_ key: NoticeKey, by calendars: Calendars) -> Bool {
    let known = Set(clocks.clocks.flatMap(\.beginnings))
    return notices.contains { told in
      guard !known.contains(told.began), told.threshold == key.threshold,
        told.clock.tellsTheSame(as: key.clock),
        let place = clocks.place(of: told, by: calendars)
      else { return false }
      return place.clock.name == key.clock && place.cycle.from.source == key.began
    }
  }

  private func isTrue(_ key: NoticeKey, at now: Instant, by calendars: Calendars) -> Bool {
    clocks.clocks.contains { clock in
      guard clock.name == key.clock, clock.began(key.began) else { return false }
      let reading = clock.reading(at: now, by: calendars)
      guard let cycle = reading.cycles.first(where: { $0.from.source == key.began }) else {
        return false
      }
      let promised = Int(key.promised)
      return key.isBreach
        ? reading.breaches.contains { $0.targetVersion == promised && $0.cycle == cycle.cycle }
        : reading.warnings(at: Int(key.threshold)).contains {
          $0.targetVersion == promised && $0.cycle == cycle.cycle
        }
    }
  }
}

extension TicketClocks {
  /// The clock and the cycle that a notice is about, or that late words put in their place: the first that ran
  /// or rested when those began; nil where there is none.
  package func place(
    of key: NoticeKey, by calendars: Calendars
  ) -> (clock: PromisedClock, cycle: CycleVerdict)? {
    let own = clock(of: key)
    let begun = own == nil ? begun(of: key) : nil
    if own == nil, begun == nil { return nil }
    for clock in own.map({ [$0] }) ?? clocks where clock.name.tellsTheSame(as: key.clock) {
      let cycle = clock.lastReading(by: calendars).cycles.first { cycle in
        begun.map { cycle.from.at <= $0 && $0 < cycle.stoppedAt ?? .latest }
          ?? (cycle.from.source == key.began)
      }
      if let cycle { return (clock, cycle) }
    }
    return nil
  }
}

extension ClockName {
  /// Whether a notice of the one says what one of the other does: any response says that the customer waits.
  fileprivate func tellsTheSame(as other: ClockName) -> Bool {
    rests ? self == other : !other.rests
  }
}
