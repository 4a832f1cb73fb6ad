import SupportDesk

/// The events of streams, a whole stream at a time, in the order of their numbers.
struct StreamReader {
  let database: any Database

  /// One event, and what its change says of it.
  struct Entry {
    let sequence: Int64
    let change: Int64
    let version: Int64
    let actor: String
    let occurredAt: Int64
    let recordedAt: Int64
    let kind: String
    let payload: String
  }

  /// A kind of streams, by what their names begin with.
  enum Kind: String, CaseIterable {
    case ticket, person

    /// Before, and behind, all names of the kind.
    var bounds: [SQLValue] { [.text(rawValue + "/"), .text(rawValue + "0")] }
  }

  private static let columns = """
    SELECT e.stream, e.sequence, e.change, e.version, c.actor, e.occurred_at, c.recorded_at, e.kind,
      e.payload
    FROM event AS e JOIN change AS c ON c.sequence = e.change
    """

  /// Every stream of a kind.
  func each(
    _ kind: Kind, _ body: (_ name: String, _ entries: [Entry]) throws(Failure) -> Void
  ) throws(Failure) {
    // Names of one length are in the order of their numbers.
    let lengths = try wrapped { () throws(StorageFailure) in
      try database.all(
        """
        SELECT DISTINCT length(stream) FROM event WHERE stream > $1 AND stream < $2 ORDER BY 1
        """, kind.bounds
      ) { $0.integer(0) }
    }
    for length in lengths {
      try read(
        """
        WHERE e.stream > $1 AND e.stream < $2 AND length(e.stream) = $3
        ORDER BY e.stream, e.version
        """, kind.bounds + [.integer(length)], body)
    }
  }

  /// The stream of what concerns the desk as a whole.
  func desk(_ body: (_ name: String, _ entries: [Entry]) throws(Failure) -> Void) throws(Failure) {
    try read(
      "WHERE e.stream = $1 ORDER BY e.version", [.text(StreamName.desk.text)], body)
  }

  /// Events in streams of no kind, with their changes.
  func stray() throws(StorageFailure) -> [(sequence: Int64, change: Int64)] {
    let kinds = Kind.allCases.flatMap(\.bounds)
    return try database.all(
      """
      SELECT sequence, change FROM event WHERE stream <> $1
        AND NOT (stream > $2 AND stream < $3) AND NOT (stream > $4 AND stream < $5)
      """, [.text(StreamName.desk.text)] + kinds
    ) { ($0.integer(0), $0.integer(1)) }
  }

  private func read(
    _ clause: String, _ values: [SQLValue],
    _ body: (_ name: String, _ entries: [Entry]) throws(Failure) -> Void
  ) throws(Failure) {
    var current: (name: String, entries: [Entry])?
    try database.rows(Self.columns + "\n" + clause, values, convert: Failure.storage) {
      row throws(Failure) in
      let name = row.text(0)
      if current?.name != name {
        if let current { try body(current.name, current.entries) }
        current = (name, [])
      }
      current?.entries.append(
        Entry(
          sequence: row.integer(1), change: row.integer(2), version: row.integer(3),
          actor: row.text(4), occurredAt: row.integer(5), recordedAt: row.integer(6),
          kind: row.text(7), payload: row.text(8)))
    }
    if let current { try body(current.name, current.entries) }
  }
}
