import Interpreter
import SupportDesk

/// Leaving a ticket out of lists for a time.
enum Snooze {
  private static let until = Parameter(
    "until", "Until when: a time, a day, or both.", .comingTime, ask: "Until when?")

  static let entries: [Entry] = [
    .ticketWrite(
      "ticket.snooze", "Leaves a ticket out of lists until a time.",
      details: """
        It comes back by itself, and on the customer's word, whenever that was said, of which no event of its \
        own tells; no clock stops. `list snoozed` shows what is \
        left out, and whoever asks for what is overdue or due is shown all of it.
        """,
      verbs: ["snooze", "park", "defer"], slots: [until.slot(after: "until")], needs: .workTickets,
      errors: [.badValue, .unchanged, .illegalTransition],
      examples: [
        Example("snooze 1 until tomorrow 9", "snoozed until"),
        Example("snooze 1 until fri", "snoozed until"),
      ]
    ) { call, desk throws(Failure) in
      let until = try call[until].coming(on: desk.wall, within: until)
      return try desk.change(call, "snoozed until \(desk.wall.moment(until).long)") {
        ticket, now throws(Refusal) in try ticket.snooze(until: until, now)
      }
    },
    .ticketWrite(
      "ticket.wake", "Has lists show a ticket again that was left out.",
      verbs: ["wake", "unsnooze"], needs: .workTickets, errors: [.unchanged, .illegalTransition],
      examples: [Example("wake 1", "is shown again")]
    ) { call, desk throws(Failure) in
      try desk.change(call, "is shown again") { ticket, now throws(Refusal) in
        try ticket.wake(now)
      }
    },
  ]
}
