import Interpreter
import SupportDesk

/// What a ticket is: how pressing, about what, whose, with which tags.
enum Details {
  private typealias P = Parameters

  private static let tagging =
    "Where the policy has rows for tags, its clocks are promised by another row from then on, from their own start;"
    + " a dry run tells what becomes of them."

  static let entries: [Entry] = [
    .ticketWrite(
      "ticket.set", "Changes the priority of a ticket.",
      details: "Where that moves a due time later, the reason is asked for.",
      verbs: ["set", "change", "make"],
      slots: [
        P.priority.slot(after: "priority"), P.because.slot(onlyAfter: "because", optional: true),
      ],
      needs: .setPriority, errors: [.unchanged, .illegalTransition, .badText],
      examples: [
        Example("set 1 priority urgent", "is urgent"),
        Example("set 1 priority low because it can wait", "is low"),
      ]
    ) { call, desk throws(Failure) in
      let priority = call[P.priority]
      let because = try desk.line(call, maybe: P.because, TextRules.subject)
      do throws(Failure) {
        return try desk.change(call, "is \(priority.rawValue)") { ticket, now throws(Refusal) in
          try ticket.set(priority, because: because, now)
        }
      } catch .refused(.unreasoned) {
        throw .refused(.missing(slot: P.because.name))
      }
    },
    .ticketWrite(
      "ticket.rename", "Gives a ticket another subject.", verbs: ["rename"],
      slots: [P.subject.slot(after: "to")], needs: .workTickets,
      errors: [.unchanged, .illegalTransition, .badText],
      examples: [Example("rename 1 : Gateway down in Leeds", "is called so now")]
    ) { call, desk throws(Failure) in
      let subject = try desk.line(call, P.subject, TextRules.subject)
      let current = try desk.subject(of: desk.ticket(call, P.ticket))
      return try desk.change(call, "is called so now") { ticket, _ throws(Refusal) in
        try ticket.rename(to: subject, from: current)
      }
    },
    .ticketWrite(
      "ticket.transfer", "Gives a ticket to another customer.",
      details: """
        What was said on it stays with who was the customer before. Its subject and its tags go with it: \
        `rename` it before, where the subject is theirs. Its clocks run on, by what the policy promises the \
        other.
        """, effect: .visible,
      verbs: ["transfer"],
      slots: [
        P.customer.slot(after: "to", ask: "To which customer?"),
        P.because.slot(onlyAfter: "because"),
      ], needs: .transfer, errors: [.ambiguous, .unchanged, .illegalTransition, .badText],
      examples: [Example("transfer 2 to Ada Byron because it was hers", "is Ada Byron's")]
    ) { call, desk throws(Failure) in
      let customer = try desk.person(call, P.customer, role: nil)
      let because = try desk.line(call, P.because, TextRules.subject)
      if let subject = try desk.subject(of: desk.ticket(call, P.ticket)) {
        desk.caution("\(customer.shownName) reads its subject: \(subject)")
      }
      return try desk.change(call, "is \(customer.shownName)'s") { ticket, now throws(Refusal) in
        try ticket.transfer(to: customer, because: because, now)
      }
    },
    .ticketWrite(
      "ticket.tag", "Puts a tag on a ticket.", details: tagging, verbs: ["tag"],
      slots: [P.tag.slot(after: "with", "as")], needs: .workTickets,
      errors: [.unchanged, .illegalTransition, .badText],
      examples: [Example("tag 1 gateway", "tagged gateway")]
    ) { call, desk throws(Failure) in try tag(call, desk, on: true) },
    .ticketWrite(
      "ticket.untag", "Takes a tag off a ticket.", details: tagging, verbs: ["untag"],
      slots: [P.tag.slot()],
      needs: .workTickets, errors: [.unchanged, .illegalTransition, .badText],
      examples: [Example("untag 1 gateway", "untagged gateway")]
    ) { call, desk throws(Failure) in try tag(call, desk, on: false) },
  ]

  private static func tag(_ call: Call, _ desk: Writing, on: Bool) throws(Failure) -> Changed {
    let tag = try desk.line(call, P.tag, TextRules.tag)
    return try desk.change(call, on ? "tagged \(tag)" : "untagged \(tag)") {
      ticket, now throws(Refusal) in try ticket.tag(tag, on: on, now)
    }
  }
}
