import ServiceLevels
import SupportDesk

extension Reading {
  /// The most urgent ticket of a condition; nil where there is none.
  func first(of condition: TicketCondition) throws(Failure) -> TicketLine? {
    try tickets(condition, limit: 1).first
  }

  /// What a ticket is called; nil once erased.
  func subject(of ticket: Ticket) throws(Failure) -> String? {
    // What it was called then may be erased, and is not what it is called now.
    if ticket.subject.text != nil || standpoint.isPast { return ticket.subject.text }
    return try kept(subjectOf: ticket)
  }

  /// A ticket as a heading.
  func title(of ticket: Ticket) throws(Failure) -> TicketTitle {
    TicketTitle(ticket.number, subject: try subject(of: ticket))
  }

  /// - Parameter at: when what is decided on happens.
  func circumstances(of ticket: Ticket, at: Instant) throws(Failure) -> Circumstances {
    Circumstances(
      actor: actor, at: at, policy: policies.version(of: ticket), zone: wall.zone,
      calendars: try calendars.byName())
  }
}
