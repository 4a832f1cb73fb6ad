package import ServiceLevels

/// Why the rules do not let a call through: the evidence, never a sentence.
///
/// Words are made of it in one place, `Commands/Wording.swift`.
package enum Refusal: Error, Equatable, Sendable {
  case noSuchTicket(TicketNumber)
  /// No ticket has that name of another system.
  case noSuchReference(String)
  case noSuchPerson(String, role: Role?)
  case ambiguousPerson(String, among: [PersonNumber])
  case forbidden(Permission)
  /// The status does not allow the action.
  case illegal(Action, ticket: TicketNumber, status: Status)
  case alreadyOwned(TicketNumber, by: PersonNumber, since: Instant)
  case notOwned(TicketNumber)
  /// Waiting for a customer who has not been asked anything.
  case nothingAsked(TicketNumber)
  /// Resolving without a word to the customer and without saying so.
  case silence(TicketNumber)
  case unchanged(TicketNumber, String)
  case reopenWindowOver(TicketNumber, resolved: Instant)
  case notAgent(PersonNumber)
  case notCustomer(PersonNumber)
  case personExists(PersonNumber)
  case badText(TextFault)
  case conflict(ticket: TicketNumber, expected: Int64, actual: Int64)
  case keyReused(String)
  case clockBehind(clock: Instant, journal: Instant)
  case clockAhead(clock: Instant, journal: Instant)
  case occurredInFuture(Instant)
  case nothingToAccept
  /// The words were found already: the filter's and the cursor's own errors.
  case worded
}
