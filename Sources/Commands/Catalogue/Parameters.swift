import Interpreter
import JSON
import SupportDesk

/// Every parameter that more than one place speaks of.
enum Parameters {
  static let ticket = Parameter(
    "ticket", "The ticket.", .ticket, ask: "Which ticket?", default: .focus)
  static let agent = Parameter(
    "agent", "Who shall work on it: a name, its first word, or an address.", .person,
    ask: "Assign to whom?")
  static let customer = Parameter(
    "customer", "Whose ticket it is: a name, or `Name <address>`, which makes the customer.",
    .person, ask: "For which customer?")
  static let author = Parameter(
    "from", "Who wrote it, where it was not the ticket's customer.", .person)
  static let priority = Parameter(
    "priority", "How pressing it is.", .priority, ask: "Which priority?")
  static let subject = Parameter(
    "subject", "What it is about, in a line.", .text, ask: "What is it about?")
  static let text = Parameter("text", "The text, byte for byte.", .text, ask: "What is the text?")
  static let tag = Parameter("tag", "The tag: one word.", .word, ask: "Which tag?")
  static let silent = Parameter("silent", "Without a word to the customer.", .flag)
  static let filter = Parameter(
    "filter", "Which tickets: terms such as `mine`, `urgent`, `due<1h`, `tag:printer`.", .phrase)
  static let limit = Parameter(
    "limit", "How many at most.", .integer(1...500), default: .value(50))
  static let cursor = Parameter("cursor", "Where the list goes on: the last answer's.", .word)
  static let counted = Parameter("count", "Whether the whole number is counted too.", .flag)
  static let path = Parameter("path", "The file.", .path, ask: "Which file?")
  static let anchor = Parameter(
    "anchor", "A change's number and hash that was noted elsewhere: `12:ab34…`.", .word)
  static let name = Parameter(
    "name", "The name, with the address as `Name <address>`.", .person, ask: "What is the name?")
  static let role = Parameter(
    "role", "What the person is to the desk.", .choice("role", Role.allCases), ask: "Which role?")
  static let topic = Parameter("topic", "A command or a kind of error.", .phrase)
  static let line = Parameter("line", "A line, as it would be typed.", .text, ask: "Which line?")

  static let ifRevision = Parameter(
    "ifRevision", "Refuse with `conflict` unless the ticket is at this revision.",
    .integer(1...Int64.max))
  static let idempotencyKey = Parameter(
    "idempotencyKey", "A word of the caller's: the same call under it is carried out once.", .word)

  /// The slots of every write.
  static let terms = [
    ifRevision.slot(onlyAfter: "if-revision", optional: true),
    idempotencyKey.slot(onlyAfter: "idempotency-key", optional: true),
  ]
}
