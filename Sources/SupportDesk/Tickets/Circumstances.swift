package import ServiceLevels

/// Who acts on a ticket, when, and by which promises: what a decision needs beside the ticket.
package struct Circumstances: Sendable {
  package let actor: Person
  package let at: Instant
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
}
