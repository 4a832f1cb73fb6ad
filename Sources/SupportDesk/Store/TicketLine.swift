/// One line of a list: the row and its subject.
package struct TicketLine: Equatable, Sendable {
  package var row: TicketRow
  /// Nil once erased.
  package var subject: String?
  /// In their order.
  package var tags: [String]

  package init(row: TicketRow, subject: String?, tags: [String] = []) {
    self.tags = tags
    self.row = row
    self.subject = subject
  }
}
