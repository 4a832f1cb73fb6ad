package import ServiceLevels

/// Who acts on a ticket, when, and by which promises: what a decision needs beside the ticket.
package struct Circumstances: Sendable {
  package let actor: Person
  package let at: Instant
  package let policy: PolicyFact
  package let zone: Zone

  package init(actor: Person, at: Instant, policy: PolicyFact, zone: Zone) {
    self.actor = actor
    self.at = at
    self.policy = policy
    self.zone = zone
  }
}
