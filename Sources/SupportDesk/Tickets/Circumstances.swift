package import ServiceLevels

/// Who acts on a ticket, when, and by which promises: what a decision needs beside the ticket.
package struct Circumstances: Sendable {
  package let actor: Person
  package let at: Instant
  /// The version by which the ticket is promised what it is.
  package let policy: PolicyFact
  package let zone: Zone
  package let calendars: Calendars

  package init(
    actor: Person, at: Instant, policy: PolicyFact, zone: Zone, calendars: Calendars
  ) {
    self.actor = actor
    self.at = at
    self.policy = policy
    self.zone = zone
    self.calendars = calendars
  }

  /// What the policy promises a clock that starts at an instant.
  func promise(_ clock: ClockName, for priority: Priority, from start: Instant) -> Promise {
    policy.promise(clock, for: priority, from: start, in: zone, by: calendars)
  }
}

extension Policies {
  /// The version whose promises a ticket's clocks have.
  package func version(of ticket: Ticket) -> PolicyFact {
    version(of: ticket.clocks.resolution.lastPromise) ?? inForce(at: ticket.openedAt)
  }
}
