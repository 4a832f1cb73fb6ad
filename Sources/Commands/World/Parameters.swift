import Interpreter
import JSON
import SupportDesk

/// Every parameter that more than one command speaks of.
enum Parameters {
  static let ticket = Parameter(
    "ticket", "The ticket.", .ticket, ask: "Which ticket?", default: .focus)
  static let agent = Parameter(
    "agent", "Who shall work on it: a name, its first word, an address or a number.",
    .person(.agents), ask: "Assign to whom?")
  static let customer = Parameter(
    "customer", "Whose ticket it is: a whole name, an address or a number.",
    .person(.customers), ask: "For which customer?")
  static let priority = Parameter(
    "priority", "How pressing it is.", ValueType<Priority>.choice("priority"),
    ask: "Which priority?")
  static let subject = Parameter(
    "subject", "What it is about, in a line.", .subject, ask: "What is it about?")
  static let text = Parameter("text", "The text, byte for byte.", .text, ask: "What is the text?")
  static let draft = Parameter(
    "draft",
    "A draft of yours, begun by this command, and on this ticket where it is about one, whose text is taken.",
    .draft)
  static let tag = Parameter("tag", "The tag: one word or a quotation.", .tag, ask: "Which tag?")
  static let because = Parameter("because", "The reason.", .subject, ask: "For what reason?")

  static let limit = Parameter(
    "limit", "How many at most.", .integer(1...500), default: .value(50))

  static let confirm = Parameter(
    "confirm", "What was asked to be confirmed: the digest of the plan.",
    .string("confirmation", extent: .word), ask: "Shall it be done?")

  /// The slots of every write.
  ///
  /// - Parameter isRevised: whether it changes a thing that has revisions.
  static func terms(isRevised: Bool) -> [Slot] {
    (isRevised ? [WriteTerm.ifRevision.term()] : [])
      + [WriteTerm.idempotencyKey.term(), WriteTerm.dryRun.term()]
  }
}
