import ServiceLevels
import SupportDesk

/// The clocks' projection, read.
enum ClockReader {
  static let every = """
    SELECT ticket, clock, began, is_first, is_last, priority, started_at, state, limit_at, verdict,
      breached_earlier, notice_at, notice_threshold FROM clock
    """

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
      breachedEarlier: row.integer(10) == 1,
      noticeAt: row.optionalInteger(11).map(Instant.init(clamping:)),
      noticeThreshold: row.optionalInteger(12))
  }
}
