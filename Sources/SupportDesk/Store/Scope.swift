package import ServiceLevels

/// What of the desk somebody may see: rows and facts.
///
/// It is made of the person who acts and in no other way, so nothing can ask for more than they may
/// see. It holds today's rights, whatever the time a question is about.
package struct Scope: Hashable, Sendable {
  private enum Extent: Hashable, Sendable {
    case all
    case customer(PersonNumber)
  }

  private let extent: Extent

  /// Everything for staff; for everybody else their own tickets, without the desk's own facts.
  package init(of actor: Person) {
    extent = actor.roles.contains(where: \.isStaff) ? .all : .customer(actor.number)
  }

  /// Whether nothing is hidden.
  package var isWhole: Bool { extent == .all }

  /// Whose tickets alone can be seen; nil where all can.
  package var customer: PersonNumber? {
    switch extent {
    case .all: nil
    case .customer(let number): number
    }
  }

  /// Whether the ticket can be seen at all.
  package func admits(_ ticket: Ticket) -> Bool {
    customer.map { $0 == ticket.customer } ?? true
  }

  /// Whether the event of a ticket that can be seen can be seen too.
  package func admits(_ event: TicketEvent) -> Bool { isWhole || event.isPublic }

  // MARK: What a ticket shows of its changes

  /// How many changes of the ticket can be seen.
  package func revision(of ticket: Ticket) -> Int64 {
    isWhole ? ticket.revision : ticket.publicRevision
  }

  /// How many changes of the ticket can be seen.
  package func revision(of row: TicketRow) -> Int64 {
    isWhole ? row.revision : row.publicRevision
  }

  /// When the ticket last changed, as far as can be seen.
  package func updatedAt(of ticket: Ticket) -> Instant {
    isWhole ? ticket.updatedAt : ticket.publicUpdatedAt
  }

  /// When the ticket last changed, as far as can be seen.
  package func updatedAt(of row: TicketRow) -> Instant {
    isWhole ? row.updatedAt : row.publicUpdatedAt
  }
}
