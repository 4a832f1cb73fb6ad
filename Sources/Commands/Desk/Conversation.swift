import Interpreter
import JSON
import SupportDesk

/// Making a ticket what `it` means.
struct Use: Sendable {
  let ticket: TicketAnswer

  static let entry = Entry.talk(
    "session.use", "Makes a ticket what `it` means.", verbs: ["use", "focus", "select"],
    slots: [Parameters.ticket.slot(after: "ticket")],
    answers: Shape<Use>(
      "Focus", [Field("ticket", "What `it` means now.", TicketAnswer.shape.form, \.ticket)],
      focus: \.ticket.focus,
      page: { Page(.init("`it` is \($0.ticket.number) "), .init($0.ticket.title.text, .strong)) })
  ) { call, desk throws(Failure) in
    Use(ticket: try TicketAnswer(try desk.ticket(call, Parameters.ticket), desk))
  }
}

/// Leaving.
struct Quit: Sendable {
  private static let shape = Shape<Quit>(
    "Farewell", [Field("ended", "That the session ends.", .flag) { _ in true }],
    page: { _ in Page() })

  static let entry = Entry(
    command: Command(
      "session.quit", .read, "Ends the session.", ground: .talk, verbs: ["quit", "exit", "bye"],
      answer: { shape.schema }),
    work: .leave(shape.reply(Quit())))
}

/// Giving an open question up.
struct Cancelled: Sendable {
  /// Whether there was a question to give up.
  let wasOpen: Bool
  /// What holds what was typed; nil where nothing was.
  let kept: Session.Kept?

  static let shape = Shape<Cancelled>(
    "Cancelled",
    [
      Field("cancelled", "Whether a question was open, and is not any more.", .flag, \.wasOpen),
      Field(
        maybe: "draft", "The draft, or the file, in which what was typed is kept.", .text,
        \.kept?.name),
    ],
    page: \.page)

  var page: Page {
    let draft = kept.map { "; \(Self.words($0))" } ?? ""
    return Page(.init(wasOpen ? "cancelled\(draft)" : "no question is open", .dim))
  }

  /// At no open question there is nothing to give up; at one the dialogue does it.
  static let entry = Entry.talk(
    "session.cancel", "Gives the open question up.", verbs: ["cancel"], answers: shape
  ) { _, _ throws(Failure) in Cancelled(wasOpen: false, kept: nil) }

  private static func words(_ kept: Session.Kept) -> String {
    (DraftNumber.number(in: kept.name) == nil ? "" : "draft ") + kept.name
      + (kept.isPartial ? " holds its beginning alone: the rest could not be kept" : " is kept")
  }
}

/// Who acts, and what they may.
struct WhoAmI: Sendable {
  let person: PersonAnswer
  let roles: Set<Role>
  let permissions: [Permission]

  static let entry = Entry.read(
    "session.whoami", "Tells who acts, by which roles, and what they may.", verbs: ["whoami"],
    examples: [Example("whoami", "administrator")],
    answers: Shape<WhoAmI>(
      "WhoAmI",
      [
        Field("person", "Who acts.", .person, \.person),
        Field("roles", "By which roles.", .roles, \.roles),
        Field("permissions", "What they may.", .list(.word), \.permissions),
      ],
      page: { who in
        var page = Page()
        let roles = Role.allCases.filter(who.roles.contains).map(\.rawValue)
        page.add(.init(who.person.name, .strong), .init(", " + roles.joined(separator: ", ")))
        page.add(
          .init("  you may " + who.permissions.map(\.summary).joined(separator: "; "), .dim),
          indent: 4)
        return page
      })
  ) { _, desk throws(Failure) in
    WhoAmI(
      person: try desk.answer(desk.actor.number), roles: desk.actor.roles,
      permissions: Permission.allCases.filter(desk.actor.has))
  }
}

/// Whether a line would be carried out.
struct Can: Sendable {
  let command: Command
  /// Why not; nil where it can be.
  let problem: Problem?

  static let line = Parameter(
    "line", "The line, without what it would say.",
    .string("line", extent: .tail, source: Candidates.lines, isOneLine: true),
    ask: "What do you want to do?")

  static let shape = Shape<Can>(
    "Can",
    [
      Field("can", "Whether it can be done.", .flag) { $0.problem == nil },
      Field("method", "The command it is about.", .text, \.command.name),
      Field(maybe: "kind", "The kind of error it would give.", .text) { $0.problem?.kind.word },
      Field(maybe: "why", "Why it cannot be done.", .text) { $0.problem?.message },
    ],
    page: { can in
      can.problem.map { Page(.init("no: ", .danger), .init($0.message)) }
        ?? Page(.init("yes", .good))
    })

  static let entry = Entry(
    command: Command(
      "session.can", .read, "Tells whether something could be done.",
      details: "`can resolve 12` asks the rules and your rights; nothing is done.",
      verbs: ["can"], slots: [line.slot()],
      examples: [Example("can take 1", "yes")], answer: { shape.schema }),
    work: .foresee)
}
