/// A budget as it was in force from some moment on.
package struct TargetVersion: Hashable, Sendable {
  /// Its number, chosen by the caller; under one number a clock breaches once at most.
  package let version: Int
  /// What people call it, such as the priority `urgent`.
  package let label: String
  /// The running milliseconds that may be used, counted from the clock's start.
  package let budgetMs: Int64
  /// The name of the calendar that measures the time in which it is in force.
  package let calendar: String
  /// Since when it is in force.
  package let from: Mark

  /// Makes a version of a target whose budget is already computed.
  ///
  /// Traps unless the budget is 0 to 9999 years, as every `Target.budget(from:in:)` is.
  package init(
    version: Int, label: String, budgetMs: Int64, calendar: String = Calendars.always, from: Mark
  ) {
    precondition(0...(Instant.latest - Instant.earliest) ~= budgetMs, "budget out of range")
    self.version = version
    self.label = label
    self.budgetMs = budgetMs
    self.calendar = calendar
    self.from = from
  }
}
