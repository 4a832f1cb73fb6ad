/// One promise on one ticket: what happened to it, in order, from which all else is computed.
///
/// A clock runs, is paused and resumed, stops, and may be reopened, which begins a new cycle of the
/// same budget. Facts come in the order in which they occurred: one whose mark is earlier than the
/// last fact's is lifted to it. What changes nothing, such as a pause while paused, is ignored.
package struct Clock: Hashable, Sendable {
  /// From when on it counts: when the promise was given, or before.
  package let start: Mark
  /// The first target.
  let target: TargetVersion
  /// After the start, marks never descending, each a real change.
  private(set) var facts: [ClockFact] = []

  /// A clock that counts from the instant at which its first target comes into force, or from an earlier
  /// one: of what began before anything was promised of it.
  ///
  /// What had run when the target came into force counts as used; of a budget that this exceeds the
  /// breach is `reclassified`, as of any change (service-levels.md 1.3). Until then it can be paused and not
  /// stopped. A start that is later than the
  /// target's `from` is read as that.
  package init(_ target: TargetVersion, start: Mark? = nil) {
    self.start = start.flatMap { $0.at < target.from.at ? $0 : nil } ?? target.from
    self.target = target
  }
}

// MARK: Reading

extension Clock {
  /// What the clock says at an instant, from the facts no later than it.
  ///
  /// An instant before the start is read as the start. Each stretch is measured by the calendar of
  /// the target in force, in its version of that time (1.6). Linear in the number of facts. Throws
  /// for a target that names a calendar which is not among these, whether it is in force or not.
  package func reading(
    at instant: Instant, calendars: Calendars
  ) throws(UnknownCalendar) -> ClockReading {
    for name in calendarNames where calendars[name] == nil {
      throw UnknownCalendar(name: name, known: calendars.names)
    }
    var run = ClockRun(start: start, target: target, calendars: calendars)
    for fact in facts.prefix(while: { $0.mark.at <= instant }) { run.apply(fact) }
    return run.reading(at: instant)
  }
}

extension Clock {
  /// When the newest fact occurred.
  package var lastMark: Mark {
    guard let last = facts.last?.mark, last.at >= target.from.at else { return target.from }
    return last
  }

  package var isStopped: Bool { ending != nil }

  /// How it stopped; nil unless it has.
  package var ending: Ending? { state.ending }

  /// The target that came into force last.
  package var lastTarget: TargetVersion {
    for fact in facts.reversed() {
      if case .retarget(let target) = fact.change { return target }
    }
    return target
  }

  /// What began it, and each of its later cycles.
  package var beginnings: [Mark] {
    [start] + facts.compactMap { if case .reopen = $0.change { $0.mark } else { nil } }
  }

  /// The calendars that its targets name, in their order.
  package var calendarNames: [String] {
    [target.calendar]
      + facts.compactMap { fact in
        if case .retarget(let target) = fact.change { target.calendar } else { nil }
      }
  }
}

// MARK: Recording

extension Clock {
  /// Puts another target in force, from its own `from`; what has elapsed stays.
  ///
  /// While the clock is stopped this touches no verdict given; it holds if the clock is reopened.
  package mutating func retarget(_ version: TargetVersion) {
    let mark = lifted(version.from)
    facts.append(ClockFact(mark: mark, change: .retarget(version.inForce(from: mark))))
  }

  /// Halts the clock; ignored unless it runs, so that the first reason stays.
  package mutating func pause(at mark: Mark, reason: String) {
    guard case .running = state else { return }
    append(.pause(reason: reason), at: mark)
  }

  /// Ends a pause; ignored unless the clock is paused.
  package mutating func resume(at mark: Mark) {
    guard case .paused = state else { return }
    append(.resume, at: mark)
  }

  /// Stops the clock, running or paused, and so decides the cycle; ignored if it is stopped.
  package mutating func stop(at mark: Mark, ending: Ending) {
    if case .stopped = state { return }
    append(.stop(ending), at: mark)
  }

  /// Begins a new cycle of the same budget, running; ignored unless the clock is stopped.
  ///
  /// The time since the stop does not count.
  package mutating func reopen(at mark: Mark) {
    guard case .stopped = state else { return }
    append(.reopen, at: mark)
  }

  private var state: ClockState {
    for fact in facts.reversed() {
      if let state = ClockState(after: fact) { return state }
    }
    return .running
  }

  private mutating func append(_ change: ClockFact.Change, at mark: Mark) {
    facts.append(ClockFact(mark: lifted(mark), change: change))
  }

  private func lifted(_ mark: Mark) -> Mark {
    mark.lifted(to: (facts.last?.mark ?? start).at)
  }
}

extension TargetVersion {
  /// The same version, in force from this mark on.
  fileprivate func inForce(from mark: Mark) -> TargetVersion {
    TargetVersion(
      version: version, label: label, budgetMs: budgetMs, calendar: calendar, from: mark)
  }
}
