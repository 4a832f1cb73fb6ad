package import ServiceLevels

/// That changes were recorded while a clock ran ahead, as it was found out later.
package struct Correction: Equatable, Sendable {
  /// The numbers of the first and the last of these changes.
  package var changes: ClosedRange<Int64>
  /// When it was found out: nothing that they tell happened later.
  package var at: Instant
  /// What was promised from a time that was not.
  package var budgets: [CorrectedBudget]

  package init(changes: ClosedRange<Int64>, at: Instant, budgets: [CorrectedBudget] = []) {
    self.changes = changes
    self.at = at
    self.budgets = budgets
  }
}

/// How long a clock may run by a promise that was reckoned from a wrong time: a month is not as long
/// as another.
package struct CorrectedBudget: Equatable, Sendable {
  /// The number of the event that gave the promise.
  package var event: Int64
  package var clock: ClockName
  package var budgetMs: Int64

  package init(event: Int64, clock: ClockName, budgetMs: Int64) {
    self.event = event
    self.clock = clock
    self.budgetMs = budgetMs
  }
}

/// All the corrections of a journal.
///
/// Read with them, the times at which changes were recorded never descend, whatever the clocks said.
package struct Corrections: Equatable, Sendable {
  private let all: [Correction]
  private let budgets: [Int64: [CorrectedBudget]]

  /// - Parameter all: in the order in which they were recorded.
  package init(_ all: [Correction]) {
    self.all = all
    budgets = Dictionary(grouping: all.flatMap(\.budgets), by: \.event)
  }

  /// What a change tells happened no later than this; nil where its own times stand.
  package func limit(of change: Int64) -> Instant? {
    all.lazy.filter { $0.changes.contains(change) }.map(\.at).min()
  }

  /// Those that were recorded by a change; all of them where it is nil.
  package func known(by change: Int64?) -> Corrections {
    // A correction is recorded by the change behind those that it is about.
    guard let change, let last = all.last, last.changes.upperBound >= change else { return self }
    return Corrections(all.filter { $0.changes.upperBound < change })
  }

  /// These and one more.
  package func adding(_ correction: Correction) -> Corrections { Corrections(all + [correction]) }

  /// The event with the times and promises that are true of it.
  package func applied(to event: RecordedEvent) -> RecordedEvent {
    guard let limit = limit(of: event.change) else { return event }
    var event = event
    event.occurredAt = min(event.occurredAt, limit)
    event.knownAt = min(event.knownAt, limit)
    if case .notified(var notice) = event.event {
      notice.due = min(notice.due, limit)
      notice.sent = min(notice.sent, limit)
      event.event = .notified(notice)
    }
    // In the order in which they were recorded: the last stands.
    for budget in budgets[event.sequence] ?? [] {
      event.event = event.event.promising { clock, promise in
        if clock == budget.clock { promise.budgetMs = budget.budgetMs }
      }
    }
    return event
  }
}
