import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What is done to a ticket: declarations first, the functions below in the same order.
enum TicketCommands {
  private typealias P = Parameters
  private static let ticket = P.ticket.slot(after: "ticket")
  private static let text = P.text.slot()

  static let entries: [Entry] = [
    .write(
      "ticket.new", "Opens a ticket.", verbs: ["new", "create", "raise", "open a ticket"],
      slots: [
        P.customer.slot(onlyAfter: "for", optional: true), P.priority.slot(),
        P.subject.slot(onlyAfter: ":"),
      ],
      permission: .openTicket, errors: [.notFound, .badText],
      examples: [
        Example(
          "new for Ada Byron <ada@acme.example> urgent : Gateway down",
          "Opens an urgent ticket and makes its customer.")
      ], new),
    .write(
      "ticket.take", "Gives a ticket to yourself.", verbs: ["take", "grab", "claim"],
      slots: [ticket], permission: .workTickets, errors: [.owned, .illegalTransition],
      examples: [Example("take 1", "You have it from now on.")], take),
    .write(
      "ticket.assign", "Gives a ticket to an agent.",
      verbs: ["assign", "give", "hand over", "pass"], slots: [ticket, P.agent.slot(after: "to")],
      permission: .workTickets, errors: [.notFound, .ambiguous, .illegalTransition],
      examples: [Example("assign 1 to me", "Takes it, also from another agent.")], assign),
    .write(
      "ticket.release", "Takes a ticket from its agent.",
      verbs: ["release", "untake", "drop", "unassign"], slots: [ticket],
      permission: .workTickets, errors: [.illegalTransition], release),
    .write(
      "ticket.reply", "Writes to the customer.", effect: .visible,
      verbs: ["reply", "answer", "respond", "tell"], slots: [ticket, text],
      permission: .reply, errors: [.illegalTransition, .badText],
      examples: [Example("reply 1 We are looking into it.", "Stops the response clock.")], reply),
    .write(
      "ticket.note", "Writes a note that the customer does not see.",
      verbs: ["note", "comment", "remark"], slots: [ticket, text], permission: .note,
      errors: [.badText], note),
    .write(
      "ticket.receive", "Records what the customer wrote or said.",
      verbs: ["received", "receive"],
      slots: [ticket, P.author.slot(onlyAfter: "from", optional: true), text],
      permission: .workTickets, errors: [.illegalTransition, .badText], receive),
    .write(
      "ticket.wait", "Waits for the customer, who must have been asked.", effect: .visible,
      verbs: ["wait", "pend"], slots: [ticket, P.text.slot(optional: true)],
      permission: .workTickets, errors: [.nothingAsked, .illegalTransition],
      examples: [Example("wait 1 : Which version is it?", "Asks, and pauses the clock.")], wait),
    .write(
      "ticket.resolve", "Resolves a ticket with a word to the customer.", effect: .visible,
      verbs: ["resolve", "solve", "done"],
      slots: [ticket, P.silent.slot(optional: true), P.text.slot(optional: true)],
      permission: .resolve, errors: [.silence, .illegalTransition], resolve),
    .write(
      "ticket.reopen", "Opens a resolved or closed ticket again, within 7 days.",
      verbs: ["reopen"], slots: [ticket], permission: .reopen, errors: [.illegalTransition],
      reopen),
    .write(
      "ticket.close", "Closes a resolved ticket.", verbs: ["close"], slots: [ticket],
      permission: .resolve, errors: [.illegalTransition], close),
    .write(
      "ticket.set", "Changes the priority of a ticket.", verbs: ["set", "change", "make"],
      slots: [ticket, P.priority.slot(after: "priority")], permission: .setPriority,
      errors: [.unchanged, .illegalTransition],
      examples: [Example("set 1 priority high", "Keeps what has elapsed.")], set),
    .write(
      "ticket.tag", "Puts a tag on a ticket.", verbs: ["tag"],
      slots: [ticket, P.tag.slot(after: "with", "as")], permission: .workTickets,
      errors: [.unchanged], tag),
    .write(
      "ticket.untag", "Takes a tag off a ticket.", verbs: ["untag"],
      slots: [ticket, P.tag.slot()], permission: .workTickets, errors: [.unchanged], untag),
  ]

  // MARK: Functions

