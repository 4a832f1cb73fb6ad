package import ServiceLevels

/// What may become of a working calendar: a fact, or a refusal. Pure.
extension Calendar {
  /// The first version of a calendar, which holds since ever.
  ///
  /// - Parameter known: the calendars there are.
  package static func new(
    _ name: String, _ text: CalendarText, because: Words?, among known: [Calendar],
    at now: Instant
  ) throws(Refusal) -> CalendarFact {
    try checkName(name, among: known)
    let fact = CalendarFact(
      name: name, since: nil, zone: text.zone, hours: text.hours, because: because)
    try check(CalendarHistory(fact.calendar), from: now)
    return fact
  }

  /// - Throws: where no new calendar can be called so.
  package static func checkName(_ name: String, among known: [Calendar]) throws(Refusal) {
    guard CalendarFact.isName(name) else { throw .badCalendarName(name) }
    if known.contains(where: { $0.name == name }) { throw .calendarExists(name) }
  }

  /// Another version, which holds from an instant on instead of all that was to hold from there.
  ///
  /// - Throws: `unchangedCalendar` where it is so already, `neverOpens` for one that stays closed for
  ///   more than 366 days.
  package func amended(
    _ text: CalendarText, from start: Instant, because: Words?, at now: Instant
  ) throws(Refusal) -> CalendarFact {
    let fact = CalendarFact(
      name: name, since: start, zone: text.zone, hours: text.hours, because: because)
    let holds = self.fact(at: start)
    if holds.hours == fact.hours, holds.zone == fact.zone,
      versions.allSatisfy({ $0.start <= start })
    {
      throw .unchangedCalendar(name)
    }
    try Self.check(adding(fact).history, from: min(start, now))
    return fact
  }

  private static func check(_ history: CalendarHistory, from start: Instant) throws(Refusal) {
    do throws(CalendarFailure) { try history.requireOpenings(from: start) } catch {
      if case .neverOpens(let from) = error { throw .neverOpens(from: from) }
    }
  }
}
