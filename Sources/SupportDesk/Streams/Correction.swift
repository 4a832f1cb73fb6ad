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
  /// The number of the change of terms whose promise the event gave, for it came late; nil where it
  /// is the event's own.
  package var change: Int64?
  package var budgetMs: Int64

  package init(event: Int64, clock: ClockName, change: Int64? = nil, budgetMs: Int64) {
    self.event = event
    self.clock = clock
    self.change = change
    self.budgetMs = budgetMs
  }
}
