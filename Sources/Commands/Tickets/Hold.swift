import Interpreter
import SupportDesk

/// Who has a ticket.
enum Hold {
  private typealias P = Parameters

  static let entries: [Entry] = [
    .ticketWrite(
      "ticket.take", "Gives a ticket to yourself.", verbs: ["take", "grab", "claim"],
      needs: .workTickets, errors: [.owned, .unchanged, .illegalTransition],
      examples: [Example("take 1", "is yours")]
    ) { call, desk throws(Failure) in
      try desk.change(call, "is yours") { ticket, now throws(Refusal) in try ticket.take(now) }
    },
    .ticketWrite(
      "ticket.steal", "Takes a ticket from another agent.", verbs: ["steal"],
      slots: [P.confirm.option()], needs: .workTickets,
      errors: [.unchanged, .illegalTransition]
    ) { call, desk throws(Failure) in
      try desk.change(call, "is yours") { ticket, now throws(Refusal) in try ticket.steal(now) }
    },
    .ticketWrite(
      "ticket.assign", "Gives a ticket to an agent.",
      verbs: ["assign", "give", "hand over", "pass"], slots: [P.agent.slot(after: "to")],
      needs: .workTickets, errors: [.ambiguous, .unchanged, .illegalTransition],
      examples: [Example("assign 1 to Ben", "is Ben Okri's")]
    ) { call, desk throws(Failure) in
      let agent = try desk.person(call, P.agent, role: .agent)
      let was = try desk.ticket(call, P.ticket).agent
      let from = try desk.answer(optional: was).map { ", was \($0.name)'s" } ?? ""
      return try desk.change(call, "is \(agent.shownName)'s\(from)") {
        ticket, _ throws(Refusal) in try ticket.assign(to: agent)
      }
    },
    .ticketWrite(
      "ticket.release", "Takes a ticket from its agent.",
      verbs: ["release", "untake", "drop", "unassign"], needs: .workTickets,
      errors: [.unchanged, .illegalTransition],
      examples: [Example("release 1", "is nobody's")]
    ) { call, desk throws(Failure) in
      try desk.change(call, "is nobody's") { ticket, _ throws(Refusal) in try ticket.release() }
    },
  ]
}
