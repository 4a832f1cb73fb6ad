package import ServiceLevels

/// What a list shows and asks of a ticket: one row of a projection, a pure function of the fold and
/// of the calendars that measure its clocks.
package struct TicketRow: Equatable, Sendable {
  package var number: TicketNumber
  package var status: Status
  package var priority: Priority
  package var agent: PersonNumber?
  package var customer: PersonNumber
  package var subjectEvent: Int64
  package var openedAt: Instant
  package var updatedAt: Instant
  package var revision: Int64
  package var publicUpdatedAt: Instant
  package var publicRevision: Int64
  package var version: Int64
  /// The earliest due instant of the clocks that run; nil where none does.
  package var dueAt: Instant?
  package var reference: String?
  /// Until when lists leave it out, which may have passed.
  package var snoozedUntil: Instant?

  package init(
    number: TicketNumber, status: Status, priority: Priority, agent: PersonNumber?,
    customer: PersonNumber, subjectEvent: Int64, openedAt: Instant, updatedAt: Instant,
    revision: Int64, publicUpdatedAt: Instant, publicRevision: Int64, version: Int64,
    dueAt: Instant?, reference: String?, snoozedUntil: Instant? = nil
  ) {
    self.number = number
    self.status = status
    self.priority = priority
    self.agent = agent
    self.customer = customer
    self.subjectEvent = subjectEvent
    self.openedAt = openedAt
    self.updatedAt = updatedAt
    self.revision = revision
    self.publicUpdatedAt = publicUpdatedAt
    self.publicRevision = publicRevision
    self.version = version
    self.dueAt = dueAt
    self.reference = reference
    self.snoozedUntil = snoozedUntil
  }

  package init(_ ticket: Ticket, by calendars: Calendars) {
    let readings = ticket.clocks.all.filter { !$0.clock.isStopped }.map {
      $0.clock.lastReading(by: calendars)
    }
    self.init(
      number: ticket.number, status: ticket.status, priority: ticket.priority,
      agent: ticket.agent, customer: ticket.customer, subjectEvent: ticket.subjectEvent,
      openedAt: ticket.openedAt, updatedAt: ticket.updatedAt, revision: ticket.revision,
      publicUpdatedAt: ticket.publicUpdatedAt, publicRevision: ticket.publicRevision,
      version: ticket.version, dueAt: readings.compactMap(\.due).min(),
      reference: ticket.reference?.name, snoozedUntil: ticket.snoozedUntil)
  }
}
