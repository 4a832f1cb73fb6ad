package import ServiceLevels

/// Which tickets a list asks for, within what the asker may see, and where it goes on.
package struct TicketQuery: Equatable, Sendable {
  package let scope: Scope
  package var condition: TicketCondition
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

  package init(
    _ scope: Scope, _ condition: TicketCondition = .all([]), after: Position? = nil,
    limit: Int = .max
  ) {
    self.scope = scope
    self.condition = condition
    self.after = after
    self.limit = limit
  }
}
