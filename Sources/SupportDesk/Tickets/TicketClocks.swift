import ServiceLevels

/// The clocks of one ticket as its events drive them (service-levels.md 1.1 to 1.5).
///
/// At most one of first and next response runs. The resolution clock pauses while waiting for the
/// customer, and goes on with the same budget after a reopening. Whatever order events are recorded
/// in, clocks take them in the order in which they occurred, those of one instant as recorded; an
/// event that comes late has them run anew.
package struct TicketClocks: Equatable, Sendable {
  package private(set) var response: PromisedClock
  /// In the order in which they started; only the last can run.
  package private(set) var nextResponses: [PromisedClock] = []
  package private(set) var resolution: PromisedClock
  private var priority: Priority
  private let opening: Opening
  /// In the order in which they were recorded.
  private var facts: [TicketClockFact] = []
  private var newest: Mark
  /// What changes of priority promise next-response clocks that were not known to run then: by the
  /// numbers of the change and of the event that starts the clock.
  private var latePromises: [Int64: [Int64: Promise]] = [:]
  /// When the last wait began; nil where there was none.
  private(set) var waitingSince: Instant?

  private struct Opening: Equatable {
    let response: Promise
    let resolution: Promise
    let priority: Priority
    let mark: Mark
  }

  init(_ opened: TicketEvent.Opened, at mark: Mark) {
    self.init(
      Opening(
        response: opened.response, resolution: opened.resolution, priority: opened.priority,
        mark: mark))
  }

  private init(_ opening: Opening) {
    self.opening = opening
    newest = opening.mark
    priority = opening.priority
    response = PromisedClock(.response, opening.response, priority, at: opening.mark)
    resolution = PromisedClock(.resolution, opening.resolution, priority, at: opening.mark)
  }

  /// Every clock with its ordinal among those of its name, in the order of lists.
  package var all: [(ordinal: Int64, clock: PromisedClock)] {
    [(1, response)] + nextResponses.enumerated().map { (Int64($0.offset + 1), $0.element) }
      + [(1, resolution)]
  }

  /// The calendars by which any of them was ever promised.
  package var calendarNames: Set<String> { Set(all.flatMap(\.clock.calendarNames)) }

  /// The response clock, unless it stopped.
  var runningResponse: PromisedClock? { response.isStopped ? nil : response }

  /// The last next-response clock, unless it stopped.
  var runningNextResponse: PromisedClock? {
    nextResponses.last.flatMap { $0.isStopped ? nil : $0 }
  }

  /// What the ticket was opened with.
  var firstPriority: Priority { opening.priority }

  /// The changes of priority, in the order in which they occurred, for none is recorded late.
  var changes: [(mark: Mark, change: TicketEvent.Prioritised)] {
    facts.compactMap { fact in
      if case .promised(let change) = fact.effect { (fact.mark, change) } else { nil }
    }
  }

  /// When the customer's words of an event were said; nil where it has none.
  func asked(by event: Int64) -> Instant? {
    facts.first { fact in
      if case .asked = fact.effect { fact.mark.source == event } else { false }
    }?.mark.at
  }

  /// By the number of each change of priority the start of the next-response clock that runs at it.
  var runningAtChanges: [Int64: Mark] {
    var clocks = TicketClocks(opening)
    var running: [Int64: Mark] = [:]
    for fact in inOrder {
      if case .promised = fact.effect {
        running[fact.mark.source] = clocks.runningNextResponse?.start
      }
      clocks.take(fact)
    }
    return running
  }

  // MARK: Recording

  mutating func apply(_ event: TicketEvent, status: (from: Status, to: Status), at mark: Mark) {
    let new = TicketClockFact.all(of: event, status: status, waitingSince: waitingSince, at: mark)
    if status.to == .waiting, status.from != .waiting { waitingSince = mark.at }
    let isLate = new.contains { $0.mark.at < newest.at }
    facts += new
    for late in event.latePromises {
      latePromises[late.change, default: [:]][late.clock ?? mark.source] = late.promise
    }
    if isLate {
      runAnew()
    } else {
      for fact in new { take(fact) }
    }
  }

  private mutating func runAnew() {
    var clocks = TicketClocks(opening)
    clocks.latePromises = latePromises
    for fact in inOrder { clocks.take(fact) }
    clocks.facts = facts
    clocks.waitingSince = waitingSince
    self = clocks
  }

  /// The facts in the order in which they occurred.
  private var inOrder: [TicketClockFact] {
    // Numbers grow as events are recorded, so of one instant those recorded first come first.
    let order = facts.indices.sorted { (facts[$0].mark.at, $0) < (facts[$1].mark.at, $1) }
    return order.map { facts[$0] }
  }

  private mutating func take(_ fact: TicketClockFact) {
    let mark = fact.mark
    newest = mark
    switch fact.effect {
    case .answered(let ending): answer(at: mark, ending: ending)
    case .asked(let promise):
      // The oldest unanswered message starts a clock; repeats do not (1.5).
      guard response.isStopped, runningNextResponse == nil else { return }
      nextResponses.append(PromisedClock(.nextResponse, promise, priority, at: mark))
    case .promised(let change): retarget(change, at: mark)
    case .waited: resolution.pause(at: mark, reason: "waiting for the customer")
    case .resumed: resolution.resume(at: mark)
    case .ended: resolution.stop(at: mark, ending: .answered)
    case .reopened: resolution.reopen(at: mark)
    }
  }

  /// Ends whichever response clock runs.
  private mutating func answer(at mark: Mark, ending: Ending) {
    if !response.isStopped {
      response.stop(at: mark, ending: ending)
    } else if let last = nextResponses.indices.last {
      nextResponses[last].stop(at: mark, ending: ending)
    }
  }

  /// A priority change keeps what has elapsed and sets the new budget (1.3).
  ///
  /// Late words may have stopped a clock before the change that ran when it was recorded.
  private mutating func retarget(_ change: TicketEvent.Prioritised, at mark: Mark) {
    priority = change.priority
    if let promise = change.response, !response.isStopped {
      response.retarget(promise, priority, at: mark)
    }
    if let running = runningNextResponse,
      let promise = latePromises[mark.source]?[running.start.source] ?? change.nextResponse
    {
      nextResponses[nextResponses.count - 1].retarget(promise, priority, at: mark)
    }
    resolution.retarget(change.resolution, priority, at: mark)
  }

  /// Whether a change would have a clock due later than it is; of one that rests, leave it more time.
  func areLater(
    under change: TicketEvent.Prioritised, at now: Instant, by calendars: Calendars
  ) -> Bool {
    var later = self
    later.retarget(change, at: Mark(at: now, source: .max))
    return zip(all, later.all).contains { clock, other in
      let (before, after) = (
        clock.clock.reading(at: now, by: calendars), other.clock.reading(at: now, by: calendars)
      )
      if before.state.ending != nil { return false }
      guard let old = before.due, let new = after.due else {
        return after.remainingMs > before.remainingMs
      }
      return new > old
    }
  }
}
