import Interpreter
import ServiceLevels
import SupportDesk

/// What is said on a ticket.
enum Messages {
  private typealias P = Parameters

  static let author = Parameter(
    "author", "Who wrote it, where it was not the ticket's customer.", .person(.customers))

  static let at = Parameter(
    "at", "When it was, where it is told later: a time of today, or a date and a time.", .toldTime)

  static let entries: [Entry] = [
    .ticketWrite(
      "ticket.reply", "Writes to the customer.",
      details: """
        With `at` and a time, which is for staff, it records what the customer was told then in another way. \
        The customer's own words open a resolved ticket again, and end a wait; on one that was merged, or \
        that another follows, they are said there.
        """,
      effect: .visible,
      verbs: ["reply", "answer", "respond", "tell"],
      slots: [
        at.slot(onlyAfter: "at", optional: true), P.draft.option(),
        P.text.slot(unless: P.draft.name),
      ],
      needs: .reply, errors: [.illegalTransition, .badText],
      examples: [Example("reply 1 We are looking into it.", "replied to")]
    ) { call, desk throws(Failure) in
      let text = try desk.line(call, P.text, TextRules.body)
      let named = try desk.ticket(call, P.ticket)
      if !desk.actor.role(onTicketOf: named.customer).isStaff {
        return try desk.receive(call, "replied to", when: at, text, from: desk.actor.number)
      }
      return try desk.say(call, "replied to", when: at) { ticket, now throws(Refusal) in
        try ticket.reply(text, now)
      }
    },
    .ticketWrite(
      "ticket.note", "Writes a note that the customer does not see.",
      verbs: ["note", "comment", "remark"],
      slots: [P.draft.option(), P.text.slot(unless: P.draft.name)],
      needs: .note, errors: [.badText, .illegalTransition],
      examples: [Example("note 1 : # Found in the log", "noted")]
    ) { call, desk throws(Failure) in
      let text = try desk.line(call, P.text, TextRules.body)
      return try desk.say(call, "noted") { ticket, now throws(Refusal) in
        try ticket.note(text, now)
      }
    },
    .ticketWrite(
      "ticket.receive", "Records what the customer wrote or said.",
      details: "With `at` and a time, when they did.",
      verbs: ["received", "receive"],
      slots: [
        author.slot(onlyAfter: "from", optional: true), at.slot(onlyAfter: "at", optional: true),
        P.draft.option(),
        P.text.slot(unless: P.draft.name, ask: "What did they say?"),
      ],
      needs: .workTickets, errors: [.ambiguous, .badText, .illegalTransition],
      examples: [Example("received 1 : It works again.", "received")]
    ) { call, desk throws(Failure) in
      let text = try desk.line(call, P.text, TextRules.body)
      let author =
        call[optional: author] == nil
        ? nil : try desk.person(call, author, role: .customer).number
      return try desk.receive(call, "received", when: at, text, from: author)
    },
  ]
}

extension Writing {
  /// What is said on a ticket that was merged is said on the one as which it goes on.
  fileprivate func say(
    _ call: Call, _ said: String, when: Parameter<ToldTime>? = nil,
    _ decide: (Ticket, Circumstances) throws(Refusal) -> [TicketEvent]
  ) throws(Failure) -> Changed {
    let named = try ticket(call, Parameters.ticket)
    let ticket = try goingOn(as: named)
    let other = ticket.number == named.number ? "" : ", as \(named.number) goes on"
    try checkRevision(call, named)
    if let when, call[optional: when] != nil, let since = try lastMerge(of: named),
      try occurrence(call, when, on: named) < since
    {
      throw .refused(
        .within(
          slot: when.name, span: nil, .mergedSince(named.number, into: ticket.number, at: since)))
    }
    return try change(call, said + other, on: ticket, when: when, decide)
  }

  /// When a ticket was merged last, or one as which it goes on; nil where it goes on as itself.
  private func lastMerge(of ticket: Ticket) throws(Failure) -> Instant? {
    var (step, last) = (ticket, ticket.mergedAt)
    while let next = step.mergedInto, let seen = try seen(next) {
      last = max(last ?? .earliest, seen.mergedAt ?? .earliest)
      step = seen
    }
    return last
  }
}
