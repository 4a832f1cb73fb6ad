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

extension TargetVersion {
  /// What a target comes to on a clock, measured by the calendar that it names, or round the clock where
  /// it always counts.
  ///
  /// - Parameters:
  ///   - calendar: the policy's, one of `calendars`.
  ///   - start: the clock's own, from which the budget is reckoned (service-levels.md 1.3).
  ///   - from: since when it is in force; the start for a clock's first target.
  package init(
    _ target: Target, version: Int, label: String, on calendar: String, of calendars: Calendars,
    start: Instant, from: Mark
  ) throws(TargetVersionFailure) {
    let (budgetMs, calendar) = try target.fixed(from: start, on: calendar, of: calendars)
    self.init(version: version, label: label, budgetMs: budgetMs, calendar: calendar, from: from)
  }
}

extension Target {
  /// Its budget from the start of a clock, and the name of the calendar that measures it: the one that is
  /// named, or the one that never closes where it always counts.
  package func fixed(
    from start: Instant, on calendar: String, of calendars: Calendars
  ) throws(TargetVersionFailure) -> (budgetMs: Int64, calendar: String) {
    guard let history = calendars[calendar] else {
      throw .unknownCalendar(UnknownCalendar(name: calendar, known: calendars.names))
    }
    do throws(CivilTargetFailure) {
      return (try budget(from: start, on: history), isAlways ? Calendars.always : calendar)
    } catch {
      throw .notMeasurable(error)
    }
  }
}

/// Why a target cannot be fixed.
package enum TargetVersionFailure: Error, Hashable, Sendable {
  case unknownCalendar(UnknownCalendar)
  case notMeasurable(CivilTargetFailure)
}
