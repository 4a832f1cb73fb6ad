import JSON
import SupportDesk

/// Finds what a store holds of a person: by walks over all of it, for it is seldom asked.
struct ErasureSearch {
  private let database: any Database

  init(_ database: any Database) { self.database = database }

  private static var ofTickets: [SQLValue] {
    [.text(StreamKind.ticket.bounds.first), .text(StreamKind.ticket.bounds.behind)]
  }

  /// The tickets that are or were the person's, or on which they wrote.
  ///
  /// A payload is canonical, so its members are looked for as they are written; what is found in
  /// vain is sorted out by the ticket's own events.
  func tickets(of person: PersonNumber) throws(StorageFailure) -> [TicketNumber] {
    let streams = try database.all(
      """
      SELECT DISTINCT e.stream FROM event AS e JOIN change AS c ON c.sequence = e.change
      WHERE e.stream >= $6 AND e.stream < $7
        AND (c.actor = $1 OR e.payload LIKE $2 OR e.payload LIKE $3 OR e.payload LIKE $4
          OR e.payload LIKE $5)
      """,
      [.text(StreamName.person(person).text)]
        + ["author", "customer", "to", "was"].map { member in
          .text("%\"\(member)\":\(person.value)" + (member == "was" ? "}%" : ",%"))
        } + Self.ofTickets
    ) { $0.text(0) }
    return streams.compactMap { StreamName($0)?.ticket }.sorted { $0.value < $1.value }
  }

  /// The events of no ticket whose words are the person's: all of their own, and reasons they gave.
  func events(beside person: PersonNumber) throws(StorageFailure) -> [Int64] {
    try database.all(
      """
      SELECT e.sequence FROM event AS e JOIN change AS c ON c.sequence = e.change
      WHERE (e.stream = $1 OR c.actor = $1 AND e.payload LIKE '%"because":{"$c":%'
          AND NOT (e.stream >= $2 AND e.stream < $3))
        AND EXISTS (SELECT 1 FROM vault AS v WHERE v.event = e.sequence)
      """, [.text(StreamName.person(person).text)] + Self.ofTickets
    ) { $0.integer(0) }
  }

  /// Their own drafts, those meant for them, and those that name them.
  func drafts(
    of person: PersonNumber, on tickets: Set<TicketNumber>, _ identifiers: Identifiers
  ) throws(StorageFailure) -> [Erasure.DraftName] {
    try database.all(
      """
      SELECT person, number, ticket, text, arguments, customer FROM draft WHERE arguments <> ''
      """, []
    ) { row -> Erasure.DraftName? in
      let ticket = row.optionalInteger(2).map(TicketNumber.init)
      let isMeant =
        row.integer(0) == person.value
        || (row.optionalInteger(5).map { $0 == person.value }
          ?? ticket.map(tickets.contains) ?? false)
        || identifiers.occur(in: row.text(3)) || identifiers.occur(in: row.text(4))
      return isMeant ? .init(person: PersonNumber(row.integer(0)), number: row.integer(1)) : nil
    }.compactMap(\.self)
  }

  /// Tags that name the person, wherever one was ever put; the journal keeps them.
  func tags(_ identifiers: Identifiers) throws(StorageFailure) -> [Erasure.Tagging] {
    let rows = try database.all(
      "SELECT stream, payload FROM event WHERE kind = $1 ORDER BY sequence",
      [.text(TicketEvent.Kind.tagged.rawValue)]
    ) { ($0.text(0), $0.text(1)) }
    var seen: Set<Erasure.Tagging> = []
    return rows.compactMap { stream, payload in
      guard let ticket = StreamName(stream)?.ticket,
        let tag = (try? JSONReader.read(Array(payload.utf8)).value)?["tag"]?.string,
        identifiers.name(tag: tag)
      else { return nil }
      let tagging = Erasure.Tagging(ticket: ticket, tag: tag)
      return seen.insert(tagging).inserted ? tagging : nil
    }
  }

  /// Counts the values that go and notes their lines; then finds in the values that stay what names
  /// the person, and which lines they have too.
  func look(
    through erasure: inout Erasure, _ identifiers: Identifiers
  ) throws(StorageFailure) {
    var lines: [Substring] = []
    for range in erasure.events.ranges {
      let values = try database.all(
        """
        SELECT value FROM vault WHERE event BETWEEN $1 AND $2
        UNION ALL SELECT key FROM spelling WHERE event BETWEEN $1 AND $2
        """, [.integer(range.lowerBound), .integer(range.upperBound)]
      ) { $0.text(0) }
      lines += values.flatMap(Self.lines)
      erasure.values +=
        try database.first(
          "SELECT count(*) FROM vault WHERE event BETWEEN $1 AND $2", .integer(range.lowerBound),
          .integer(range.upperBound)
        ) { $0.integer(0) } ?? 0
    }
    var left = Set(lines)
    let events = erasure.events
    var mentions: [Erasure.Mention] = []
    try database.rows(
      """
      SELECT v.event, v.member, v.value, e.stream
      FROM vault AS v JOIN event AS e ON e.sequence = v.event ORDER BY v.event, v.member
      """, [], convert: { $0 }
    ) { row throws(StorageFailure) in
      let event = row.integer(0)
      if events.contains(event) { return }
      let value = row.text(2)
      for line in Self.lines(value) { left.remove(line) }
      if let ticket = StreamName(row.text(3))?.ticket, identifiers.occur(in: value) {
        mentions.append(.init(ticket: ticket, event: event))
      }
    }
    erasure.mentions = mentions
    erasure.lines = left.map(String.init).sorted()
  }

  /// The pieces of a value that are looked for: its lines, long ones in parts, for a page of a file
  /// may hold no more of them; too short ones are part of too much.
  private static func lines(_ value: String) -> [Substring] {
    value.split { $0.isNewline }.flatMap { line -> [Substring] in
      var pieces: [Substring] = []
      var rest = line[...]
      while rest.utf8.count > pieceMax {
        let piece = rest.prefix(pieceMax / 4)
        pieces.append(piece)
        rest = rest.dropFirst(piece.count)
      }
      return (pieces + [rest]).filter { $0.utf8.count >= pieceMin }
    }
  }

  private static let (pieceMin, pieceMax) = (4, 128)

  // MARK: What was decided

  /// The change of the first of these events; nil where there are none.
  func firstChange(of events: EventNumbers) throws(StorageFailure) -> Int64? {
    guard let first = events.ranges.first?.lowerBound else { return nil }
    return try database.first("SELECT change FROM event WHERE sequence = $1", .integer(first)) {
      $0.integer(0)
    }
  }

  func isUnswept(_ person: PersonNumber) throws(StorageFailure) -> Bool {
    try database.first("SELECT 1 FROM unswept WHERE person = $1", .integer(person.value)) { _ in
      true
    } ?? false
  }

  func unswept() throws(StorageFailure) -> [PersonNumber] {
    try database.all("SELECT person FROM unswept ORDER BY person", []) {
      PersonNumber($0.integer(0))
    }
  }

  func mentions(_ events: EventNumbers) throws(StorageFailure) -> [Erasure.Mention] {
    var mentions: [Erasure.Mention] = []
    for range in events.ranges {
      let rows = try database.all(
        "SELECT sequence, stream FROM event WHERE sequence BETWEEN $1 AND $2 ORDER BY sequence",
        [.integer(range.lowerBound), .integer(range.upperBound)]
      ) { ($0.integer(0), $0.text(1)) }
      mentions += rows.compactMap { event, stream in
        StreamName(stream)?.ticket.map { .init(ticket: $0, event: event) }
      }
    }
    return mentions
  }
}
