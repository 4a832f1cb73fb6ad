package import ServiceLevels

/// A clock whose next notice is due.
package struct PendingNotice: Equatable, Sendable {
  package var ticket: TicketNumber
  package var at: Instant

  package init(ticket: TicketNumber, at: Instant) {
    self.ticket = ticket
    self.at = at
  }
}
