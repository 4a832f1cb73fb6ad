package import ServiceLevels

/// Which tickets are meant: a tree of terms, each about the ticket as the asker may see it.
package indirect enum TicketCondition: Hashable, Sendable {
  /// Every one of them; an empty list is true of every ticket.
  case all([TicketCondition])
  /// At least one of them; an empty list is true of none.
  case any([TicketCondition])
  case not(TicketCondition)
  case number(Set<TicketNumber>)
  case status(Set<Status>)
  case priority(Set<Priority>)
  /// One of these has it, or, where `orNobody` says so, nobody.
  case agent(Set<PersonNumber>, orNobody: Bool)
  case customer(Set<PersonNumber>)
  /// At least one of these, in whatever spelling; to a customer tickets have no tags.
  case tag(Set<String>)
  /// How the ticket's due instant lies; a ticket without one matches no comparison.
  case due(Comparison, Instant)
  /// Lists leave it out at the instant; to a customer they leave out none.
  case snoozed(at: Instant)
  /// A clock runs whose limit lies before the instant.
  case overdue(at: Instant)
  /// A clock ever ran past its limit, whatever became of it since.
  case breached(by: Instant)
}
