package import ServiceLevels

/// The clocks of one ticket as its events drive them (service-levels.md 1.1 to 1.5).
///
/// At most one of first and next response runs. The resolution clock pauses while waiting for the
/// customer, and goes on with the same budget after a reopening.
package struct TicketClocks: Sendable {
  package private(set) var response: Clock
  /// In the order in which they started; only the last can run.
  package private(set) var nextResponses: [Clock] = []
  package private(set) var resolution: Clock
  private var priority: Priority
  /// Whose own words are never the desk's.
  private var customer: PersonNumber

  init(_ opened: TicketEvent.Opened, at mark: Mark) {
    priority = opened.priority
    customer = opened.customer
    response = Clock(
      start: mark, target: Self.target(1, opened.budgets.response, opened.priority, mark))
    resolution = Clock(
      start: mark, target: Self.target(1, opened.budgets.resolution, opened.priority, mark))
  }

  private static func target(
    _ version: Int, _ budget: Int64, _ priority: Priority, _ mark: Mark
  ) -> TargetVersion {
    TargetVersion(version: version, label: priority.rawValue, budgetMs: budget, from: mark)
  }

  /// Every clock with its name and its ordinal, in the order of lists.
  package var all: [(name: ClockName, ordinal: Int64, clock: Clock)] {
    [(.response, 1, response)]
      + nextResponses.enumerated().map { (.nextResponse, Int64($0.offset + 1), $0.element) }
      + [(.resolution, 1, resolution)]
  }

  mutating func apply(_ event: TicketEvent, status: (from: Status, to: Status), at mark: Mark) {
    switch event {
    case .replied(let message) where message.role.isStaff && message.author != customer:
      answer(at: mark, ending: .answered)
    case .responded: answer(at: mark, ending: .answered)
    case .received(_, let budget): received(budget, at: mark)
    case .prioritised(let change): retarget(change, at: mark)
    case .resolved: answer(at: mark, ending: .endedByResolution)
    case .transferred(let change): customer = change.to
    case .opened, .assigned, .released, .replied, .noted, .waited, .resumed, .reopened, .closed,
      .tagged, .untagged, .followed, .notified, .renamed:
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

  /// The oldest unanswered message starts a clock; repeats do not (1.5).
  private mutating func received(_ budget: Int64, at mark: Mark) {
    guard response.isStopped, nextResponses.last?.isStopped ?? true else { return }
    nextResponses.append(
      Clock(start: mark, target: Self.target(1, budget, priority, mark)))
  }

  /// A priority change keeps what has elapsed and sets the new budget (1.3).
  private mutating func retarget(_ change: TicketEvent.Prioritised, at mark: Mark) {
    priority = change.priority
    if !response.isStopped { response.retarget(next(response, change.budgets.response, mark)) }
    resolution.retarget(next(resolution, change.budgets.resolution, mark))
    if let last = nextResponses.indices.last, !nextResponses[last].isStopped {
      nextResponses[last].retarget(next(nextResponses[last], change.budgets.response, mark))
    }
  }

  private func next(_ clock: Clock, _ budget: Int64, _ mark: Mark) -> TargetVersion {
    Self.target(clock.reading(at: mark.at).target.version + 1, budget, priority, mark)
  }
}
