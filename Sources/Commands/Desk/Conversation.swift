import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What keeps the desk itself: notices, proof, copies, and the words about the conversation.
enum DeskCommands {
  private typealias P = Parameters

  static let entries: [Entry] = [
    Entry(
      Command(
        "desk.tick", .write, "Gives the notices that are due.", verbs: ["tick"],
        slots: Parameters.terms, examples: [Example("tick", "Each notice is given once.")]),
      { _, _ throws(Failure) in Reply(data: [:], page: Page()) }),
    .read(
      "desk.export", "Prints the journal, a JSON line a change.",
      verbs: ["export --journal", "export"],
      permission: .verify, examples: [Example("export", "What was recorded, as it is hashed.")],
      export),
    .read(
      "desk.help", "Explains a command, or lists all.", verbs: ["help", "man", "?"],
      slots: [P.topic.slot(optional: true)],
      examples: [Example("help", "Every command in a line.")], help),
    .read(
      "session.use", "Makes a ticket what `it` means.", verbs: ["use", "focus", "select"],
      slots: [P.ticket.slot(after: "ticket")], permission: .readTicket, errors: [.notFound],
      place: .session, use),
    .read(
      "session.whoami", "Tells who acts, and by which roles.", verbs: ["whoami"],
      examples: [Example("whoami", "Your name and roles.")], whoami),
    .read("session.quit", "Ends the session.", verbs: ["quit", "exit", "bye"], place: .session) {
      _, _ throws(Failure) in Reply(data: [:], page: Page())
    },
    Entry(
      Command(
        "desk.verify", .read, "Proves the journal, the vault and the projections.",
        verbs: ["verify"], slots: [P.anchor.slot(optional: true)],
        permission: Permission.verify.rawValue,
        examples: [Example("verify", "Prints the head to keep elsewhere as an anchor.")]),
      { _, _ throws(Failure) in Reply(data: [:], page: Page()) }),
    Entry(
      Command(
        "desk.backup", .read, "Writes a whole, consistent copy of the store.",
        verbs: ["backup"], slots: [P.path.slot(after: "to")],
        permission: Permission.backUp.rawValue, errors: [.exists]),
      { _, _ throws(Failure) in Reply(data: [:], page: Page()) }),
    Entry(
      Command(
        "clock.accept", .write, "Vouches for the machine's clock after it jumped.",
        verbs: ["clock accept"], slots: Parameters.terms,
        permission: Permission.acceptClock.rawValue, errors: [.clockSuspect]),
      acceptClock),
  ]

  @Sendable private static func export(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    var items: [JSONValue] = []
    var page = Page()
    try turn.state.journal(from: 1) { entry throws(Failure) in
      let value = JournalView.data(entry)
      items.append(value)
      page.add(value.compact())
    }
    return Reply(data: ["changes": .array(items)], page: page)
  }

  @Sendable private static func use(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let view = try TicketView(try turn.ticket(call[P.ticket]), turn)
    return Reply(
      data: ["ticket": .integer(view.ticket.number.value)],
      page: Page(.init("`it` is \(view.ticket.number) "), .init(view.subject, .strong)),
      focus: view.focus)
  }

  @Sendable private static func whoami(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let roles = Role.allCases.filter { turn.actor.roles.contains($0) }.map(\.rawValue)
    return Reply(
      data: [
        "person": .integer(turn.actor.number.value), "name": .string(turn.actor.shownName),
        "roles": .array(roles.map(JSONValue.string)),
      ],
      page: Page(
        .init(turn.actor.shownName, .strong), .init(", " + roles.joined(separator: ", "))))
  }

  @Sendable private static func acceptClock(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let head = try turn.state.head()
    try turn.append([.desk(.clockAccepted(behindMilliseconds: head.recordedAt - turn.now))])
    return Reply(
      data: ["at": .string(InstantText.iso(turn.now, in: .utc))],
      page: Page(.init("the clock is accepted: \(InstantText.iso(turn.now, in: turn.zone))")))
  }

  @Sendable private static func help(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let topic = call[optional: P.topic]?.lowercased() ?? ""
    let commands = turn.commands
    if topic.isEmpty {
      let rows = commands.map { [Page.Run($0.usage, .strong), Page.Run($0.summary)] }
      let table = Table(
        columns: [.init("", shrinksTo: 34), .init("", shrinksTo: 20)], rows: rows,
        showsTitles: false)
      return Reply(
        data: ["commands": .array(commands.map { .string($0.name) })], page: Page([.table(table)]))
    }
    let kinds = ErrorKind.language + ErrorKind.desk
    if let kind = kinds.first(where: { $0.word == topic }) {
      return Reply(
        data: ["kind": .string(kind.word), "summary": .string(kind.summary)],
        page: Page(.init("\(kind.word): ", .strong), .init(kind.summary)))
    }
    let found = commands.first { $0.verbs.contains(topic) || $0.name == topic }
    guard let command = found else {
      var problem = Problem(.notFound, "there is no help on \"\(topic)\"")
      problem.suggestions = Suggestion.near(topic, among: commands.flatMap(\.verbs))
      throw turn.refuse(problem)
    }
    return Reply(
      data: ["command": .string(command.name), "usage": .string(command.usage)],
      page: HelpView.page(command))
  }
}
