import ServiceLevels
import SupportDesk

extension Ticket: Projected {
  static let tables = ["ticket": "number", "tag": "ticket", "clock": "ticket", "notice": "ticket"]

  func isLate(_ event: Recorded<TicketEvent>) -> Bool { event.occurredAt < updatedAt }

  func store(
    _ newest: [Recorded<TicketEvent>], anew: Bool, in database: any Database
  ) throws(StorageFailure) {
    let rows = TicketRows(database: database)
    for event in newest { try rows.store(event.event, of: number) }
    let row = TicketRow(self)
    try database.run(
      """
      INSERT INTO ticket (number, status, priority, agent, customer, subject_event, opened_at,
        updated_at, revision, public_updated_at, public_revision, version, due_at, reference)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      ON CONFLICT (number) DO UPDATE SET status = excluded.status, priority = excluded.priority,
        agent = excluded.agent, customer = excluded.customer,
        subject_event = excluded.subject_event, opened_at = excluded.opened_at,
        updated_at = excluded.updated_at,
        revision = excluded.revision, public_updated_at = excluded.public_updated_at,
        public_revision = excluded.public_revision, version = excluded.version,
        due_at = excluded.due_at
      """,
      .integer(row.number.value), .integer(Int64(row.status.rank)),
      .integer(Int64(row.priority.rank)), .integer(row.agent?.value ?? 0),
      .integer(row.customer.value), .integer(row.subjectEvent),
      .integer(row.openedAt.milliseconds), .integer(row.updatedAt.milliseconds),
      .integer(row.revision), .integer(row.publicUpdatedAt.milliseconds),
      .integer(row.publicRevision), .integer(row.version),
      .integer(row.dueAt?.milliseconds ?? Schema.never), .optional(row.reference))
    if !tags.isEmpty { try rows.storeTags(of: row) }
    if anew {
      try database.run("DELETE FROM clock WHERE ticket = $1", .integer(row.number.value))
    }
    for clock in clockRows { try rows.store(clock) }
  }
}

/// Writes the rows that stand beside a ticket's own.
private struct TicketRows {
  let database: any Database

  /// Lists by tag walk the tags' own index, so tags bear what lists are ordered by.
  func storeTags(of row: TicketRow) throws(StorageFailure) {
    try database.run(
      """
      UPDATE tag SET is_live = $1, due_at = $2
      WHERE ticket = $3 AND (is_live <> $1 OR due_at <> $2)
      """,
      .integer(row.status.isLive ? 1 : 0), .integer(row.dueAt?.milliseconds ?? Schema.never),
      .integer(row.number.value))
  }

  func store(_ row: ClockRow) throws(StorageFailure) {
    try database.run(
      """
      INSERT INTO clock (ticket, clock, began, is_first, is_last, priority, started_at, state,
        limit_at, verdict, breached_earlier, notice_at, notice_threshold)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      ON CONFLICT (ticket, clock, began) DO UPDATE SET is_last = excluded.is_last,
        priority = excluded.priority, state = excluded.state, limit_at = excluded.limit_at,
        verdict = excluded.verdict, breached_earlier = excluded.breached_earlier,
        notice_at = excluded.notice_at, notice_threshold = excluded.notice_threshold
      """,
      .integer(row.ticket.value), .integer(Int64(row.clock.rank)), .integer(row.began),
      .integer(row.isFirst ? 1 : 0), .integer(row.isLast ? 1 : 0),
      .integer(Int64(row.priority.rank)),
      .integer(row.startedAt.milliseconds), .integer(row.state.rawValue),
      .optional(row.limitAt?.milliseconds), .optional(row.verdict?.rawValue),
      .integer(row.breachedEarlier ? 1 : 0), .optional(row.noticeAt?.milliseconds),
      .optional(row.noticeThreshold))
  }

  /// What one event changes beside its ticket's own row.
  func store(_ event: TicketEvent, of ticket: TicketNumber) throws(StorageFailure) {
    switch event {
    case .tagged(let tag):
      try database.run(
        """
        INSERT INTO tag (key, ticket, tag, is_live, due_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        """,
        .text(CaselessKey(tag).text), .integer(ticket.value), .text(tag), .integer(1),
        .integer(Schema.never))
    case .untagged(let tag):
      try database.run(
        "DELETE FROM tag WHERE key = $1 AND ticket = $2", .text(CaselessKey(tag).text),
        .integer(ticket.value))
    case .notified(let notice):
      try database.run(
        """
        INSERT INTO notice (ticket, clock, began, promised, threshold, due, sent)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        .integer(ticket.value), .integer(Int64(notice.key.clock.rank)),
        .integer(notice.key.began), .integer(notice.key.promised),
        .integer(notice.key.threshold), .integer(notice.due.milliseconds),
        .integer(notice.sent.milliseconds))
    case .withdrawn(let key):
      try database.run(
        """
        DELETE FROM notice WHERE ticket = $1 AND clock = $2 AND began = $3 AND promised = $4
          AND threshold = $5
        """,
        .integer(ticket.value), .integer(Int64(key.clock.rank)), .integer(key.began),
        .integer(key.promised), .integer(key.threshold))
    default: break
    }
  }
}
