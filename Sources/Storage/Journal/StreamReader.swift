import JSON
import ServiceLevels
import SupportDesk

/// The events of streams as their rows hold them, in the order in which they were recorded.
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

    fileprivate init(_ row: any Row) {
      sequence = row.integer(1)
      change = row.integer(2)
      version = row.integer(3)
      actor = row.text(4)
      occurredAt = row.integer(5)
      recordedAt = row.integer(6)
      kind = row.text(7)
      payload = row.text(8)
    }

    /// What it says.
    ///
    /// - Throws: `damaged` where nothing that this program writes says so.
    func recorded<Event: StreamEvent>(
      unseal: @escaping Unsealer = { _ in nil }
    ) throws(StorageFailure) -> Recorded<Event> {
      Recorded(
        sequence: sequence, change: change, actor: try EventReader.actor(actor, sequence),
        occurredAt: try EventReader.instant(occurredAt, sequence),
        recordedAt: try EventReader.instant(recordedAt, sequence),
        event: try EventReader.event(sequence, kind, payload, unseal: unseal))
    }
  }

  private static let columns = """
    SELECT e.stream, e.sequence, e.change, e.version, c.actor, e.occurred_at, c.recorded_at, e.kind,
      e.payload
    FROM event AS e JOIN change AS c ON c.sequence = e.change
    """

  /// The events of one stream behind a version, of changes up to this one.
  func entries(
    of name: StreamName, behind version: Int64 = 0, upTo change: Int64 = .max
  ) throws(StorageFailure) -> [Entry] {
    try database.all(
      Self.ofOne, [.text(name.text), .integer(version), .integer(change)], read: Entry.init)
  }

  private static let ofOne =
    columns + "\nWHERE e.stream = $1 AND e.version > $2 AND e.change <= $3 ORDER BY e.version"

  /// The events of every stream of a kind that has few, by their streams' numbers.
  func all(_ kind: StreamKind) throws(StorageFailure) -> [Int64: [Entry]] {
    let rows = try database.all(
      Self.columns + "\nWHERE e.stream >= $1 AND e.stream < $2 ORDER BY e.stream, e.version",
      Self.bounds(kind)
    ) { (StreamName($0.text(0))?.number ?? 0, Entry($0)) }
    return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
  }

  /// Every stream of a kind, a whole one at a time, in the order of their numbers.
  func each(
    _ kind: StreamKind, _ body: (_ name: String, _ entries: [Entry]) throws(Failure) -> Void
  ) throws(Failure) {
    let bounds = Self.bounds(kind)
    // Names of one length are in the order of their numbers.
    let lengths = try wrapped { () throws(StorageFailure) in
      try database.all(
        """
        SELECT DISTINCT length(stream) FROM event WHERE stream >= $1 AND stream < $2 ORDER BY 1
        """, bounds
      ) { $0.integer(0) }
    }
    for length in lengths {
      try read(
        """
        WHERE e.stream >= $1 AND e.stream < $2 AND length(e.stream) = $3
        ORDER BY e.stream, e.version
        """, bounds + [.integer(length)], body)
    }
  }

  /// The number of the last event of such streams; 0 where there is none.
  func last(_ kind: StreamKind) throws(StorageFailure) -> Int64 {
    let bounds = Self.bounds(kind)
    return try database.first(
      "SELECT coalesce(max(sequence), 0) FROM event WHERE stream >= $1 AND stream < $2", bounds[0],
      bounds[1]
    ) { $0.integer(0) } ?? 0
  }

  private static func bounds(_ kind: StreamKind) -> [SQLValue] {
    [.text(kind.bounds.first), .text(kind.bounds.behind)]
  }

  /// Events in streams of no kind, with their changes.
  func stray() throws(StorageFailure) -> [(sequence: Int64, change: Int64)] {
    var parameters = SQLParameters()
    let kinds = StreamKind.allCases.map { kind in
      let bounds = Self.bounds(kind).map { parameters.place($0) }
      return "NOT (stream >= \(bounds[0]) AND stream < \(bounds[1]))"
    }
    return try database.all(
      "SELECT sequence, change FROM event WHERE " + kinds.joined(separator: " AND "),
      parameters.values
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
      current?.entries.append(Entry(row))
    }
    if let current { try body(current.name, current.entries) }
  }
}
