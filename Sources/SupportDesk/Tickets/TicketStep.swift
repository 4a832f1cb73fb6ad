/// An event of a ticket, and the ticket as the event left it.
package struct TicketStep: Sendable {
  package let event: Recorded<TicketEvent>
  package let ticket: Ticket

  package init(event: Recorded<TicketEvent>, ticket: Ticket) {
    self.event = event
    self.ticket = ticket
  }
}
