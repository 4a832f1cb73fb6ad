import ServiceLevels

/// What changes of a ticket's terms make of its clocks: its priority, tags, customer or policy.
extension TicketClocks {
  /// Why a clock ends that the row in force does not promise.
  static let unpromised = "not promised any more"
  /// Why a clock ends in whose place one begins anew.
  static let restarted = "begun anew"

  /// Holds the ticket to other terms: a clock that runs keeps what has elapsed (1.3), or begins anew
  /// where the terms say so; one that is owed and did not run begins from what it measures on.
  mutating func hold(to terms: Terms, _ standing: Standing, at mark: Mark) {
    self.standing = standing
    held = mark
    if terms.restarts { restarted = mark }
    for clock in ClockName.allCases {
      if terms.ends.contains(clock) {
        promised[clock] = nil
        stop(clock, at: mark, ending: .cancelled(reason: Self.unpromised))
      } else if let promise = promise(clock, by: terms, at: mark) {
        promised[clock] = promise
        hold(clock, to: promise, restarts: terms.restarts, at: mark)
      }
    }
  }

  /// Late words may have had an answer owed at the change that was not known to be.
  private func promise(_ clock: ClockName, by terms: Terms, at mark: Mark) -> Promise? {
    if clock == .nextResponse, let owed, owed.clock == clock,
      let late = latePromises[mark.source]?[owed.since.source]
    {
      return late
    }
    return terms.promises[clock]
  }

  private mutating func hold(
    _ name: ClockName, to promise: Promise, restarts: Bool, at mark: Mark
  ) {
    if let running = runningIndex(name) {
      if restarts {
        clocks[running].stop(at: mark, ending: .cancelled(reason: Self.restarted))
        begin(name, promise, start: mark, at: mark)
      } else {
        clocks[running].retarget(promise, standing.priority, at: mark)
      }
    } else if let start = start(of: name) {
      begin(name, promise, start: start, at: mark)
    } else if name.rests, let last = clocks.lastIndex(where: { $0.name == name }),
      name == .resolution ? !clocks[last].isCancelled : clocks[last].endedByResolution
    {
      // It holds if the ticket is opened again.
      clocks[last].retarget(promise, standing.priority, at: mark)
    }
  }

  /// From when on a clock counts, were it promised now: what it measures, or when clocks were begun anew
  /// since; nil where it is not owed.
  func start(of clock: ClockName) -> Mark? {
    let since: Mark? =
      switch clock {
      case .response, .nextResponse: owed.flatMap { $0.clock == clock ? $0.since : nil }
      case .resolution: isLive ? opening.mark : nil
      case .update: isLive ? told : nil
      }
    guard let since, let restarted, since.at < restarted.at else { return since }
    return restarted
  }

  /// From when on the resolution counts, also while nothing runs.
  var resolutionStart: Instant {
    running(.resolution)?.start.at ?? max(opening.mark.at, restarted?.at ?? opening.mark.at)
  }

  /// From when on what a clock is promised is reckoned; nil where nothing of it can be owed.
  ///
  /// What a reopening would find is promised too; updates are of one length, whenever they begin.
  func promisedFrom(_ clock: ClockName) -> Instant? {
    switch clock {
    case .resolution, .update: resolutionStart
    case .response, .nextResponse: running(clock)?.start.at ?? start(of: clock)?.at
    }
  }

  /// Whether other terms would have a clock due later than it is, or end it; of one that rests, whether
  /// they leave it more time.
  func areLater(
    under terms: Terms, _ standing: Standing, at now: Instant, by calendars: Calendars
  ) -> Bool {
    var later = self
    later.hold(to: terms, standing, at: Mark(at: now, source: .max))
    return ClockName.allCases.contains { name in
      guard let clock = running(name) else { return false }
      guard let other = later.running(name) else { return true }
      let (before, after) = (
        clock.reading(at: now, by: calendars), other.reading(at: now, by: calendars)
      )
      guard let old = before.due, let new = after.due else {
        return after.remainingMs > before.remainingMs
      }
      return new > old
    }
  }
}
