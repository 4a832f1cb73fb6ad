package import Interpreter

/// The kinds of errors that the rules of the desk and the world give.
extension ErrorKind {
  package static let ambiguous = ErrorKind(
    "ambiguous", .rules, "More than one person is called so.")
  package static let forbidden = ErrorKind(
    "forbidden", .rules, "Your roles do not include the permission that is named.")
  package static let illegalTransition = ErrorKind(
    "illegal-transition", .rules,
    "What the ticket is does not allow it: its status, whose it is, or that it goes on as another.")
  package static let owned = ErrorKind("owned", .rules, "Another agent has the ticket.")
  package static let nothingAsked = ErrorKind(
    "nothing-asked", .rules, "A ticket can wait for a customer only who was asked something.")
  package static let silence = ErrorKind(
    "silence", .rules, "A ticket is resolved with a word to the customer, or `--silent`.")
  package static let unchanged = ErrorKind("unchanged", .rules, "It is so already.")
  package static let notApproved = ErrorKind(
    "not-approved", .rules, "A manager has not approved it.")
  package static let needed = ErrorKind(
    "needed", .rules, "The desk cannot do without the person yet.")
  package static let badText = ErrorKind(
    "bad-text", .rules, "The text is empty, too long, or holds a character that it may not.")
  package static let conflict = ErrorKind(
    "conflict", .rules,
    "The ticket is at another revision than the call expects, or what was confirmed is not what it would do."
  )
  package static let keyReused = ErrorKind(
    "idempotency-mismatch", .rules, "The key was used for another call.")
  package static let invalidCursor = ErrorKind(
    "invalid-cursor", .language, "A list goes on only where an answer of the same list said.")
  package static let badDocument = ErrorKind(
    "bad-document", .rules, "Lines of a calendar's or a policy's text cannot be read.")
  package static let retroactive = ErrorKind(
    "retroactive", .rules,
    "It would hold from a time that has passed: say `--retroactive`, and why.")
  package static let exists = ErrorKind("exists", .rules, "There is one already.")
  package static let clockSuspect = ErrorKind(
    "clock-suspect", .world, "The machine's clock does not fit the journal.")
  package static let storageBusy = ErrorKind(
    "storage-busy", .world, "Another program holds the store's lock.")
  package static let storageFailed = ErrorKind(
    "storage-failed", .world, "The store cannot be read or written.")

  /// Every kind above, in the order of the reference.
  package static let desk: [ErrorKind] = [
    notFound, ambiguous, forbidden, illegalTransition, owned, nothingAsked, silence, unchanged,
    notApproved, needed, badText, conflict, keyReused, invalidCursor, badDocument, retroactive,
    exists, clockSuspect,
    storageBusy, storageFailed,
  ]
}
