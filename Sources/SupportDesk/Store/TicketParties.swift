/// Who has a ticket, and whose it is.
package struct TicketParties: Hashable, Sendable {
  package var agent: PersonNumber?
  package var customer: PersonNumber

  package init(agent: PersonNumber?, customer: PersonNumber) {
    self.agent = agent
    self.customer = customer
  }
}

/// A wait of some ticket, with whose it is and why it waited.
package struct TicketWait: Sendable {
  package var ticket: TicketNumber
  package var wait: Wait
  package var parties: TicketParties
  /// Who had it wait.
  package var actor: Actor
  /// Why, where somebody said so; nil also once erased.
  package var because: String?

  package init(
    ticket: TicketNumber, wait: Wait, parties: TicketParties, actor: Actor, because: String?
  ) {
    self.actor = actor
    self.ticket = ticket
    self.wait = wait
    self.parties = parties
    self.because = because
  }
}
