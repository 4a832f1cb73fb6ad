/// What a clock says at one instant: all that tables, answers and notices show of it.
package struct ClockReading: Hashable, Sendable {
  /// The instant read at; the clock's start, if that is later.
  package let at: Instant
  /// When the promise was given.
  package let start: Mark
  package let state: ClockState
  /// The target in force; while the clock is stopped, the one a reopening would find.
  package let target: TargetVersion
  /// Running milliseconds since the start, over all cycles.
  package let elapsedMs: Int64
  /// What happened since the start: without gaps or overlaps, no empty ones, none after the last
  /// stop.
  ///
  /// The milliseconds of the running ones add up to `elapsedMs`.
  package let segments: [ClockSegment]
  /// Every cycle in order, the last one as it stands; never empty.
  package let cycles: [CycleVerdict]
  /// Every stretch under one target version in order, the last one in force.
  let stays: [TargetStay]
  /// What the segments were measured by.
  let calendars: Calendars
}

extension ClockReading {
  /// A calendar that one of the targets names.
  func calendar(_ name: String) -> CalendarHistory { calendars.calendar(ofClock: name) }
}

extension Calendars {
  /// Whoever reads a clock has looked for all that it names.
  func calendar(ofClock name: String) -> CalendarHistory {
    guard let calendar = self[name] else { preconditionFailure("a clock by an unknown calendar") }
    return calendar
  }
}

// MARK: Verdict

extension ClockReading {
  /// The cycle as it stands, 1 for the first.
  package var cycle: Int { cycles.count }

  /// What has become of the promise in the cycle as it stands.
  package var verdict: Verdict { cycles.last?.verdict ?? .open }

  /// The target in force, or if the clock is stopped, in force at the stop.
  package var decidedBy: TargetVersion { cycles.last?.target ?? target }

  /// The running milliseconds that may be used.
  ///
  /// Those of the target in force, or if the clock is stopped, in force at the stop.
  package var budgetMs: Int64 { decidedBy.budgetMs }

  /// What is left of the budget in milliseconds; negative by what it is exceeded.
  package var remainingMs: Int64 { budgetMs - elapsedMs }

  /// Every target version in force since the start, in order, the last one in force.
  package var targets: [TargetVersion] { stays.map(\.target) }

  /// Whether the budget in force was used up already when it was promised.
  package var isLateByPromise: Bool { stays.last?.breachCause == .reclassified }

  /// Every target version that was exceeded, in order, each once; none is ever taken back.
  package var breaches: [Breach] {
    var breaches: [Breach] = []
    for stay in stays where stay.usedMs > stay.target.budgetMs {
      let target = stay.target
      guard !breaches.contains(where: { $0.targetVersion == target.version }),
        let since = stay.countsSince, let limit = greatest(elapsedMs: target.budgetMs)
      else { continue }
      breaches.append(
        Breach(
          // What exceeds the budget comes after the limit, be that the instant of a reopening.
          at: max(since, limit),
          cycle: limit < since ? stay.cycle : cycles.prefix { $0.from.at <= limit }.count,
          targetVersion: target.version, label: target.label, cause: stay.breachCause,
          budgetMs: target.budgetMs))
    }
    return breaches
  }
}

// MARK: Instants

extension ClockReading {
  /// The least instant at which the budget is used up: shown, promised, the order of lists.
  ///
  /// In the past if the budget is exceeded. `nil` while paused or stopped. Computed as if nothing
  /// more happened; saturates at `Instant.latest`.
  package var due: Instant? {
    state == .running ? least(elapsedMs: budgetMs) : nil
  }

  /// The greatest such instant: a stop is in time if and only if it is no later.
  ///
  /// Later than `due` only if the calendar closed, or the clock halted, at the very instant that
  /// used up the budget.
  package var limit: Instant? {
    state == .running ? greatest(elapsedMs: budgetMs) : nil
  }

  /// When so many percent of the budget in force are used, in the past or the future.
  ///
  /// `percent` is 1 to 99, else it traps, for what is used up is `due`, and what is exceeded among
  /// `breaches`; a part of a millisecond is rounded up. No earlier than the target came into force.
  /// `nil` if the clock is paused, or has stopped, before they are used.
  package func instant(ofWarningAt percent: Int) -> Instant? {
    precondition(1...99 ~= percent, "no percentage of a warning")
    guard let stay = stays.last, let since = stay.countsSince,
      let instant = least(elapsedMs: stay.milliseconds(percent: percent))
    else { return nil }
    return max(since, instant)
  }

  /// When so many percent of any version's budget were used while that version was in force.
  ///
  /// None later than the reading, in order, each version's once. `percent` is 1 to 99, else it traps:
  /// who has used up a budget may stop in time until the limit, and who exceeded it is among
  /// `breaches`.
  package func warnings(at percent: Int) -> [Threshold] {
    precondition(1...99 ~= percent, "no percentage of a warning")
    return thresholds(percent: percent)
  }

  /// When so many percent, 0 to 1000, were used.
  func thresholds(percent: Int) -> [Threshold] {
    var thresholds: [Threshold] = []
    for stay in stays {
      let amount = stay.milliseconds(percent: percent)
      guard amount <= stay.usedMs, let since = stay.countsSince,
        !thresholds.contains(where: { $0.targetVersion == stay.target.version }),
        let used = least(elapsedMs: amount)
      else { continue }
      thresholds.append(
        Threshold(
          // What is used up in the very instant of a reopening was used up before it.
          at: max(since, used),
          cycle: used <= since ? stay.cycle : cycles.prefix { $0.from.at < used }.count,
          targetVersion: stay.target.version))
    }
    return thresholds
  }

  /// The first instant at which so much had run, or will have if the clock is running.
  private func least(elapsedMs wanted: Int64) -> Instant? {
    guard wanted > 0 else { return start.at }
    var before: Int64 = 0
    for segment in segments where segment.kind == .running {
      if wanted <= before + segment.milliseconds {
        return calendar(segment.calendar).due(after: wanted - before, from: segment.from.at)
      }
      before += segment.milliseconds
    }
    return state == .running
      ? calendar(target.calendar).due(after: wanted - before, from: at) : nil
  }

  /// The last instant at which no more had run, or will have if the clock is running.
  private func greatest(elapsedMs wanted: Int64) -> Instant? {
    var before: Int64 = 0
    for segment in segments where segment.kind == .running {
      if wanted < before + segment.milliseconds {
        return calendar(segment.calendar).limit(after: wanted - before, from: segment.from.at)
      }
      before += segment.milliseconds
    }
    return state == .running
      ? calendar(target.calendar).limit(after: wanted - before, from: at) : nil
  }
}

/// That a percentage of a target version's budget was used.
package struct Threshold: Hashable, Sendable {
  package let at: Instant
  /// The cycle in which it was reached, 1 for the first.
  package let cycle: Int
  package let targetVersion: Int
}
