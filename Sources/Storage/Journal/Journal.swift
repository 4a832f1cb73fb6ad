import JSON
import ServiceLevels
import SupportDesk

/// The journal's tables: appended to, read in order, never changed.
struct Journal {
  let database: any Database
  let identity: [UInt8]
  let vault: Vault

  /// The last change's number, instant and hash.
  typealias Tail = (sequence: Int64, recordedAt: Int64, hash: [UInt8])

  /// Where it ends; zeros where there is nothing.
  func tail() throws(StorageFailure) -> Tail {
    let row = try database.first(
      "SELECT sequence, recorded_at, hash FROM change ORDER BY sequence DESC LIMIT 1"
    ) { ($0.integer(0), $0.integer(1), $0.blob(2)) }
    return row ?? (0, 0, Chain.origin)
  }

  /// Where it ends, to be noted elsewhere.
  func anchor() throws(StorageFailure) -> Anchor {
    let tail = try tail()
    return Anchor(store: identity.hex, change: tail.sequence, hash: tail.hash.hex)
  }

  /// The hash of a change; nil where there is no such change.
  func hash(of change: Int64) throws(StorageFailure) -> [UInt8]? {
    if change == 0 { return Chain.origin }
    return try database.first("SELECT hash FROM change WHERE sequence = $1", .integer(change)) {
      $0.blob(0)
    }
  }

  /// How many events a stream has.
  func version(of stream: StreamName) throws(StorageFailure) -> Int64 {
    try database.first(
      "SELECT coalesce(max(version), 0) FROM event WHERE stream = $1", .text(stream.text)
    ) { $0.integer(0) } ?? 0
  }

  /// Appends a change.
  ///
  /// - Parameter version: the version of the last event of a stream; 0 where there is none.
  /// - Returns: its number, and that of its first event; the others follow it.
  func append(
    _ change: Change, version: (StreamName) -> Int64
  ) throws(StorageFailure) -> AppendedChange {
    let tail = try tail()
    var sequence =
      try database.first("SELECT coalesce(max(sequence), 0) FROM event") { $0.integer(0) } ?? 0
    var stored = StoredChange(
      sequence: try Self.next(after: tail.sequence), recordedAt: change.recordedAt.milliseconds,
      actor: change.origin.actor.text, channel: change.origin.channel, method: change.origin.method,
      program: change.origin.program, previous: tail.hash)
    let first = try Self.next(after: sequence)
    var known: [StreamName: Int64] = [:]
    var deposits: [(Int64, Vault.Deposit)] = []
    for occurrence in change.occurrences {
      sequence = try Self.next(after: sequence)
      let stream = occurrence.fact.stream
      let version = try Self.next(after: known[stream] ?? version(stream))
      known[stream] = version
      let (payload, kept) = seal(occurrence.fact, sequence)
      deposits += kept.map { (sequence, $0) }
      stored.events.append(
        JournalEntry.StoredEvent(
          sequence: sequence, stream: stream.text, version: version, kind: occurrence.fact.kind,
          occurredAt: occurrence.occurredAt.milliseconds, payload: payload))
    }
    stored.hash = Chain.hash(store: identity, stored)
    try write(stored)
    for (event, deposit) in deposits { try vault.keep(deposit, event: event) }
    return AppendedChange(number: stored.sequence, firstEvent: first)
  }

  /// The number behind one that was stored; whoever takes the triggers away can store any.
  static func next(after number: Int64) throws(StorageFailure) -> Int64 {
    guard number < .max else { throw .damaged("there is no number behind \(number)") }
    return number + 1
  }

  /// A fact's payload, and the values for the vault.
  private func seal(
    _ fact: Fact, _ sequence: Int64
  ) -> (payload: String, deposits: [Vault.Deposit]) {
    var deposits: [Vault.Deposit] = []
    let sealer = vault.sealer(event: sequence) { deposits.append($0) }
    return (JSONValue.object(fact.payload(sealer)).canonical(), deposits)
  }

