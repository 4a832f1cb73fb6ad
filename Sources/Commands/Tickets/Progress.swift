import Interpreter
import SupportDesk

/// How a ticket gets from one status to the next.
enum Progress {
  private typealias P = Parameters

  private static let force = Parameter(
    "force", "Though the customer was not asked anything: say why.", .flag)
  static let silent = Parameter("silent", "Without a word to the customer.", .flag)

  static let entries: [Entry] = [
    .ticketWrite(
      "ticket.wait", "Waits for the customer, who must have been asked.",
      details: """
        Resolution and update rest meanwhile, unless the policy says otherwise. `report pauses` lists who \
        was waited for though nobody had asked them.
        """,
      effect: .visible,
      verbs: ["wait", "pend"],
      slots: [
        force.option(), P.because.slot(onlyAfter: "because", optional: true), P.draft.option(),
        P.text.slot(optional: true),
      ],
      needs: .workTickets,
      errors: [.nothingAsked, .illegalTransition, .badText, .badValue, .missingInput],
      examples: [
        Example("wait 1 : Which version is it?", "waits for the customer"),
        Example("wait 3 --force because they are away", "waits for the customer"),
      ]
    ) { call, desk throws(Failure) in
      let text = try text(call, desk)
      let because = try desk.line(call, maybe: P.because, TextRules.subject)
      let isForced = call[optional: force] ?? false
      if isForced, because == nil { throw .refused(.missing(slot: P.because.name)) }
      if !isForced, because != nil {
        throw .refused(.within(slot: P.because.name, span: nil, .reasonUnasked))
      }
      return try desk.change(call, "waits for the customer") { ticket, now throws(Refusal) in
        try ticket.wait(text, because: because, now)
      }
    },
    .ticketWrite(
      "ticket.no-reply-needed", "Says that the customer is owed no answer to what they said last.",
      details:
        "The response clock that runs ends as cancelled, with the reason, or as missed where its time was up;"
        + " others are as they were.",
      verbs: ["no-reply-needed", "no reply needed"], slots: [P.because.slot(onlyAfter: "because")],
      needs: .workTickets, errors: [.unchanged, .illegalTransition, .badText],
      examples: [Example("no-reply-needed 3 because they called it off", "is owed no reply")]
    ) { call, desk throws(Failure) in
      let because = try desk.line(call, P.because, TextRules.subject)
      return try desk.change(call, "is owed no reply") { ticket, now throws(Refusal) in
        try ticket.excuse(because: because, now)
      }
    },
    .ticketWrite(
      "ticket.resolve", "Resolves a ticket with a word to the customer.", effect: .visible,
      verbs: ["resolve", "solve", "done"],
      slots: [silent.option(), P.draft.option(), P.text.slot(optional: true)], needs: .resolve,
      errors: [.silence, .illegalTransition, .badText],
      examples: [Example("resolve 1 : We changed the power supply.", "resolved")]
    ) { call, desk throws(Failure) in
      let text = try text(call, desk)
      let isSilent = call[optional: silent] ?? false
      return try desk.change(call, "resolved") { ticket, now throws(Refusal) in
        try ticket.resolve(text, silent: isSilent, now)
      }
    },
    .ticketWrite(
      "ticket.reopen", "Opens a resolved or closed ticket again, as long as the policy lets it.",
      verbs: ["reopen"], needs: .reopen, errors: [.illegalTransition],
      examples: [Example("reopen 1", "reopened")]
    ) { call, desk throws(Failure) in
      try desk.change(call, "reopened") { ticket, now throws(Refusal) in try ticket.reopen(now) }
    },
    .ticketWrite(
      "ticket.close", "Closes a resolved ticket.", verbs: ["close"], needs: .resolve,
      errors: [.illegalTransition], examples: [Example("close 2", "closed")]
    ) { call, desk throws(Failure) in
      try desk.change(call, "closed") { ticket, _ throws(Refusal) in try ticket.close() }
    },
  ]

  private static func text(_ call: Call, _ desk: Writing) throws(Failure) -> Words? {
    try desk.line(call, maybe: P.text, TextRules.body)
  }
}
