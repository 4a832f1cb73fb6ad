import ServiceLevels
import SupportDesk

extension Ticket: Projected {
  static let tables = [
    "ticket": "number", "tag": "ticket", "clock": "ticket", "measure": "ticket",
    "notice": "ticket", "wait": "ticket", "breach": "ticket",
  ]

  func isLate(_ event: Recorded<TicketEvent>) -> Bool { event.occurredAt < updatedAt }

  func store(
    _ newest: [Recorded<TicketEvent>], over before: Ticket?, anew: Bool, by calendars: Calendars,
    in database: any Database
  ) throws(StorageFailure) {
    let rows = TicketRows(database: database)
    for event in newest { try rows.store(event.event, of: number) }
    let known = anew ? Set(calendars.names) : before?.clocks.calendarNames ?? []
    for calendar in known.subtracting(clocks.calendarNames) {
      try rows.forget(calendar, of: number)
    }
    let before = anew ? nil : before
    let row = TicketRow(self, by: calendars)
    try row.stored.put(in: database, over: before.map { TicketRow($0, by: calendars).stored })
    if !tags.isEmpty { try rows.storeTags(of: row) }
    if anew {
      for table in ["clock", "wait", "breach"] {
        try database.run("DELETE FROM \(table) WHERE ticket = $1", .integer(row.number.value))
      }
    }
    let knownRows = before?.clockRows(by: calendars, unlike: self) ?? []
    let clocks = Dictionary(knownRows.map { ($0.key, $0) }) { first, _ in first }
    let rowsNow = clockRows(by: calendars, unlike: before)
    for clock in rowsNow {
      let old = clocks[clock.key]
      if clock != old { try clock.stored.put(in: database, over: old?.stored) }
    }
    // An update that the resolution of its own instant took back never was.
    for key in Set(clocks.keys).subtracting(rowsNow.map(\.key)) {
      try database.run(
        "DELETE FROM clock WHERE ticket = $1 AND clock = $2 AND began = $3",
        .integer(number.value), .integer(Int64(key.clock.rank)), .integer(key.began))
    }
    try store(breaches: calendars, over: before, in: database)
    let waited = Set((before?.clocks.waits ?? []).map(\.event))
    for (index, wait) in self.clocks.waits.enumerated() {
      let old = waited.contains(wait.event) ? before?.clocks.waits[index] : nil
      if wait != old {
        try wait.stored(of: number).put(in: database, over: old?.stored(of: number))
      }
    }
    for calendar in self.clocks.calendarNames.subtracting(before?.clocks.calendarNames ?? []) {
      try rows.note(calendar, of: number)
    }
  }
}

extension TicketRow {
  private static let form = RowForm(
    "ticket", key: ["number"],
    [
      "status", "priority", "agent", "customer", "subject_event", "opened_at", "updated_at",
      "revision", "public_updated_at", "public_revision", "version", "due_at", "reference",
      "snoozed_until",
    ])

  fileprivate var stored: StoredRow {
    StoredRow(
      Self.form,
      [
        .integer(number.value), .integer(Int64(status.rank)), .integer(Int64(priority.rank)),
        .integer(agent?.value ?? 0), .integer(customer.value), .integer(subjectEvent),
        .integer(openedAt.milliseconds), .integer(updatedAt.milliseconds), .integer(revision),
        .integer(publicUpdatedAt.milliseconds), .integer(publicRevision), .integer(version),
        .integer(dueAt?.milliseconds ?? Schema.never), .optional(reference),
        .integer(snoozedUntil?.milliseconds ?? 0),
      ])
  }
}

extension ClockRow {
  /// What names the row among those of its ticket.
  fileprivate struct Key: Hashable {
    let clock: ClockName
    let began: Int64
  }

  fileprivate var key: Key { Key(clock: clock, began: began) }

  private static let form = RowForm(
    "clock", key: ["ticket", "clock", "began"],
    [
      "is_first", "is_last", "priority", "started_at", "state", "limit_at", "verdict",
      "breached_earlier", "reclassified", "withdrawn", "answered", "elapsed_ms", "policy_version",
      "notice_at", "notice_threshold",
    ])

  fileprivate var stored: StoredRow {
    StoredRow(
      Self.form,
      [
        .integer(ticket.value), .integer(Int64(clock.rank)), .integer(began),
        .integer(isFirst ? 1 : 0), .integer(isLast ? 1 : 0), .integer(Int64(priority.rank)),
        .integer(startedAt.milliseconds), .integer(state.rawValue),
        .optional(limitAt?.milliseconds), .optional(verdict?.rawValue),
        .integer(breachedEarlier ? 1 : 0), .integer(isReclassified ? 1 : 0),
        .integer(isWithdrawn ? 1 : 0), .integer(isAnswered ? 1 : 0), .integer(elapsedMs),
        .integer(policyVersion),
        .optional(noticeAt?.milliseconds),
        .optional(noticeThreshold),
      ])
  }
}

extension Wait {
  private static let form = RowForm(
    "wait", key: ["ticket", "event"], ["begun", "ended", "forced"])

  fileprivate func stored(of ticket: TicketNumber) -> StoredRow {
    StoredRow(
      Self.form,
      [
        .integer(ticket.value), .integer(event), .integer(from.milliseconds),
        .optional(to?.milliseconds), .integer(isForced ? 1 : 0),
      ])
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

  /// Which tickets a calendar's change concerns; what never closes never changes.
  func note(_ calendar: String, of ticket: TicketNumber) throws(StorageFailure) {
    if calendar == Calendars.always { return }
    try database.run(
      "INSERT INTO measure (calendar, ticket) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      .text(calendar), .integer(ticket.value))
  }

  /// That none of a ticket's clocks goes by a calendar any more.
  func forget(_ calendar: String, of ticket: TicketNumber) throws(StorageFailure) {
    try database.run(
      "DELETE FROM measure WHERE calendar = $1 AND ticket = $2", .text(calendar),
      .integer(ticket.value))
  }

  /// What one event changes beside its ticket's own row.
  func store(_ event: TicketEvent, of ticket: TicketNumber) throws(StorageFailure) {
    switch event {
    case .tagged(let change):
      try database.run(
        """
        INSERT INTO tag (key, ticket, tag, is_live, due_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        """,
        .text(CaselessKey(change.tag).text), .integer(ticket.value), .text(change.tag), .integer(1),
        .integer(Schema.never))
    case .untagged(let change):
      try database.run(
        "DELETE FROM tag WHERE key = $1 AND ticket = $2", .text(CaselessKey(change.tag).text),
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