  private func write(_ stored: StoredChange) throws(StorageFailure) {
    try database.run(
      """
      INSERT INTO change
        (sequence, recorded_at, actor, channel, method, program, previous, hash)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """,
      .integer(stored.sequence), .integer(stored.recordedAt), .text(stored.actor),
      .text(stored.channel), .text(stored.method), .text(stored.program),
      .blob(stored.previous), .blob(stored.hash))
    for event in stored.events {
      try database.run(
        """
        INSERT INTO event (sequence, change, stream, version, kind, occurred_at, payload)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        .integer(event.sequence), .integer(stored.sequence), .text(event.stream),
        .integer(event.version), .text(event.kind), .integer(event.occurredAt),
        .text(event.payload))
    }
  }

  /// Every change from a number on with its events, in order.
  func changes(
    from first: Int64, _ body: (StoredChange) throws(Failure) -> Void
  ) throws(Failure) {
    var current: StoredChange?
    let sql = """
      SELECT c.sequence, c.recorded_at, c.actor, c.channel, c.method, c.program, c.previous, c.hash,
        e.sequence, e.stream, e.version, e.kind, e.occurred_at, e.payload
      FROM event AS e JOIN change AS c ON c.sequence = e.change
      WHERE e.change >= $1 ORDER BY e.sequence
      """
    // Every change has events and they stand together, so walking the events meets every change.
    try database.rows(sql, [.integer(first)], convert: Failure.storage) {
      row throws(Failure) in
      if current?.sequence != row.integer(0) {
        if let current { try body(current) }
        current = StoredChange(
          sequence: row.integer(0), recordedAt: row.integer(1), actor: row.text(2),
          channel: row.text(3), method: row.text(4), program: row.text(5),
          previous: row.blob(6), hash: row.blob(7))
      }
      current?.events.append(
        JournalEntry.StoredEvent(
          sequence: row.integer(8), stream: row.text(9), version: row.integer(10),
          kind: row.text(11), occurredAt: row.integer(12), payload: row.text(13)))
    }
    if let current { try body(current) }
  }

  /// One change with its events; nil where there is none.
  func change(_ number: Int64) throws(StorageFailure) -> StoredChange? {
    let row = try database.first(
      """
      SELECT recorded_at, actor, channel, method, program, previous, hash
      FROM change WHERE sequence = $1
      """, .integer(number)
    ) {
      StoredChange(
        sequence: number, recordedAt: $0.integer(0), actor: $0.text(1), channel: $0.text(2),
        method: $0.text(3), program: $0.text(4), previous: $0.blob(5), hash: $0.blob(6))
    }
    guard var stored = row else { return nil }
    stored.events = try database.all(
      """
      SELECT sequence, stream, version, kind, occurred_at, payload FROM event
      WHERE change = $1 ORDER BY sequence
      """, [.integer(number)]
    ) {
      JournalEntry.StoredEvent(
        sequence: $0.integer(0), stream: $0.text(1), version: $0.integer(2), kind: $0.text(3),
        occurredAt: $0.integer(4), payload: $0.text(5))
    }
    return stored
  }

  /// The events of a stream in order, at the times that are true of them.
  ///
  /// - Parameters:
  ///   - version: only events behind the one of this version.
  ///   - change: only events of changes up to this one; nil for all.
  ///   - texts: from which event on with their words, as far as they were not erased; nil for none.
  func history<S: SupportDesk.Stream>(
    _ stream: S.Type, of number: S.Number, behind version: Int64 = 0, upTo change: Int64? = nil,
    through last: Int64 = .max, withTexts texts: PartialRangeFrom<Int64>? = nil,
    _ corrections: Corrections, _ calendars: Calendars
  ) throws(StorageFailure) -> [Recorded<S.Event>] {
    let last = min(change ?? .max, last)
    let corrections = corrections.known(by: change)
    let name = S.name(of: number)
    let entries = try StreamReader(database: database).entries(
      of: name, behind: version, upTo: last)
    let texts =
      try entries.isEmpty
      ? [:]
      : texts.map { texts throws(StorageFailure) in
        try vault.values(of: name, from: texts.lowerBound, upTo: last)
      } ?? [:]
    var events: [Recorded<S.Event>] = []
    events.reserveCapacity(entries.count)
    for entry in entries {
      let words = texts[entry.sequence]
      let event: Recorded<S.Event> = try entry.recorded { words?[$0] }
      try EventReader.check(event.event, entry.sequence, by: calendars)
      events.append(corrections.applied(to: event))
    }
    return events
  }
}
