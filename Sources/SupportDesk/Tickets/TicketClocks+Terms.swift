package import ServiceLevels

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

/// Looking at them.
extension TicketClocks {
  /// Every clock with its ordinal among those of its name, in the order of lists.
  package var all: [(ordinal: Int64, clock: PromisedClock)] {
    ClockName.allCases.flatMap { name in
      clocks.filter { $0.name == name }.enumerated().map { (Int64($0.offset + 1), $0.element) }
    }
  }

  /// The last clock of a name; nil where none was ever promised.
  package func last(_ name: ClockName) -> PromisedClock? { clocks.last { $0.name == name } }

  /// The clock that a notice is about; nil where there is none any more.
  package func clock(of key: NoticeKey) -> PromisedClock? {
    clock(began: key.began, key.clock)
  }

  /// The clock, or resolution, of a name that an event began; nil where there is none.
  package func clock(began event: Int64, _ name: ClockName) -> PromisedClock? {
    clocks.first { $0.name == name && $0.began(event) }
  }

  /// The clock of a name that has not stopped.
  func running(_ name: ClockName) -> PromisedClock? { runningIndex(name).map { clocks[$0] } }

  /// Whether nobody waits for the desk to answer for the first time.
  package var isAnswered: Bool { owed?.clock != .response }

  /// Whether the customer waits for an answer.
  package var isAnswerOwed: Bool { owed != nil }

  /// From when on its clock counts, were it promised now; nil where they do not.
  package var answerCountsFrom: Instant? { owed.flatMap { start(of: $0.clock)?.at } }

  /// The calendars by which any of them was ever promised.
  package var calendarNames: Set<String> { Set(clocks.flatMap(\.calendarNames)) }

  /// One of those that the ticket was opened with; nil where there is none.
  package var openingPromise: Promise? { opening.terms.promises.first?.value }

  /// Since when clocks rest that do; nil where they do not.
  package var restsSince: Instant? { rests.last.flatMap { $0.reason == nil ? nil : $0.mark.at } }

  /// Since when the ticket was resolved at an instant by what was undone later; nil where it was not.
  package func resolvedSince(at instant: Instant) -> Instant? {
    var ended: Instant?
    for rest in rests where rest.isEnd {
      if rest.reason != nil {
        ended = rest.mark.at
      } else {
        if let since = ended, since <= instant, instant < rest.mark.at { return since }
        ended = nil
      }
    }
    return nil
  }

  /// When that occurred with which a clock began, or was reopened, that something was told of; nil where nothing
  /// begins one so.
  func begin(of key: NoticeKey) -> Instant? {
    facts.first { fact in
      guard fact.mark.source == key.began else { return false }
      return switch fact.effect {
      case .asked: !key.clock.rests
      case .reopened: key.clock.rests
      default: false
      }
    }?.mark.at
  }

  /// When the customer said something, in no order.
  var asked: [Instant] {
    facts.compactMap { fact in if case .asked = fact.effect { fact.mark.at } else { nil } }
  }

  /// When the customer's words of an event were said; nil where it has none.
  func asked(by event: Int64) -> Instant? {
    facts.first { fact in
      if case .asked = fact.effect { fact.mark.source == event } else { false }
    }?.mark.at
  }
}
