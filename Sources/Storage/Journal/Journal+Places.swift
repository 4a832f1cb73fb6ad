import SupportDesk

extension Journal {
  /// The number of the last event; 0 where there is none.
  func lastEvent() throws(StorageFailure) -> Int64 {
    try database.first("SELECT COALESCE(MAX(sequence), 0) FROM event") { $0.integer(0) } ?? 0
  }

  /// A digest of its number and of when its change was recorded, as it was noted then.
  ///
  /// Behind a backup that was put back another is recorded at another time. It says nothing of what anybody
  /// may not see: the time is hashed with the store's identity.
  func mark(ofEvent sequence: Int64) throws(StorageFailure) -> String? {
    try database.first(
      """
      SELECT change.recorded_at FROM event JOIN change ON change.sequence = event.change
      WHERE event.sequence = $1
      """, .integer(sequence)
    ) { mark(sequence, recordedAt: $0.integer(0)) }
  }

  private func mark(_ sequence: Int64, recordedAt: Int64) -> String {
    var digest = Digest("desk-mark-v1")
    digest.field(identity)
    digest.number(sequence)
    digest.number(recordedAt)
    return Array(digest.sum().prefix(8)).hex
  }

  /// The events of tickets behind one, in order.
  func ticketEvents(
    behind sequence: Int64, limit: Int
  ) throws(StorageFailure) -> [EventPlace] {
    let bounds = StreamKind.ticket.bounds
    let rows = try database.all(
      """
      SELECT event.sequence, stream, change, channel, method, recorded_at
      FROM event JOIN change ON change.sequence = event.change
      WHERE event.sequence > $1 AND stream >= $2 AND stream < $3
      ORDER BY event.sequence LIMIT $4
      """,
      [.integer(sequence), .text(bounds.first), .text(bounds.behind), .integer(Int64(limit))]
    ) { ($0.integer(0), $0.text(1), $0.integer(2), $0.text(3), $0.text(4), $0.integer(5)) }
    return rows.compactMap { sequence, stream, change, channel, method, recordedAt in
      StreamName(stream)?.ticket.map {
        EventPlace(
          sequence: sequence, ticket: $0, change: change, channel: channel, method: method,
          mark: mark(sequence, recordedAt: recordedAt))
      }
    }
  }
}
