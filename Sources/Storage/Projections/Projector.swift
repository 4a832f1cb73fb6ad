import ServiceLevels
import SupportDesk

/// Writes what a fold gives into the projections, and reads it back.
struct Projector {
  let database: any Database

  /// - Parameter anew: whether clocks that had rows may be none any more, for facts came late or at
  ///   other times than were known.
  func store(_ ticket: Ticket, anew: Bool) throws(StorageFailure) {
    let row = TicketRow(ticket)
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
    if !ticket.tags.isEmpty { try storeTags(of: row) }
    if anew {
      try database.run("DELETE FROM clock WHERE ticket = $1", .integer(row.number.value))
    }
    for clock in ticket.clockRows { try store(clock) }
  }

  /// Dates what no ticket's fold holds no later than the instant at which a clock was found wrong.
  func date(nothingLaterThan instant: Instant) throws(StorageFailure) {
    try database.run(
      """
      UPDATE notice SET due = CASE WHEN due > $1 THEN $1 ELSE due END, sent = $1 WHERE sent > $1
      """, .integer(instant.milliseconds))
    for table in ["draft", "idempotency", "copy"] {
      try database.run(
        "UPDATE \(table) SET at = $1 WHERE at > $1", .integer(instant.milliseconds))
    }
  }

  /// Lists by tag walk the tags' own index, so tags bear what lists are ordered by.
  private func storeTags(of row: TicketRow) throws(StorageFailure) {
    try database.run(
      """
      UPDATE tag SET is_live = $1, due_at = $2
      WHERE ticket = $3 AND (is_live <> $1 OR due_at <> $2)
      """,
      .integer(row.status.isLive ? 1 : 0), .integer(row.dueAt?.milliseconds ?? Schema.never),
      .integer(row.number.value))
  }

  private func store(_ row: ClockRow) throws(StorageFailure) {
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

  func store(_ event: DeskEvent, sequence: Int64) throws(StorageFailure) {
    switch event {
    case .personAdded(let added):
      try database.run(
        "INSERT INTO person (number, event, roles, uid) VALUES ($1, $2, $3, $4)",
        .integer(added.number.value), .integer(sequence), .integer(Self.mask(added.roles)),
        .optional(added.uid))
      try Spelling.store(added, event: sequence, database)
    case .roleGranted(let person, let role):
      try database.run(
        "UPDATE person SET roles = roles | $1 WHERE number = $2", .integer(Self.mask([role])),
        .integer(person.value))
    case .roleWithdrawn(let person, let role):
      try database.run(
        "UPDATE person SET roles = roles & ~ $1 WHERE number = $2", .integer(Self.mask([role])),
        .integer(person.value))
    case .policySet(let policy):
      try database.run(
        "INSERT INTO policy (name, version, event) VALUES ($1, $2, $3)", .text(policy.name),
        .integer(policy.version), .integer(sequence))
    case .erased(let erased):
      try database.run(
        "UPDATE person SET roles = 0, uid = NULL, erased = $1 WHERE number = $2",
        .integer(sequence), .integer(erased.person.value))
    case .erasureApproved: break
    case .created, .serviceAdded, .clockAccepted, .clockCorrected: break
    }
  }

  // MARK: Roles as bits, in the order of the cases

  static func mask(_ roles: some Sequence<Role>) -> Int64 {
    roles.reduce(0) { $0 | bit(of: $1) }
  }

  static func roles(_ mask: Int64) -> Set<Role> {
    Set(Role.allCases.filter { mask & bit(of: $0) != 0 })
  }

  private static func bit(of role: Role) -> Int64 {
    1 << Int64(Role.allCases.firstIndex(of: role) ?? 0)
  }
}
