import ServiceLevels
import SupportDesk

/// The clocks' projection, read.
enum ClockReader {
  private static let columns = """
    SELECT k.ticket, k.clock, k.began, k.is_first, k.is_last, k.priority, k.started_at, k.state,
      k.limit_at, k.verdict, k.breached_earlier, k.reclassified, k.withdrawn, k.answered, k.elapsed_ms,
      k.policy_version, k.notice_at, k.notice_threshold
    """
  static let every = "\(columns) FROM clock AS k"
  /// With the agent and the customer of each clock's ticket.
  static let everyWithPeople =
    "\(columns), t.agent, t.customer FROM clock AS k JOIN ticket AS t ON t.number = k.ticket"

  static let count = "SELECT count(*) FROM clock"

  static func row(_ row: any Row) -> ClockRow {
    ClockRow(
      ticket: TicketNumber(row.integer(0)),
      clock: Ranks.clocks[row.integer(1)] ?? .response, began: row.integer(2),
      isFirst: row.integer(3) == 1, isLast: row.integer(4) == 1,
      priority: Ranks.priorities[row.integer(5)] ?? .low,
      startedAt: Instant(clamping: row.integer(6)),
      state: ClockRow.State(rawValue: row.integer(7)) ?? .stopped,
      limitAt: row.optionalInteger(8).map(Instant.init(clamping:)),
      verdict: row.optionalInteger(9).flatMap(ClockRow.Verdict.init(rawValue:)),
      breachedEarlier: row.integer(10) == 1, isReclassified: row.integer(11) == 1,
      isWithdrawn: row.integer(12) == 1, isAnswered: row.integer(13) == 1,
      elapsedMs: row.integer(14),
      policyVersion: row.integer(15),
      noticeAt: row.optionalInteger(16).map(Instant.init(clamping:)),
      noticeThreshold: row.optionalInteger(17))
  }

  static let everyBreach = "SELECT ticket, clock, began, target, at FROM breach"

  static func breach(_ row: any Row) -> BreachRow {
    BreachRow(
      ticket: TicketNumber(row.integer(0)), clock: Ranks.clocks[row.integer(1)] ?? .response,
      began: row.integer(2),
      target: row.integer(3), at: Instant(clamping: row.integer(4)))
  }

  /// Whose the ticket of a row is, where the statement asked for it.
  static func parties(_ row: any Row) -> TicketParties {
    let agent = row.integer(18)
    return TicketParties(
      agent: agent == 0 ? nil : PersonNumber(agent), customer: PersonNumber(row.integer(19)))
  }
}
