import ServiceLevels
import SupportDesk

/// The SQL of a list: a walk along an index in the order of due instants, or a few of them merged.
struct TicketSearch {
  private let query: TicketQuery
  let walks: [TicketWalk]
  private let rest: [TicketCondition]

  init(_ query: TicketQuery) {
    self.query = query
    (walks, rest) = TicketWalk.plan(query)
  }

  /// The lines in order, and no more than the limit.
  func lines(_ database: any Database) throws(StorageFailure) -> [UntaggedLine] {
    var lines: [UntaggedLine] = []
    for walk in walks {
      let (sql, values) = listing(walk)
      lines += try database.all(sql, values) { Self.line($0) }
    }
    if walks.count < 2 { return lines }
    lines.sort {
      ($0.line.row.dueAt?.milliseconds ?? Schema.never, $0.line.row.number)
        < ($1.line.row.dueAt?.milliseconds ?? Schema.never, $1.line.row.number)
    }
    return Array(Self.once(lines).prefix(query.limit))
  }

  /// A ticket with two of the tags that were asked for is met by two walks.
  private static func once(_ sorted: [UntaggedLine]) -> [UntaggedLine] {
    var once: [UntaggedLine] = []
    for line in sorted where line.line.row.number != once.last?.line.row.number {
      once.append(line)
    }
    return once
  }

  func count(_ database: any Database) throws(StorageFailure) -> Int64 {
    if let keys = severalTags {
      let (sql, values) = counting(keys)
      return try database.all(sql, values) { $0.integer(0) }.first ?? 0
    }
    var total: Int64 = 0
    for walk in walks {
      var parameters = SQLParameters()
      let sql = "SELECT count(*) FROM \(walk.tables)\(clause(walk, &parameters))"
      total += try database.all(sql, parameters.values) { $0.integer(0) }.first ?? 0
    }
    return total
  }

  /// The tags that the walks go by where they are more than one, so that walks can meet.
  private var severalTags: Set<CaselessKey>? {
    let keys = walks.compactMap { walk in
      if case .tag(let key) = walk.way { key } else { nil }
    }
    return Set(keys).count > 1 ? Set(keys) : nil
  }

  /// Counts each ticket once, however many of the tags it has.
  private func counting(_ keys: Set<CaselessKey>) -> (sql: String, values: [SQLValue]) {
    let statuses = walks.reduce(into: Set()) { $0.formUnion($1.statuses) }
    let walk = TicketWalk(way: .open, statuses: statuses)
    var parameters = SQLParameters()
    let list = parameters.list(keys.map(\.text).sorted().map(SQLValue.text))
    let clause = clause(walk, &parameters)
    return (
      """
      SELECT count(*) FROM (SELECT DISTINCT g.ticket AS number FROM tag AS g
        WHERE g.key IN (\(list))) AS f CROSS JOIN ticket AS t\(clause.isEmpty ? " WHERE" : clause + " AND")
        t.number = f.number
      """, parameters.values
    )
  }

  /// The statement of one walk.
  func listing(_ walk: TicketWalk) -> (sql: String, values: [SQLValue]) {
    var parameters = SQLParameters()
    var clause = clause(walk, &parameters)
    if let after = query.after {
      let due = parameters.place(.integer(after.due?.milliseconds ?? Schema.never))
      let number = parameters.place(.integer(after.number.value))
      clause += clause.isEmpty ? " WHERE " : " AND "
      clause += "(\(walk.due), \(walk.number)) > (\(due), \(number))"
    }
    let sql = """
      \(Self.columns), v.value, EXISTS (SELECT 1 FROM tag AS o WHERE o.ticket = t.number)
      FROM \(walk.tables)
      LEFT JOIN vault AS v ON v.event = t.subject_event AND v.member = 'subject'
      \(clause) ORDER BY \(walk.due), \(walk.number)
      LIMIT \(parameters.place(.integer(Int64(query.limit))))
      """
    return (sql, parameters.values)
  }

  private func clause(_ walk: TicketWalk, _ parameters: inout SQLParameters) -> String {
    let writer = ConditionSQL(due: walk.due, scope: query.scope)
    let conditions = walk.bounds(&parameters) + rest.map { writer.text($0, &parameters) }
    return conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }

  // MARK: Rows

  static let columns = """
    SELECT t.number, t.status, t.priority, t.agent, t.customer, t.subject_event, t.opened_at,
      t.updated_at, t.revision, t.public_updated_at, t.public_revision, t.version, t.due_at,
      t.reference, t.snoozed_until
    """

  /// A line without its tags, and whether there are any.
  private static func line(_ row: any Row) -> UntaggedLine {
    UntaggedLine(
      line: TicketLine(row: Self.row(row), subject: row.optionalText(15)),
      isTagged: row.integer(16) != 0)
  }

  static func row(_ row: any Row) -> TicketRow {
    let due = row.integer(12)
    let agent = row.integer(3)
    return TicketRow(
      number: TicketNumber(row.integer(0)), status: Ranks.statuses[row.integer(1)] ?? .new,
      priority: Ranks.priorities[row.integer(2)] ?? .low,
      agent: agent == 0 ? nil : PersonNumber(agent), customer: PersonNumber(row.integer(4)),
      subjectEvent: row.integer(5), openedAt: Instant(clamping: row.integer(6)),
      updatedAt: Instant(clamping: row.integer(7)), revision: row.integer(8),
      publicUpdatedAt: Instant(clamping: row.integer(9)), publicRevision: row.integer(10),
      version: row.integer(11), dueAt: due == Schema.never ? nil : Instant(clamping: due),
      reference: row.optionalText(13),
      snoozedUntil: row.integer(14) == 0 ? nil : Instant(clamping: row.integer(14)))
  }
}
