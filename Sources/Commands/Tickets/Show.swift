import Interpreter
import ServiceLevels
import SupportDesk

/// Looking at a ticket.
enum Show {
  static let entries: [Entry] = [
    .read(
      "ticket.show", "Shows a ticket.", verbs: ["show", "view", "cat", "look at"],
      slots: [Parameters.ticket.slot(after: "ticket")] + Reading.standpoints, needs: .readTicket,
      errors: [.badValue], examples: [Example("show 1", "revision")],
      answers: TicketAnswer.shape
    ) { call, now throws(Failure) in
      let desk = try now.looking(call)
      return try TicketAnswer(try desk.ticket(call, Parameters.ticket), desk)
    },
    .read(
      "ticket.next", "Shows the most urgent ticket that is yours or nobody's.",
      details: "One at most, as `show` shows it.",
      verbs: ["next", "what now"], needs: .workTickets, examples: [Example("next", "#")],
      answers: NextAnswer.shape
    ) { _, desk throws(Failure) in
      let line = try desk.first(
        of: .all([
          .status([.new, .open]), .not(.snoozed(at: desk.wall.now)),
          .agent([desk.actor.number], orNobody: true),
        ]))
      return NextAnswer(
        ticket: try line.map { line throws(Failure) in
          try TicketAnswer(try desk.ticket(.number(line.row.number)), desk)
        })
    },
  ]
}

/// The ticket to work on next; nil where nothing is to do.
struct NextAnswer: Sendable {
  let ticket: TicketAnswer?

  static let shape = Shape<NextAnswer>(
    "Next",
    [
      Field("items", "The ticket, or nothing.", .list(TicketAnswer.shape.form)) {
        $0.ticket.map { [$0] } ?? []
      }
    ],
    focus: \.ticket?.focus,
    page: { $0.ticket.map(TicketAnswer.shape.page) ?? Page(.init("nothing is due of you", .good)) })
}
