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
    let told = told(by: calendars)
    return clocks.all.flatMap { _, clock in
      let reading = clock.lastReading(by: calendars)
      return untold(clock, reading, told).filter { $0.at <= now }.map { key, reached, at in
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

  /// What was told and stands, by the keys that it would be told by now.
  func told(by calendars: Calendars) -> Set<NoticeKey> { clocks.named(notices, by: calendars) }

  /// What is still to be told of a clock, warnings first.
  ///
  /// Facts of an import are history when they are recorded: of its thresholds only those still to
  /// come are told.
  ///
  /// - Parameter told: what was told of the ticket.
  /// - Returns: each with the instant that it tells of, and the first at which that is true.
  func untold(
    _ clock: PromisedClock, _ reading: ClockReading, _ told: Set<NoticeKey>
  ) -> [(key: NoticeKey, reached: Instant, at: Instant)] {
    clock.notices(reading).filter {
      !told.contains($0.key) && (reference == nil || $0.at >= knownAt)
    }
  }

  /// What was told and is not true by now, for facts came late: in the order of clocks.
  package func untrueNotices(at now: Instant, by calendars: Calendars) -> [NoticeKey] {
    let names = clocks.names(of: notices, by: calendars)
    return notices.filter { key in
      guard let name = names[key] else { return true }
      return !clocks.isTrue(name, at: now, by: calendars)
    }.sorted {
      ($0.clock.rank, $0.began, $0.promised, $0.threshold)
        < ($1.clock.rank, $1.began, $1.promised, $1.threshold)
    }
  }
}

extension PromisedClock {
  /// All that is true of it when it is read, or will be if nothing more happens: warnings of the promise in
  /// force while it runs, and every budget that was used up.
  ///
  /// A warning is true when its percentage is used; a breach only behind the limit, for whatever
  /// stops at the limit is met, or at the change that made the clock late. A change while the clock rests is
  /// judged at once, and told when it rests no more (service-levels.md 1.3). A warning that was over before a
  /// reopening is none of the cycle behind it (1.4).
  fileprivate func notices(
    _ reading: ClockReading
  ) -> [(key: NoticeKey, reached: Instant, at: Instant)] {
    func key(_ cycle: Int, _ version: Int, _ threshold: Int64 = NoticeKey.breach) -> NoticeKey {
      NoticeKey(
        clock: name, began: reading.cycles[cycle - 1].from.source, promised: Int64(version),
        threshold: threshold)
    }
    func behind(_ limit: Instant) -> Instant { limit.advanced(byMilliseconds: 1) }
    let all = reading.breaches
    let breaches = all.filter { !reading.isJudgedAtRest($0) }.map { breach in
      (
        key: key(breach.cycle, breach.targetVersion), reached: breach.at,
        at: breach.cause == .reclassified ? breach.at : behind(breach.at)
      )
    }
    guard reading.state == .running else { return breaches }
    let (cycle, version) = (reading.cycle, reading.target.version)
    let warnings = promise(of: reading.target).warnings.compactMap { threshold in
      let isOver = reading.warnings(at: Int(threshold)).contains {
        $0.targetVersion == version && $0.cycle < cycle
      }
      let reached = isOver ? nil : reading.instant(ofWarningAt: Int(threshold))
      return reached.map { (key: key(cycle, version, threshold), reached: $0, at: $0) }
    }
    let isUsedUp = all.contains { $0.targetVersion == version }
    let coming = isUsedUp ? nil : reading.limit
    return warnings + breaches
      + [coming].compactMap { $0.map { (key(cycle, version), $0, behind($0)) } }
  }
}

extension ClockReading {
  /// Whether a change of the promise used the budget up while the clock rests, as it still does.
  fileprivate func isJudgedAtRest(_ breach: Breach) -> Bool {
    guard case .paused = state else { return false }
    let ran = segments.last { $0.kind == .running }?.to.at ?? start.at
    return breach.at >= ran
  }
}

extension TicketClocks {
  /// What was told, each by the key that it would be told by now.
  func named(_ told: Set<NoticeKey>, by calendars: Calendars) -> Set<NoticeKey> {
    Set(names(of: told, by: calendars).values)
  }

  /// The keys by which the same would be told by now: late words may have put another clock, or cycle, in the
  /// place of the one that it was told of; none where nothing is in its place.
  fileprivate func names(
    of told: Set<NoticeKey>, by calendars: Calendars
  ) -> [NoticeKey: NoticeKey] {
    if told.isEmpty { return [:] }
    let known = Set(clocks.flatMap { clock in clock.beginnings.map { BegunClock(clock.name, $0) } })
    var names: [NoticeKey: NoticeKey] = [:]
    for key in told {
      names[key] =
        known.contains(BegunClock(key.clock, key.began)) ? key : name(displaced: key, by: calendars)
    }
    return names
  }

  private struct BegunClock: Hashable {
    let clock: ClockName
    let event: Int64

    init(_ clock: ClockName, _ event: Int64) { (self.clock, self.event) = (clock, event) }
  }

  private func name(displaced key: NoticeKey, by calendars: Calendars) -> NoticeKey? {
    guard let begun = begun(of: key), let (clock, cycle) = place(of: key, by: calendars) else {
      return nil
    }
    // What was promised by the event that began it is promised by another now; all else by the same, if at all.
    let targets = clock.lastReading(by: calendars).targets
    let target =
      key.promised == key.began
      ? targets.last { $0.from.at <= begun } ?? targets.first
      : targets.first { $0.from.source == key.promised }
    return target.map {
      NoticeKey(
        clock: clock.name, began: cycle.from.source, promised: Int64($0.version),
        threshold: key.threshold)
    }
  }

  /// Whether what a key says is so at an instant.
  fileprivate func isTrue(_ key: NoticeKey, at now: Instant, by calendars: Calendars) -> Bool {
    guard let clock = clock(of: key) else { return false }
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

  /// The clock and the cycle that a notice is about, or that late words put in their place: the first that ran
  /// or rested when those began; nil where there is none.
  package func place(
    of key: NoticeKey, by calendars: Calendars
  ) -> (clock: PromisedClock, cycle: CycleVerdict)? {
    let own = clock(of: key)
    let begun = own == nil ? begun(of: key) : nil
    if own == nil, begun == nil { return nil }
    for clock in own.map({ [$0] }) ?? clocks where clock.name.tellsTheSame(as: key.clock) {
      // A long ticket has many, which are not read.
      if let begun, !clock.lasted(at: begun) { continue }
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
