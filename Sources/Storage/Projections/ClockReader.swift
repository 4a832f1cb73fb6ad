import ServiceLevels
import SupportDesk

/// The clocks' projection, read.
enum ClockReader {
  static let every = """
    SELECT ticket, clock, cycle, is_last, priority, started_at, state, limit_at, verdict,
      breached_earlier, notice_at, notice_threshold FROM clock
    """

  static func row(_ row: Statement) -> ClockRow {
    ClockRow(
      ticket: TicketNumber(row.integer(0)),
      clock: ClockName(rank: Int(row.integer(1))) ?? .response, cycle: row.integer(2),
      isLast: row.integer(3) == 1, priority: Priority(rank: Int(row.integer(4))) ?? .low,
      startedAt: Instant(clamping: row.integer(5)),
      state: ClockRow.State(rawValue: row.integer(6)) ?? .stopped,
      limitAt: row.optionalInteger(7).map(Instant.init(clamping:)),
      verdict: row.optionalInteger(8).flatMap(ClockRow.Verdict.init(rawValue:)),
      breachedEarlier: row.integer(9) == 1,
      noticeAt: row.optionalInteger(10).map(Instant.init(clamping:)),
      noticeThreshold: row.optionalInteger(11))
  }
}
