import ServiceLevels
import SupportDesk

/// What reports go through: every row of a projection, once.
extension JournalState {
  func clocks(_ body: (ClockRow) throws(Failure) -> Void) throws(Failure) {
    try each(.clocks, ClockReader.every, counted: ClockReader.count) { row throws(Failure) in
      try body(ClockReader.row(row))
    }
  }

  func clocksOfPeople(
    _ body: (ClockRow, TicketParties) throws(Failure) -> Void
  ) throws(Failure) {
    try each(.clocks, ClockReader.everyWithPeople, counted: ClockReader.count) {
      row throws(Failure) in try body(ClockReader.row(row), ClockReader.parties(row))
    }
  }

  func breaches(_ body: (BreachRow) throws(Failure) -> Void) throws(Failure) {
    try each(.clocks, ClockReader.everyBreach, counted: "SELECT count(*) FROM breach") {
      row throws(Failure) in try body(ClockReader.breach(row))
    }
  }

  func waits(_ body: (TicketWait) throws(Failure) -> Void) throws(Failure) {
    let sql = """
      SELECT w.ticket, w.event, w.begun, w.ended, w.forced, t.agent, t.customer, v.value,
        c.sequence, c.actor
      FROM wait AS w JOIN ticket AS t ON t.number = w.ticket
      JOIN event AS e ON e.sequence = w.event JOIN change AS c ON c.sequence = e.change
      LEFT JOIN vault AS v ON v.event = w.event AND v.member = 'because'
      ORDER BY w.ticket, w.event
      """
    try each(.waits, sql, counted: "SELECT count(*) FROM wait") { row throws(Failure) in
      let agent = row.integer(5)
      let actor = try wrapped { () throws(StorageFailure) in
        try EventReader.actor(row.text(9), row.integer(8))
      }
      try body(
        TicketWait(
          ticket: TicketNumber(row.integer(0)),
          wait: Wait(
            event: row.integer(1), from: Instant(clamping: row.integer(2)),
            to: row.optionalInteger(3).map(Instant.init(clamping:)),
            isForced: row.integer(4) == 1),
          parties: TicketParties(
            agent: agent == 0 ? nil : PersonNumber(agent), customer: PersonNumber(row.integer(6))),
          actor: actor,
          because: row.optionalText(7)))
    }
  }

  /// Goes through rows, and tells whoever waits how far it is.
  private func each(
    _ unit: Attendant.Unit, _ sql: String, counted count: String,
    _ body: (any Row) throws(Failure) -> Void
  ) throws(Failure) {
    var gauge = Gauge(of: unit, for: store.attendant)
    var passed: Int64 = 0
    let total =
      gauge.isHeard
      ? try wrapped { () throws(StorageFailure) in
        try database.first(count) { $0.integer(0) } ?? 0
      } : 0
    try database.rows(sql, [], convert: Failure.storage) { row throws(Failure) in
      passed += 1
      gauge.pass(passed, of: total)
      try body(row)
    }
  }
}