  @Sendable private static func new(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let priority = call[P.priority]
    let subject = try refusing { () throws(Refusal) in try TextRules.subject(call[P.subject]) }
    var facts: [Fact] = []
    var customer = turn.actor.number
    if let words = call[optional: P.customer] {
      if !["me", "myself"].contains(words.lowercased()) { try turn.require(.openForOthers) }
      (customer, facts) = try self.customer(words, turn)
    }
    let number = try turn.nextTicket()
    let budgets = turn.policy.budgets(for: priority, from: turn.now, in: turn.zone)
    facts.append(
      .ticket(
        number,
        .opened(
          .init(
            subject: subject, customer: customer, priority: priority, budgets: budgets,
            byCustomer: customer == turn.actor.number))))
    try turn.append(facts)
    return try turn.answer(number, "opened, \(priority.rawValue)")
  }

  /// The customer that the words mean; one who is new and has an address is made.
  private static func customer(
    _ words: String, _ turn: Turn
  ) throws(Failure) -> (PersonNumber, [Fact]) {
    do {
      return (try turn.person(words, role: .customer).number, [])
    } catch .refused(.noSuchPerson) {
      let called = PersonName(words)
      guard let address = called.address else {
        throw .refused(.noSuchPerson(words, role: .customer))
      }
      let number = try turn.nextPerson()
      let added = try PeopleCommands.added(
        number, name: called.name, address: address, roles: [.customer])
      return (number, [.desk(.personAdded(added))])
    } catch {
      throw error
    }
  }

  /// What every write to one ticket does: look, decide, record, answer.
  private static func change(
    _ call: Call, _ turn: Turn, _ said: String,
    _ decide: (Ticket) throws(Failure) -> [TicketEvent]
  ) throws(Failure) -> Reply {
    let ticket = try turn.ticketToChange(call[P.ticket])
    let events = try decide(ticket)
    try turn.append(events.map { .ticket(ticket.number, $0) })
    return try turn.answer(ticket.number, said)
  }

  @Sendable private static func take(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    try change(call, turn, "is yours") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.take(turn.circumstances) }
    }
  }

  @Sendable private static func assign(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let agent = try turn.person(call[P.agent], role: .agent)
    return try change(call, turn, "is \(agent.shownName)'s") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.assign(to: agent) }
    }
  }

  @Sendable private static func release(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    try change(call, turn, "is nobody's") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.release() }
    }
  }

  @Sendable private static func reply(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let text = try body(call[P.text])
    return try change(call, turn, "replied to") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.reply(text, turn.circumstances) }
    }
  }

  @Sendable private static func note(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let text = try body(call[P.text])
    return try change(call, turn, "noted") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.note(text, turn.circumstances) }
    }
  }

  @Sendable private static func receive(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let text = try body(call[P.text])
    let author = try call[optional: P.author].map { words throws(Failure) in
      try turn.person(words, role: .customer).number
    }
    return try change(call, turn, "received") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in
        try ticket.receive(text, from: author ?? ticket.customer, turn.circumstances)
      }
    }
  }

  @Sendable private static func wait(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let text = try call[optional: P.text].map { text throws(Failure) in try body(text) }
    return try change(call, turn, "waits for the customer") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.wait(text, turn.circumstances) }
    }
  }

  @Sendable private static func resolve(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let text = try call[optional: P.text].map { text throws(Failure) in try body(text) }
    let silent = call[optional: P.silent] ?? false
    return try change(call, turn, "resolved") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in
        try ticket.resolve(text, silent: silent, turn.circumstances)
      }
    }
  }

  @Sendable private static func reopen(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    try change(call, turn, "reopened") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.reopen(turn.circumstances) }
    }
  }

  @Sendable private static func close(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    try change(call, turn, "closed") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.close() }
    }
  }

  @Sendable private static func set(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let priority = call[P.priority]
    return try change(call, turn, "is \(priority.rawValue)") { ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.set(priority, turn.circumstances) }
    }
  }

  @Sendable private static func tag(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    try tag(call, turn, on: true)
  }

  @Sendable private static func untag(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    try tag(call, turn, on: false)
  }

  private static func tag(_ call: Call, _ turn: Turn, on: Bool) throws(Failure) -> Reply {
    let tag = try refusing { () throws(Refusal) in try TextRules.tag(call[P.tag]) }
    return try change(call, turn, on ? "tagged \(tag)" : "untagged \(tag)") {
      ticket throws(Failure) in
      try refusing { () throws(Refusal) in try ticket.tag(tag, on: on) }
    }
  }

  private static func body(_ text: String) throws(Failure) -> Words {
    try refusing { () throws(Refusal) in try TextRules.body(text) }
  }
}

/// Runs what only the rules can refuse where more can fail.
func refusing<Result>(_ body: () throws(Refusal) -> Result) throws(Failure) -> Result {
  do { return try body() } catch { throw .refused(error) }
}
