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

/// What is wrong with a text.
package enum TextFault: Equatable, Sendable {
  case empty
  case tooLong(limitBytes: Int)
  /// A control character that no subject or name can hold, by its code point.
  case control(UInt32)
}

/// What the world did not let the store do.
package enum StorageFailure: Error, Equatable, Sendable {
  case cannotOpen(path: String, why: String)
  case notADatabase(path: String)
  case notADesk(path: String)
  case newerSchema(path: String, found: Int64, known: Int64)
  case olderSchema(path: String, found: Int64, known: Int64)
  case busy
  case full
  case readOnly(path: String)
  /// SQLite's extended result code and message, or an error of the operating system.
  case failed(code: Int32, message: String)
  /// What lies in the journal cannot be read as what it says it is.
  case damaged(String)
  case exists(path: String)
}

/// Everything that a call can fail by that is not our own mistake.
package enum Failure: Error, Equatable, Sendable {
  case refused(Refusal)
  case storage(StorageFailure)
}
