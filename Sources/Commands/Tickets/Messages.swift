import Interpreter
import SupportDesk

/// What is said on a ticket.
enum Messages {
  private typealias P = Parameters

  static let author = Parameter(
    "author", "Who wrote it, where it was not the ticket's customer.", .person(.customers))

  private static let at = Parameter(
    "at", "When it was, where it is told later: a time of today, or a date and a time.", .toldTime)

  static let entries: [Entry] = [
    .ticketWrite(
      "ticket.reply", "Writes to the customer.",
      details: "With `at` and a time it records what the customer was told then in another way.",
      effect: .visible,
      verbs: ["reply", "answer", "respond", "tell"],
      slots: [
        at.slot(onlyAfter: "at", optional: true), P.draft.option(),
        P.text.slot(unless: P.draft.name),
      ],
      needs: .reply, errors: [.illegalTransition, .badText],
      examples: [Example("reply 1 We are looking into it.", "replied to")]
    ) { call, desk throws(Failure) in
      let text = try desk.message(call[P.text])
      return try desk.change(call, "replied to", when: at) { ticket, now throws(Refusal) in
        try ticket.reply(text, now)
      }
    },
    .ticketWrite(
      "ticket.note", "Writes a note that the customer does not see.",
      verbs: ["note", "comment", "remark"],
      slots: [P.draft.option(), P.text.slot(unless: P.draft.name)],
      needs: .note, errors: [.badText],
      examples: [Example("note 1 : # Found in the log", "noted")]
    ) { call, desk throws(Failure) in
      let text = try desk.message(call[P.text])
      return try desk.change(call, "noted") { ticket, now throws(Refusal) in
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
      needs: .workTickets, errors: [.ambiguous, .illegalTransition, .badText],
      examples: [Example("received 1 : It works again.", "received")]
    ) { call, desk throws(Failure) in
      let text = try desk.message(call[P.text])
      let author =
        call[optional: author] == nil
        ? nil : try desk.person(call, author, role: .customer).number
      return try desk.change(call, "received", when: at) { ticket, now throws(Refusal) in
        try ticket.receive(text, from: author ?? ticket.customer, now)
      }
    },
  ]
}
