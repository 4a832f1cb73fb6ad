import ServiceLevels
import SupportDesk

/// Compares the stored rows of a ticket with those that its events make.
struct ProjectionChecker {
  let connection: Connection
  let policy: PolicyFact

  /// What differs, a sentence each.
  func differences(
    _ number: TicketNumber, _ events: [RecordedEvent]
  ) throws(StorageFailure) -> [String] {
    guard let ticket = Ticket(number, events) else {
      return ["\(number) does not begin with its opening"]
    }
    var differences: [String] = []
    if try storedTicket(number) != TicketRow(ticket) {
      differences.append("the row of \(number) is not what its events make")
    }
    let clocks = try connection.all(
      ClockReader.every + " WHERE ticket = $1 ORDER BY clock, cycle", [.integer(number.value)]
    ) { ClockReader.row($0) }
    let made = ticket.clockRows(warnPercent: policy.warnPercent)
      .sorted { ($0.clock.rank, $0.cycle) < ($1.clock.rank, $1.cycle) }
    if clocks != made {
      differences.append("the clocks of \(number) are not what its events make")
    }
    let tags = try connection.all(
      "SELECT tag FROM tag WHERE ticket = $1", [.integer(number.value)]
    ) { $0.text(0) }
    if Set(tags) != ticket.tags {
      differences.append("the tags of \(number) are not what its events make")
    }
    let notices = try connection.all(
      "SELECT clock, cycle, target, threshold FROM notice WHERE ticket = $1",
      [.integer(number.value)]
    ) { row in
      NoticeKey(
        clock: ClockName(rank: Int(row.integer(0))) ?? .response, cycle: row.integer(1),
        targetVersion: row.integer(2), threshold: row.integer(3))
    }
    if Set(notices) != ticket.notices {
      differences.append("the notices of \(number) are not what its events make")
    }
    return differences
  }

  private func storedTicket(_ number: TicketNumber) throws(StorageFailure) -> TicketRow? {
    try connection.first(
      TicketSearch.columns + " FROM ticket AS t WHERE t.number = $1", .integer(number.value)
    ) { TicketSearch.row($0) }
  }
}
