/// The entries of the connection's own methods.
extension WireWord {
  /// Its entry in the list.
  package var command: Command {
    switch self {
    case .ping:
      entry(
        "Answers `pong`.", details: "In its turn where that comes soon, else before it.",
        answer: WireAnswer.pong.schema)
    case .status:
      entry(
        "Tells what the connection is doing.", details: "At once, whatever calls wait or run.",
        answer: { WireAnswer.status.schema })
    case .discover:
      entry("Gives this description of the interface.", answer: WireAnswer.document.schema)
    case .execute: execute
    case .parse: parse
    case .complete: complete
    case .cancel: cancel
    case .subscribe: subscribe
    case .unsubscribe:
      entry(
        "Ends a subscription.", slots: [WireParameter.subscription.slot()],
        errors: [.unknownSubscription], answer: WireAnswer.nothing.schema)
    case .poll: poll
    case .initialize: initialize
    case .initialized:
      entry("Is told when an editor is ready.", isOpen: true, answer: WireAnswer.nothing.schema)
    case .shutdown:
      entry(
        "Ends the work; what comes after is refused but `exit`.", isOpen: true,
        answer: WireAnswer.nothing.schema)
    case .exit: exit
    case .setTrace:
      entry(
        "Is told how much to trace, and traces nothing.", isOpen: true,
        answer: WireAnswer.nothing.schema)
    case .cancelRequest: cancelRequest
    case .executeCommand: executeCommand
    }
  }

  func entry(
    _ summary: String, details: String = "", _ effect: Effect = .read, isOpen: Bool = false,
    slots: @escaping @autoclosure @Sendable () -> [Slot] = [],
    errors: @escaping @autoclosure @Sendable () -> [ErrorKind] = [],
    answer: @escaping @Sendable () -> Schema
  ) -> Command {
    Command(
      rawValue, effect, summary, details: details, ground: .wire(self), isOpen: isOpen, verbs: [],
      slots: slots(), errors: errors(), answer: answer)
  }

  /// What a line comes to, whichever method carried it out.
  @Sendable private static func executed() -> Schema {
    .choice([WireAnswer.execution.schema, WireAnswer.question.schema])
  }
}

// MARK: Lines

extension WireWord {
  private var execute: Command {
    entry(
      "Carries out a line as it would be typed.",
      details: """
        `data` is what the typed method answers, and `command` is that method with its parameters. \
        In a session the next line may be the answer to what was asked. The terms of a write may \
        stand beside the line; a command that is no write refuses them.
        """,
      .final,
      slots: [
        WireParameter.line.slot(), WireParameter.session.option(), WireParameter.width.option(),
        WriteTerm.dryRun.term(), WriteTerm.ifRevision.term(), WriteTerm.idempotencyKey.term(),
      ],
      errors: ErrorKind.language, answer: Self.executed)
  }

  private var parse: Command {
    entry(
      "Gives the typed call that a line stands for.",
      details: "Nothing is carried out, and nothing is remembered.",
      slots: [WireParameter.line.slot(), WireParameter.session.option()],
      errors: ErrorKind.language.filter { $0 != .openQuestion && $0 != .notHere },
      answer: { .choice([WireAnswer.parsed.schema, WireAnswer.question.schema]) })
  }

  private var complete: Command {
    entry(
      "Gives the words that may stand at the cursor.",
      slots: [
        WireParameter.line.slot(), WireParameter.cursor.option(), WireParameter.session.option(),
      ],
      answer: { WireAnswer.completion.schema })
  }

  private var cancel: Command {
    entry(
      "Gives up the question that is open in a session.",
      details: "What was typed of a text is kept as a draft.", .aside,
      slots: [WireParameter.session.slot()], answer: { WireAnswer.execution.schema })
  }
}

// MARK: The Language Server Protocol's

extension WireWord {
  private var initialize: Command {
    entry(
      "Greets an editor.",
      details: """
        No other client needs it: each call says all that it needs. Places in lines are counted in \
        UTF-8 bytes without a greeting; after one, in UTF-8 where the client offers it, else in \
        what it offers first, else in UTF-16.
        """,
      isOpen: true, slots: [WireParameter.capabilities.option()],
      answer: { WireAnswer.greeting.schema })
  }

  private var exit: Command {
    entry(
      "Ends the program: with status 0 after `shutdown`, else 1.", isOpen: true,
      answer: WireAnswer.nothing.schema)
  }

  private var cancelRequest: Command {
    entry(
      "Gives a call up that waits or runs.",
      details: """
        At once. The call is answered all the same, with `cancelled`, and has changed nothing; where \
        it was too late, with what it did. An id that no call has is passed over.
        """,
      .aside, isOpen: true, slots: [WireParameter.id.slot()], answer: WireAnswer.nothing.schema)
  }

  private var executeCommand: Command {
    entry(
      "Carries out a line for an editor, as `desk.execute` does.", .final, isOpen: true,
      slots: [
        WireParameter.command.slot(), WireParameter.arguments.slot(),
        WireParameter.workDoneToken.slot(optional: true),
      ],
      errors: ErrorKind.language, answer: Self.executed)
  }
}

extension WireWord {
  /// Whether it carries out lines, and so can give whatever a command gives.
  package var carriesLines: Bool {
    switch self {
    case .execute, .executeCommand: true
    case .ping, .status, .discover, .parse, .complete, .cancel, .subscribe, .unsubscribe, .poll,
      .initialize, .initialized, .shutdown, .exit, .setTrace, .cancelRequest:
      false
    }
  }

  /// Whether it reads the desk, whose store may fail.
  package var readsDesk: Bool { [.subscribe, .poll].contains(self) }
}
