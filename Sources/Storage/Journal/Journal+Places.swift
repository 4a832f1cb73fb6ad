import SupportDesk

extension Journal {
  /// The number of the last event; 0 where there is none.
  func lastEvent() throws(StorageFailure) -> Int64 {
    try database.first("SELECT COALESCE(MAX(sequence), 0) FROM event") { $0.integer(0) } ?? 0
  }

  /// The events of tickets behind one, in order.
  func ticketEvents(
    behind sequence: Int64, limit: Int
  ) throws(StorageFailure) -> [EventPlace] {
    let bounds = StreamKind.ticket.bounds
    let rows = try database.all(
      """
      SELECT event.sequence, stream, change, channel, method
      FROM event JOIN change ON change.sequence = event.change
      WHERE event.sequence > $1 AND stream >= $2 AND stream < $3
      ORDER BY event.sequence LIMIT $4
      """,
      [.integer(sequence), .text(bounds.first), .text(bounds.behind), .integer(Int64(limit))]
    ) { ($0.integer(0), $0.text(1), $0.integer(2), $0.text(3), $0.text(4)) }
    return rows.compactMap { sequence, stream, change, channel, method in
      StreamName(stream)?.ticket.map {
        EventPlace(
          sequence: sequence, ticket: $0, change: change, channel: channel, method: method)
      }
    }
  }
}
