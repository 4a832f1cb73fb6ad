import ServiceLevels
import SupportDesk

/// The SQL of a list: one index walk in the order of due instants.
struct TicketSearch {
  private var conditions: [String] = []
  private var values: [SQLValue] = []
  private let query: TicketQuery

  init(_ query: TicketQuery) {
    self.query = query
    // The words of the partial indexes, so that SQLite sees that they serve.
    if query.isLive { conditions.append("t.status < 3") }
    if let number = query.number { add("t.number = ", .integer(number.value)) }
    if !query.statuses.isEmpty {
      conditions.append("t.status IN (\(Self.list(query.statuses.map(\.rank))))")
    }
    if !query.priorities.isEmpty {
      conditions.append("t.priority IN (\(Self.list(query.priorities.map(\.rank))))")
    }
    if let customer = query.customer { add("t.customer = ", .integer(customer.value)) }
    if let tag = query.tag {
      let place = place(.text(tag))
      conditions.append(
        "EXISTS (SELECT 1 FROM tag WHERE tag.tag = \(place) AND tag.ticket = t.number)")
    }
    if let until = query.dueUntil { add("t.due_at <= ", .integer(until.milliseconds)) }
    if let before = query.breachedBefore {
      let place = place(.integer(before.milliseconds))
      conditions.append(
        """
        t.due_at < \(place) AND EXISTS (SELECT 1 FROM clock AS k
          WHERE k.ticket = t.number AND k.state = 0 AND k.limit_at < \(place))
        """)
    }
    switch query.owner {
    case .anyone, .agentOrNobody: break
    case .nobody: conditions.append("t.agent = 0")
    case .agent(let agent): add("t.agent = ", .integer(agent.value))
    }
  }

  /// The lines in order, and no more than the limit.
  func lines(_ connection: Connection) throws(StorageFailure) -> [TicketLine] {
    guard case .agentOrNobody(let agent) = query.owner else { return try walk(connection) }
    // Two walks of the owner's index and a merge: one walk would pass over everybody else's.
    var own = query
    own.owner = .agent(agent)
    var free = query
    free.owner = .nobody
    let both =
      try TicketSearch(own).walk(connection) + TicketSearch(free).walk(connection)
    let sorted = both.sorted {
      ($0.row.dueAt?.milliseconds ?? Schema.never, $0.row.number)
        < ($1.row.dueAt?.milliseconds ?? Schema.never, $1.row.number)
    }
    return Array(sorted.prefix(query.limit))
  }

  func count(_ connection: Connection) throws(StorageFailure) -> Int64 {
    var search = self
    if case .agentOrNobody(let agent) = query.owner {
      search.conditions.append("t.agent IN (0, \(agent.value))")
    }
    let sql = "SELECT count(*) FROM ticket AS t\(search.clause)"
    return try connection.all(sql, search.values) { $0.integer(0) }.first ?? 0
  }

  private func walk(_ connection: Connection) throws(StorageFailure) -> [TicketLine] {
    var search = self
    if let after = query.after {
      let due = search.place(.integer(after.due?.milliseconds ?? Schema.never))
      let number = search.place(.integer(after.number.value))
      search.conditions.append("(t.due_at, t.number) > (\(due), \(number))")
    }
    let limit = search.place(.integer(Int64(query.limit)))
    let sql = """
      \(Self.columns), v.value
      FROM ticket AS t LEFT JOIN vault AS v ON v.event = t.subject_event AND v.member = 'subject'
      \(search.clause) ORDER BY t.due_at, t.number LIMIT \(limit)
      """
    return try connection.all(sql, search.values) { Self.line($0) }
  }

  static let columns = """
    SELECT t.number, t.status, t.priority, t.agent, t.customer, t.subject_event, t.opened_at,
      t.updated_at, t.revision, t.public_updated_at, t.public_revision, t.version, t.due_at,
      t.reference
    """

  private static func line(_ row: Statement) -> TicketLine {
    TicketLine(row: Self.row(row), subject: row.optionalText(14))
  }

  static func row(_ row: Statement) -> TicketRow {
    let due = row.integer(12)
    let agent = row.integer(3)
    return TicketRow(
      number: TicketNumber(row.integer(0)), status: Status(rank: Int(row.integer(1))) ?? .new,
      priority: Priority(rank: Int(row.integer(2))) ?? .low,
      agent: agent == 0 ? nil : PersonNumber(agent), customer: PersonNumber(row.integer(4)),
      subjectEvent: row.integer(5), openedAt: Instant(clamping: row.integer(6)),
      updatedAt: Instant(clamping: row.integer(7)), revision: row.integer(8),
      publicUpdatedAt: Instant(clamping: row.integer(9)), publicRevision: row.integer(10),
      version: row.integer(11), dueAt: due == Schema.never ? nil : Instant(clamping: due),
      reference: row.optionalText(13))
  }

  private var clause: String {
    conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }

  private mutating func place(_ value: SQLValue) -> String {
    values.append(value)
    return "$\(values.count)"
  }

  private mutating func add(_ condition: String, _ value: SQLValue) {
    let place = place(value)
    conditions.append(condition + place)
  }

  private static func list(_ ranks: [Int]) -> String {
    ranks.sorted().map(String.init).joined(separator: ", ")
  }
}
