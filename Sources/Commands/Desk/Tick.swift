import Interpreter
import SupportDesk

/// What `tick` answers: what was told, and when the next notice is due.
struct TickAnswer: Sendable {
  let told: [TicketNumber]
  let next: Moment?
  /// Whether it was only tried.
  let isTrial: Bool

  static let shape = Shape<TickAnswer>(
    "Tick",
    [
      Field(
        "told", "The tickets of which something was told, each once.", .list(.ticketNumber), \.told),
      Field(maybe: "next", "When the next notice is due.", .instant, \.next),
    ],
    page: { tick in
      guard tick.isTrial else { return Page() }
      let tickets = tick.told.map(\.description).joined(separator: ", ")
      return Page(
        .init("nothing was changed; told would be: \(tickets.isEmpty ? "nothing" : tickets)", .dim))
    })

  static let entry = Entry(
    command: Command(
      "desk.tick", .write, "Gives the notices that are due.",
      details: "Each is given once. A dry run tells which it would be.", verbs: ["tick"],
      slots: [WriteTerm.dryRun.term()], permission: Permission.tick.rawValue,
      errors: [.forbidden, .clockSuspect, .storageFailed], examples: [Example("tick", "")],
      answer: { shape.schema }),
    work: .tick)
}
