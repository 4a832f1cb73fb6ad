package import ServiceLevels

/// Which tickets a list asks for, and where it goes on.
package struct TicketQuery: Equatable, Sendable {
  /// Whose tickets.
  package enum Owner: Equatable, Sendable {
    case anyone
    case nobody
    case agent(PersonNumber)
    /// An agent's, and those nobody has.
    case agentOrNobody(PersonNumber)
  }

  /// This one ticket alone.
  package var number: TicketNumber?
  package var statuses: Set<Status> = []
  package var priorities: Set<Priority> = []
  package var owner: Owner = .anyone
  package var customer: PersonNumber?
  package var tag: String?
  /// Due at or before this instant, overdue ones included.
  package var dueUntil: Instant?
  /// A clock's limit lies before this instant.
  package var breachedBefore: Instant?
  /// The last row seen; the list goes on behind it.
  package var after: Position?
  package var limit: Int

  /// A place in the order of lists: by due instant, what is not due last, then by number.
  package struct Position: Equatable, Sendable {
    package var due: Instant?
    package var number: TicketNumber

    package init(due: Instant?, number: TicketNumber) {
      self.due = due
      self.number = number
    }
  }

  package init(limit: Int = 50) { self.limit = limit }

  /// Whether only live tickets can match, so that the index of live ones serves.
  package var isLive: Bool { !statuses.isEmpty && statuses.allSatisfy(\.isLive) }
}

/// One line of a list: the row and its subject.
package struct TicketLine: Equatable, Sendable {
  package var row: TicketRow
  /// Nil once erased.
  package var subject: String?

  package init(row: TicketRow, subject: String?) {
    self.row = row
    self.subject = subject
  }
}
