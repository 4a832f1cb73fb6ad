import ServiceLevels
import SupportDesk

extension Ticket {
  /// Writes the budgets that were used up; what came late may take some back.
  func store(
    breaches calendars: Calendars, over before: Ticket?, in database: any Database
  ) throws(StorageFailure) {
    let known = before?.breachRows(by: calendars, unlike: self) ?? []
    let breaches = breachRows(by: calendars, unlike: before)
    let wanted = Set(breaches)
    for row in known where !wanted.contains(row) {
      try database.run(
        "DELETE FROM breach WHERE ticket = $1 AND clock = $2 AND began = $3 AND target = $4",
        .integer(row.ticket.value), .integer(Int64(row.clock.rank)), .integer(row.began),
        .integer(row.target))
    }
    let there = Set(known)
    for row in breaches where !there.contains(row) {
      try row.stored.put(in: database, over: nil)
    }
  }
}

extension BreachRow {
  private static let form = RowForm("breach", key: ["ticket", "clock", "began", "target"], ["at"])

  fileprivate var stored: StoredRow {
    StoredRow(
      Self.form,
      [
        .integer(ticket.value), .integer(Int64(clock.rank)), .integer(began), .integer(target),
        .integer(at.milliseconds),
      ])
  }
}
