/// Where in the journal an event of a ticket stands, and how its change reached the desk.
package struct EventPlace: Equatable, Sendable {
  package var sequence: Int64
  package var ticket: TicketNumber
  package var change: Int64
  package var channel: String
  package var method: String
  /// What tells the event from another that has its number, in a journal that was put back.
  package var mark: String

  package init(
    sequence: Int64, ticket: TicketNumber, change: Int64, channel: String, method: String,
    mark: String
  ) {
    self.sequence = sequence
    self.ticket = ticket
    self.change = change
    self.channel = channel
    self.method = method
    self.mark = mark
  }
}
