import Interpreter
import JSON
import SupportDesk

/// What `help` answers.
struct HelpAnswer: Sendable {
  /// What it is about: a command's name, a kind of error, a topic; empty for the list.
  let topic: String
  /// The commands it speaks of.
  let commands: [Command]
  let page: Page

  static let topic = Parameter(
    "topic", "A command, a kind of error, or a topic.",
    .string("topic", extent: .phrase, source: Candidates.topics))

  private static let commandShape = Shape<Command>(
    "CommandHelp",
    [
      Field("name", "Its name, and its JSON-RPC method.", .text, \.name),
      Field("usage", "Its grammar in a line.", .text, \.usage),
      Field("summary", "What it does.", .text, \.summary),
      Field("verbs", "The words that start it.", .list(.text), \.verbs),
    ])

  static let shape = Shape<HelpAnswer>(
    "Help",
    [
      Field("topic", "What it is about; empty for the list.", .text, \.topic),
      Field("commands", "The commands it speaks of.", .list(commandShape.form), \.commands),
      Field("text", "What a person reads.", .text) { $0.page.text(width: 80) },
    ],
    page: \.page)

  static let entry = Entry.read(
    "desk.help", "Explains a command, a kind of error or a topic, or lists all.",
    verbs: ["help", "man", "?"], slots: [topic.slot(optional: true)], errors: [.notFound],
    examples: [Example("help", "Opens a ticket."), Example("help exit-codes", "Refused")],
    answers: shape
  ) { call, desk throws(Failure) in
    try answer(call[optional: topic] ?? "", desk.actor, desk.listing)
  }

  /// What there is to say of a topic.
  ///
  /// - Parameter actor: whose rights decide which commands are listed.
  private static func answer(
    _ words: String, _ actor: Person, _ listing: Listing
  ) throws(Failure) -> HelpAnswer {
    let topic = words.lowercased()
    let commands = listing.commands
    if topic.isEmpty {
      let allowed = commands.filter { command in
        guard let word = command.permission, let permission = Permission(rawValue: word) else {
          return true
        }
        return actor.has(permission)
      }
      return HelpAnswer(topic: "", commands: allowed, page: HelpPages.list(allowed))
    }
    if let known = HelpTopic(rawValue: topic) {
      return HelpAnswer(topic: topic, commands: [], page: known.page(listing))
    }
    if let kind = listing.kinds.first(where: { $0.word == topic }) {
      return HelpAnswer(topic: topic, commands: [], page: HelpPages.page(kind, commands))
    }
    let family = commands.filter { $0.name.hasPrefix(topic + ".") }
    if family.count > 2, !commands.contains(where: { $0.name.hasSuffix("." + topic) }) {
      return HelpAnswer(topic: topic, commands: family, page: HelpPages.family(family))
    }
    let found = commands.first {
      $0.verbs.contains(topic) || $0.name == topic
        || $0.name.replacing(".", with: " ") == topic
    }
    guard let command = found else {
      let known =
        commands.flatMap(\.verbs) + HelpTopic.allCases.map(\.rawValue) + listing.kinds.map(\.word)
      throw .refused(.noSuchTopic(words, near: Suggestion.near(words, among: known)))
    }
    return HelpAnswer(topic: command.name, commands: [command], page: HelpPages.page(command))
  }
}
