package import ServiceLevels

/// A clock, or one cycle of a resolution clock, as reports and `tick` ask for it.
package struct ClockRow: Equatable, Sendable {
  package enum State: Int64, Sendable { case running, paused, stopped }

  package var ticket: TicketNumber
  package var clock: ClockName
  /// The number of the event that began it, or the cycle.
  package var began: Int64
  /// Whether it is the first cycle of its clock, and of a resolution the ticket's first that lasted.
  package var isFirst: Bool
  /// Whether no later cycle of the same clock exists.
  package var isLast: Bool
  package var priority: Priority
  package var startedAt: Instant
  package var state: State
  /// The breach boundary while it runs.
  package var limitAt: Instant?
  /// What was decided; nil while it runs, or pauses within its budget.
  package var verdict: Verdict?
  /// Whether a budget was used up before the verdict's, by a change of priority or under an
  /// earlier one.
  package var breachedEarlier: Bool
  /// Whether what was missed, or will be, was used up already when it was promised so, and nothing before.
  package var isReclassified: Bool
  /// Whether it was told that the time was up, and taken back.
  package var isWithdrawn: Bool
  /// Whether it ended by what it waits for.
  package var isAnswered: Bool
  /// How long it ran, this cycle and all before it, up to its newest fact.
  package var elapsedMs: Int64
  /// The version of the policy by which it was promised last.
  package var policyVersion: Int64
  package var noticeAt: Instant?
  package var noticeThreshold: Int64?

  package enum Verdict: Int64, Sendable { case met, missed, endedByResolution, cancelled }

  package init(
    ticket: TicketNumber, clock: ClockName, began: Int64, isFirst: Bool, isLast: Bool,
    priority: Priority,
    startedAt: Instant, state: State, limitAt: Instant?, verdict: Verdict?, breachedEarlier: Bool,
    isReclassified: Bool, isWithdrawn: Bool, isAnswered: Bool, elapsedMs: Int64,
    policyVersion: Int64,
    noticeAt: Instant?, noticeThreshold: Int64?
  ) {
    self.ticket = ticket
    self.clock = clock
    self.began = began
    self.isFirst = isFirst
    self.isLast = isLast
    self.priority = priority
    self.startedAt = startedAt
    self.state = state
    self.limitAt = limitAt
    self.verdict = verdict
    self.breachedEarlier = breachedEarlier
    self.isReclassified = isReclassified
    self.isWithdrawn = isWithdrawn
    self.isAnswered = isAnswered
    self.elapsedMs = elapsedMs
    self.policyVersion = policyVersion
    self.noticeAt = noticeAt
    self.noticeThreshold = noticeThreshold
  }
}
