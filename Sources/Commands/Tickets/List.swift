import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A list of tickets.
struct ListAnswer: Sendable {
  let items: [TicketAnswer]
  let nextCursor: String?
  let total: Int64?
  /// The canonical filter.
  let filter: String

  private typealias P = Parameters

  static let filter = Parameter(
    "filter", "Which tickets: terms such as `mine`, `urgent`, `due<1h`, `tag:printer`.",
    .filter)
  static let cursor = Parameter(
    "cursor", "Where the list goes on: the last answer's.", .string("cursor", extent: .word))
  static let counted = Parameter("count", "Whether the whole number is counted too.", .flag)

  static let shape = Shape<ListAnswer>(
    "TicketList",
    [
      Field(
        "items", "The tickets, what is due first before the others.",
        .list(TicketAnswer.shape.form), \.items),
      Field("filter", "What was asked for, in its canonical form.", .text, \.filter),
      Field(maybe: "nextCursor", "Where the list goes on; absent at its end.", .text, \.nextCursor),
      Field(
        maybe: "total", "How many there are in all, where that was asked for.", .count, \.total),
    ],
    csv: { TicketAnswer.shape.csv($0.items) }, page: \.page)

  static let entry = Entry.read(
    "ticket.list", "Lists tickets, what is due first before the others.",
    details: "Without a filter those of an agent's own and of nobody's that are live, for others "
      + "all live ones. All terms count; a comma in a term is or; help filters tells which there are.",
    verbs: ["list", "ls", "show me"],
    slots: [
      filter.slot(optional: true), Parameters.limit.option(),
      cursor.option(), counted.option(),
    ],
    needs: .readTicket,
    errors: [
      .unknownField, .badValue, .unfinished, .ambiguous, .notFound, .invalidCursor,
    ],
    examples: [Example("list", "by what is due first"), Example("list due<1h", "due<1h")],
    answers: shape
  ) { call, desk throws(Failure) in
    let limit = Int(call[Parameters.limit])
    let wanted = try wanted(call[optional: filter], desk)
    let after = try call[optional: cursor].map { text throws(Failure) in
      try ListCursor.read(text, of: wanted.canonical)
    }
    var lines = try desk.tickets(wanted.condition, after: after, limit: limit + 1)
    let goesOn = lines.count > limit
    if goesOn { lines.removeLast() }
    let counts = call[optional: counted] ?? false
    return ListAnswer(
      items: try lines.map { line throws(Failure) in try TicketAnswer(line, desk) },
      nextCursor: goesOn
        ? lines.last.map {
          ListCursor.text(number: $0.row.number, due: $0.row.dueAt, of: wanted.canonical)
        } : nil,
      total: counts ? try desk.count(wanted.condition) : nil, filter: wanted.canonical)
  }

  /// The tickets of a filter; without one, an agent's own and nobody's.
  private static func wanted(
    _ filter: Filter?, _ desk: Reading
  ) throws(Failure) -> (condition: TicketCondition, canonical: String) {
    let me = desk.actor.number
    guard let filter, !filter.isEmpty else {
      let live = TicketCondition.status(Set(Status.allCases.filter(\.isLive)))
      let shown = TicketCondition.not(.snoozed(at: desk.wall.now))
      if desk.actor.roles.contains(.agent) {
        return (.all([live, shown, .agent([me], orNobody: true)]), "agent:me,none")
      }
      return (desk.scope.isWhole ? .all([live, shown]) : live, "live")
    }
    let asker = FilterAsker(
      me: me, isStaff: desk.scope.isWhole, now: desk.wall.now, zone: desk.wall.zone)
    return (
      try filter.condition(
        for: asker,
        agent: { word, span throws(Failure) in try find(word, span, .agent, desk) },
        customer: { word, span throws(Failure) in try find(word, span, .customer, desk) }),
      filter.canonical
    )
  }

  /// The person that a filter's value names; a refusal names its place.
  private static func find(
    _ word: String, _ span: Range<Int>, _ role: Role, _ desk: Reading
  ) throws(Failure) -> PersonNumber {
    do throws(Failure) {
      return try desk.person(PersonReference(word), role: role, orErased: true).number
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      throw .refused(.within(slot: filter.name, span: span, refusal))
    }
  }

  private var page: Page {
    var page = Page()
    let count =
      total.map { "\(items.count) of \($0)" } ?? "\(items.count)\(nextCursor == nil ? "" : "+")"
    page.add(.init("\(count) · \(filter) · by what is due first", .dim))
    if items.isEmpty { return page }
    var table = TicketAnswer.shape.table(items)
    // What nobody has is worth a mark; an empty cell would say nothing.
    if let agent = table.columns.firstIndex(where: { $0.title == "agent" }) {
      for row in table.rows.indices where table.rows[row][agent].text.isEmpty {
        table.rows[row][agent] = .init("—")
      }
    }
    page.add(table)
    if let nextCursor {
      page.add(.init("more: list \(filter) --cursor \(nextCursor)", .dim), indent: 2)
    }
    return page
  }
}

/// Where a list goes on: opaque to callers, a place in the order of due instants, bound to the
/// filter.
enum ListCursor {
  static func text(number: TicketNumber, due: Instant?, of filter: String) -> String {
    let due = due.map { String($0.milliseconds) } ?? "-"
    return "\(due).\(number.value).\(mark(filter))"
  }

  /// - Throws: `invalidCursor` for a place of another filter, or for none.
  static func read(_ text: String, of filter: String) throws(Failure) -> TicketQuery.Position {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 3, let number = Int64(digits: parts[1]), number > 0, parts[2] == mark(filter)
    {
      if parts[0] == "-" { return .init(due: nil, number: TicketNumber(number)) }
      if let due = Int64(parts[0]) {
        return .init(due: Instant(clamping: due), number: TicketNumber(number))
      }
    }
    throw .refused(.within(slot: ListAnswer.cursor.name, span: nil, .invalidCursor))
  }

  /// A short mark of the filter (FNV-1a): a slip is noticed, and nothing is to be kept secret.
  private static func mark(_ filter: String) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in filter.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return String(hash, radix: 36)
  }
}
