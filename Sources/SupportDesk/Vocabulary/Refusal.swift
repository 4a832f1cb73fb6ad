package import ServiceLevels

/// Why the rules do not let a call through: the evidence, never a sentence.
///
/// Words are made of it in one place, `Commands/Door/Wording.swift`.
package enum Refusal: Error, Equatable, Sendable {
  case noSuchTicket(TicketNumber)
  /// No ticket has that name of another system.
  case noSuchReference(String)
  /// `near` are those that may have been meant.
  case noSuchPerson(String, role: Role?, near: [PersonNumber])
  case ambiguousPerson(String, among: [PersonNumber])
  case forbidden(Permission)
  /// The status does not allow the action.
  case illegal(Action, ticket: TicketNumber, status: Status)
  case alreadyOwned(TicketNumber, by: PersonNumber, since: Instant)
  case notOwned(TicketNumber)
  /// Waiting for a customer who has not been asked anything; nobody may force that on their own ticket.
  case nothingAsked(TicketNumber, canForce: Bool)
  /// No response clock runs that an answer would end.
  case nothingOwed(TicketNumber)
  /// Resolving without a word to the customer and without saying so.
  case silence(TicketNumber)
  case unchanged(TicketNumber, String)
  /// Making it less pressing, which moves a due time later, without a word why.
  case unreasoned(TicketNumber)
  /// Who asked the desk cannot say that they are owed nothing.
  case ownTicket(TicketNumber)
  /// It goes on as another ticket.
  case merged(TicketNumber, into: TicketNumber)
  /// A merged ticket that goes on as one which was made another customer's since.
  case mergedApart(TicketNumber, into: TicketNumber)
  /// Answers are told late of a ticket that was merged at an instant behind them.
  case mergedSince(TicketNumber, into: TicketNumber, at: Instant)
  /// Something is told late of a time at which the ticket was another customer's.
  case anothersThen(TicketNumber, since: Instant)
  /// A message was said while the ticket was another customer's.
  case saidBefore(TicketNumber, Int64)
  /// A message is a ticket of its own already.
  case isPart(TicketNumber, Int64, of: TicketNumber)
  case mergeOfItself(TicketNumber)
  case linkToItself(TicketNumber)
  /// Lists show the ticket anyway.
  case notSnoozed(TicketNumber)
  /// Two tickets are not the same customer's.
  case customersDiffer(TicketNumber, TicketNumber)
  /// The ticket is resolved or closed.
  case notLive(TicketNumber, Status)
  /// The event is none of that ticket's customer's words, or they were erased.
  case noSuchMessage(TicketNumber, Int64, hasMerged: Bool)
  /// What is to be in time has passed.
  case hasPassed(Instant)
  /// A reason is given where none is asked for.
  case reasonUnasked
  case reopenWindowOver(TicketNumber, resolved: Instant)
  case notAgent(PersonNumber)
  case personExists(PersonNumber)
  case badText(TextFault)
  case conflict(ticket: TicketNumber, expected: Int64, actual: Int64)
  case keyReused(String)
  case clockBehind(clock: Instant, journal: Instant)
  case clockAhead(clock: Instant, journal: Instant)
  case nothingToAccept
  /// A time as written that the desk's zone does not have.
  case noSuchTime(String)
  /// What is told as past is still to come.
  case notYet(Instant)
  /// What is told of a ticket is older than the ticket.
  case beforeOpening(TicketNumber, opened: Instant)
  /// Nothing of a ticket was recorded by the change that one looks back from.
  case notKnown(TicketNumber)
  /// A value that this caller must give was not given.
  case missing(slot: String)
  /// It was begun while the ticket was another customer's.
  case changedHands(TicketNumber)
  case noSuchDraft(Int64)
  /// A draft is to be sent by another command, or on another ticket, than it was begun for.
  case draftOfAnother(Int64, method: String, arguments: String)
  /// A draft is named beside a text.
  case draftBesideText(Int64)
  /// There is no help on these words.
  case noSuchTopic(String, near: [String])
  /// The place is none of this list's.
  case invalidCursor
  case erasureApproved(PersonNumber, by: PersonNumber)
  /// No manager said that the person may be erased.
  case erasureNotApproved(PersonNumber)
  case alreadyErased(PersonNumber)
  /// The desk cannot do without them: they have these live tickets, or are the last administrator.
  case stillNeeded(PersonNumber, tickets: [TicketNumber])
  /// A key would keep what an erasure was asked of by name.
  case nameUnderKey
  /// Lines of a calendar's or a policy's text cannot be read.
  case badDocument([DocumentFault])
  /// A file is named beside the text.
  case fileBesideText(String)
  case noSuchCalendar(String, known: [String])
  case calendarExists(String)
  /// No calendar can be called so.
  case badCalendarName(String)
  case unchangedCalendar(String)
  /// What was proposed is asked for beside a text or a file.
  case proposalBesideText
  /// Nothing was proposed since the policy was changed last.
  case nothingProposed
  case noSuchVersion(Int64)
  /// The text is the one that is proposed already.
  case unchangedProposal
  /// The policy is so already.
  case unchangedPolicy
  /// A policy's days, weeks or months go by the calendar, which would close.
  case measuresCivilTargets(String, policy: String)
  /// The calendar would stay closed for more than 366 days from then on.
  case neverOpens(from: Instant)
  /// It would hold from a time that has passed, and nobody says that this is meant, or why.
  case retroactive(from: Instant, lacking: String)
  /// It shall hold from a time that has passed, and nobody says which.
  case startUnsaid
  /// What the call would do was not confirmed; the question is asked instead.
  case unconfirmed
  /// The refusal is about one of the call's values, or this part of it, in UTF-8 bytes.
  indirect case within(slot: String, span: Range<Int>?, Refusal)

  /// Whether it is the clock that does not fit, and nothing of the call.
  package var isOfClock: Bool {
    switch self {
    case .clockBehind, .clockAhead: true
    default: false
    }
  }
}
