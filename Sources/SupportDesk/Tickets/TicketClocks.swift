import ServiceLevels

/// The clocks of one ticket as its events drive them (service-levels.md 1.1 to 1.5).
///
/// At most one of first and next response runs. The resolution clock pauses while waiting for the
/// customer, and goes on with the same budget after a reopening.
package struct TicketClocks: Sendable {
  package private(set) var response: PromisedClock
  /// In the order in which they started; only the last can run.
  package private(set) var nextResponses: [PromisedClock] = []
  package private(set) var resolution: PromisedClock
  private var priority: Priority

  init(_ opened: TicketEvent.Opened, at mark: Mark) {
    priority = opened.priority
    response = PromisedClock(.response, opened.response, opened.priority, at: mark)
    resolution = PromisedClock(.resolution, opened.resolution, opened.priority, at: mark)
  }

  /// Every clock with its ordinal among those of its name, in the order of lists.
  package var all: [(ordinal: Int64, clock: PromisedClock)] {
    [(1, response)] + nextResponses.enumerated().map { (Int64($0.offset + 1), $0.element) }
      + [(1, resolution)]
  }

  /// The response clock, unless it stopped.
  var runningResponse: PromisedClock? { response.isStopped ? nil : response }

  /// The last next-response clock, unless it stopped.
  var runningNextResponse: PromisedClock? {
    nextResponses.last.flatMap { $0.isStopped ? nil : $0 }
  }

  mutating func apply(_ event: TicketEvent, status: (from: Status, to: Status), at mark: Mark) {
    switch event {
    case .replied(let reply) where reply.answers: answer(at: mark, ending: .answered)
    case .responded: answer(at: mark, ending: .answered)
    case .received(let message): received(message.response, at: mark)
    case .prioritised(let change): retarget(change, at: mark)
    case .resolved: answer(at: mark, ending: .endedByResolution)
    case .opened, .assigned, .released, .replied, .noted, .waited, .resumed, .reopened, .closed,
      .tagged, .untagged, .followed, .notified, .renamed, .transferred:
      break
    }
    follow(status, at: mark)
  }

  /// The resolution clock follows the status.
  private mutating func follow(_ status: (from: Status, to: Status), at mark: Mark) {
    if status.from == status.to { return }
    if status.from == .waiting { resolution.resume(at: mark) }
    switch (status.from.isLive, status.to.isLive) {
    case (true, false): resolution.stop(at: mark, ending: .answered)
    case (false, true): resolution.reopen(at: mark)
    default: break
    }
    if status.to == .waiting { resolution.pause(at: mark, reason: "waiting for the customer") }
  }

  /// Ends whichever response clock runs.
  private mutating func answer(at mark: Mark, ending: Ending) {
    if !response.isStopped {
      response.stop(at: mark, ending: ending)
    } else if let last = nextResponses.indices.last, !nextResponses[last].isStopped {
      nextResponses[last].stop(at: mark, ending: ending)
    }
  }

  /// Whether a change would have a clock due later than it is; of one that rests, leave it more time.
  func areLater(under change: TicketEvent.Prioritised, at now: Instant) -> Bool {
    var later = self
    later.retarget(change, at: Mark(at: now, source: .max))
    return zip(all, later.all).contains { clock, other in
      let (before, after) = (clock.clock.reading(at: now), other.clock.reading(at: now))
      if before.state.ending != nil { return false }
      guard let old = before.due, let new = after.due else {
        return after.remainingMs > before.remainingMs
      }
      return new > old
    }
  }

  /// The oldest unanswered message starts a clock; repeats do not (1.5).
  private mutating func received(_ promise: Promise, at mark: Mark) {
    guard response.isStopped, runningNextResponse == nil else { return }
    nextResponses.append(PromisedClock(.nextResponse, promise, priority, at: mark))
  }

  /// A priority change keeps what has elapsed and sets the new budget (1.3).
  private mutating func retarget(_ change: TicketEvent.Prioritised, at mark: Mark) {
    priority = change.priority
    if let promise = change.response { response.retarget(promise, priority, at: mark) }
    if let promise = change.nextResponse, let last = nextResponses.indices.last {
      nextResponses[last].retarget(promise, priority, at: mark)
    }
    resolution.retarget(change.resolution, priority, at: mark)
  }
}
