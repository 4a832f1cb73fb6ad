import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A list of tickets.
enum ListView {
  static func data(_ line: TicketLine, _ turn: Turn) throws(Failure) -> JSONValue {
    let row = line.row
    var object: JSONObject = [
      "number": .integer(row.number.value),
      "subject": line.subject.map(JSONValue.string) ?? .null,
      "status": .string(row.status.rawValue), "priority": .string(row.priority.rawValue),
      "agent": .null, "customer": .integer(row.customer.value),
      "revision": .integer(row.revision),
      "openedAt": .string(InstantText.iso(row.openedAt, in: .utc)),
    ]
    if let agent = row.agent { object["agent"] = .integer(agent.value) }
    if let due = row.dueAt { object["due"] = .string(InstantText.iso(due, in: .utc)) }
    if let reference = row.reference { object["reference"] = .string(reference) }
    return .object(object)
  }

  static func page(
    _ lines: [TicketLine], filter: String, total: Int64?, more: Bool, _ turn: Turn
  ) throws(Failure) -> Page {
    var page = Page()
    let what = filter.isEmpty ? "mine or nobody's" : filter
    let count = total.map { "\(lines.count) of \($0)" } ?? "\(lines.count)\(more ? "+" : "")"
    page.add(.init("\(count) · \(what) · by what is due first", .dim))
    guard !lines.isEmpty else { return page }
    var names: [PersonNumber: String] = [:]
    var rows: [[Page.Run]] = []
    for line in lines {
      let row = line.row
      var agent = "—"
      if let number = row.agent {
        if names[number] == nil { names[number] = try turn.name(of: number) }
        agent = names[number] ?? agent
      }
      rows.append([
        .init("\(row.number)", .strong), .init(line.subject ?? "(erased)"),
        .init(row.priority.rawValue), .init(row.status.rawValue), due(row, turn), .init(agent),
      ])
    }
    page.add(
      Table(
        columns: [
          .init("", .right), .init("subject", shrinksTo: 12), .init("priority", dropOrder: 2),
          .init("status", dropOrder: 1), .init("due"), .init("agent", dropOrder: 3, shrinksTo: 6),
        ], rows: rows))
    return page
  }

  private static func due(_ row: TicketRow, _ turn: Turn) -> Page.Run {
    guard let due = row.dueAt else { return .init("") }
    let left = due - turn.now
    return left < 0
      ? .init("\(DurationText.words(-left)) ago", .danger)
      : .init("in \(DurationText.words(left))", left < 3_600_000 ? .warning : .plain)
  }
}
