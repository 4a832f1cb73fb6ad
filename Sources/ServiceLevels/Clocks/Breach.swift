/// That a target version was exceeded: derived, and true for ever.
package struct Breach: Hashable, Sendable {
  /// The limit itself, or the change's instant if the new budget was exceeded at the change.
  ///
  /// The reopening's, if the change came while the clock was stopped.
  ///
  /// The breach is true from one running millisecond after the limit on.
  package let at: Instant
  /// The cycle in which it came about, 1 for the first.
  package let cycle: Int
  /// The number of the exceeded version.
  package let targetVersion: Int
  /// The word of the target, such as a priority's.
  package let label: String
  package let cause: Cause
  /// The exceeded budget in running milliseconds.
  package let budgetMs: Int64

  /// Who brought it about.
  package enum Cause: Hashable, Sendable {
    /// Time went by.
    case overrun
    /// The version came into force when its whole budget, or more, was already used.
    case reclassified
  }
}
