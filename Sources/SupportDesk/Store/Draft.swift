package import ServiceLevels

/// A text that somebody began and did not send; nobody else sees it.
package struct Draft: Equatable, Sendable {
  /// How long a draft is kept.
  package static let keptMs: Int64 = 30 * 86_400_000

  /// 1 and up, a person's own count.
  package var number: Int64
  /// The command that it would have been.
  package var method: String
  /// The command's other slots as canonical JSON.
  package var arguments: String
  package var ticket: TicketNumber?
  /// Whose that ticket was when the text was begun: it is meant for them; nil of none.
  package var customer: PersonNumber?
  package var text: String
  /// When it was last written.
  package var at: Instant

  package init(
    number: Int64, method: String, arguments: String, ticket: TicketNumber?,
    customer: PersonNumber?, text: String, at: Instant
  ) {
    self.number = number
    self.method = method
    self.arguments = arguments
    self.ticket = ticket
    self.customer = customer
    self.text = text
    self.at = at
  }
}
