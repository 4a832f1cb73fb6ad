import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What can be asked of tickets and service levels.
enum ReadCommands {
  private typealias P = Parameters
  private static let ticket = P.ticket.slot(after: "ticket")

  static let entries: [Entry] = [
    .read(
      "ticket.list", "Lists tickets, the most urgent first.", verbs: ["list", "ls", "show me"],
      slots: [
        P.filter.slot(optional: true), P.limit.slot(onlyAfter: "limit", optional: true),
        P.cursor.slot(onlyAfter: "cursor", optional: true), P.counted.slot(optional: true),
      ],
      permission: .readTicket, errors: [.unknownField, .badValue],
      examples: [
        Example("list", "What is yours or nobody's."),
        Example("list due<1h", "What is due within the hour, or overdue."),
      ], list),
    .read(
      "ticket.show", "Shows a ticket.", verbs: ["show", "view", "cat", "look at"],
      slots: [ticket], permission: .readTicket, errors: [.notFound],
      examples: [Example("show 1", "Makes it what `it` means.")], show),
    .read(
      "ticket.history", "Shows everything that happened to a ticket.", verbs: ["history"],
      slots: [ticket], permission: .readTicket, errors: [.notFound],
      examples: [Example("history 1", "Messages, changes, notices and breaches.")], history),
    .read(
      "ticket.next", "Shows the most urgent ticket that is yours or nobody's.",
      verbs: ["next", "what now"], permission: .workTickets,
      examples: [Example("next", "Then: take it.")], next),
    .read(
      "sla.why", "Shows the sum behind each clock of a ticket.",
      verbs: ["why", "explain the clocks of"], slots: [ticket], permission: .seeServiceLevels,
      errors: [.notFound],
      examples: [Example("why 1", "Segment by segment, with the events between.")], why),
    .read(
      "report.sla", "Shows met, missed, open and cancelled clocks per priority and month.",
      verbs: ["report sla", "report"], permission: .report,
      examples: [Example("report sla", "By the month in which each clock started.")], report),
  ]

  @Sendable private static func list(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let text = call[optional: P.filter] ?? ""
    let limit = Int(call[P.limit])
    let filter: Filter
    do { filter = try Filter(text, limit: limit + 1, turn) } catch {
      throw turn.refuse(error)
    }
    var query = filter.query
    if let cursor = call[optional: P.cursor] { query.after = try ListCursor.read(cursor, turn) }
    var lines = try turn.state.tickets(query)
    let more = lines.count > limit
    if more { lines.removeLast() }
    var data: JSONObject = [
      "items": .array(
        try lines.map { line throws(Failure) in
          try ListView.data(line, turn)
        })
    ]
    if more, let last = lines.last { data["nextCursor"] = .string(ListCursor.text(last.row)) }
    var total: Int64?
    if call[optional: P.counted] ?? false {
      total = try turn.state.count(query)
      data["total"] = .integer(total ?? 0)
    }
    let page = try ListView.page(lines, filter: text, total: total, more: more, turn)
    return Reply(data: .object(data), page: page)
  }

  @Sendable private static func show(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let view = try TicketView(try turn.ticket(call[P.ticket]), turn)
    return Reply(data: .object(try view.data()), page: try view.page(), focus: view.focus)
  }

  @Sendable private static func history(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let ticket = try turn.ticket(call[P.ticket])
    let events = try turn.state.history(of: ticket.number, upTo: nil)
    return try HistoryView(view: try TicketView(ticket, turn), events: events, turn: turn).reply()
  }

  @Sendable private static func next(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let query = TicketQuery(
      Scope(of: turn.actor),
      .all([.status([.new, .open]), .agent([turn.actor.number], orNobody: true)]), limit: 1)
    guard let line = try turn.state.tickets(query).first else {
      return Reply(data: ["ticket": nil], page: Page(.init("nothing is due of you", .good)))
    }
    let view = try TicketView(try turn.ticket(line.row.number), turn)
    return Reply(
      data: ["ticket": .object(try view.data())], page: try view.page(), focus: view.focus)
  }

  @Sendable private static func why(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let ticket = try turn.ticket(call[P.ticket])
    let events = try turn.state.history(of: ticket.number, upTo: nil)
    return try WhyView(view: try TicketView(ticket, turn), events: events, turn: turn).reply()
  }

  @Sendable private static func report(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    var report = ComplianceReport(now: turn.now, zone: turn.zone)
    try turn.state.clocks { row throws(Failure) in report.count(row) }
    return report.reply()
  }
}

/// Where a list goes on: opaque to callers, a place in the order of due instants.
enum ListCursor {
  static func text(_ row: TicketRow) -> String {
    "\(row.dueAt.map { String($0.milliseconds) } ?? "-").\(row.number.value)"
  }

  static func read(_ text: String, _ turn: Turn) throws(Failure) -> TicketQuery.Position {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 2, let number = Int64(parts[1]) {
      if parts[0] == "-" { return .init(due: nil, number: TicketNumber(number)) }
      if let due = Int64(parts[0]) {
        return .init(due: Instant(clamping: due), number: TicketNumber(number))
      }
    }
    var problem = Problem(.invalidCursor, "the cursor is none of this list's")
    problem.pointer = "/cursor"
    throw turn.refuse(problem)
  }
}
