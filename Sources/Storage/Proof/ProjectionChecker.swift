import ServiceLevels
import SupportDesk

/// Compares the stored rows of a ticket with those that its events make.
struct ProjectionChecker {
  let database: any Database

  /// What differs, a sentence each.
  func differences(
    _ number: TicketNumber, _ events: [RecordedEvent]
  ) throws(StorageFailure) -> [String] {
    guard let ticket = Ticket(number, events) else {
      return ["\(number) does not begin with its opening"]
    }
    var differences: [String] = []
    let row = TicketRow(ticket)
    if try storedTicket(number) != row {
      differences.append("the row of \(number) is not what its events make")
    }
    let clocks = try database.all(
      ClockReader.every + " WHERE ticket = $1 ORDER BY clock, began", [.integer(number.value)]
    ) { ClockReader.row($0) }
    let made = ticket.clockRows.sorted {
      ($0.clock.rank, $0.began) < ($1.clock.rank, $1.began)
    }
    if clocks != made {
      differences.append("the clocks of \(number) are not what its events make")
    }
    if try !tagsHold(ticket, row) {
      differences.append("the tags of \(number) are not what its events make")
    }
    let notices = try database.all(
      "SELECT clock, began, promised, threshold FROM notice WHERE ticket = $1",
      [.integer(number.value)]
    ) { row in
      NoticeKey(
        clock: ClockName(rank: Int(row.integer(0))) ?? .response, began: row.integer(1),
        promised: row.integer(2), threshold: row.integer(3))
    }
    if Set(notices) != ticket.notices {
      differences.append("the notices of \(number) are not what its events make")
    }
    return differences
  }

  private func tagsHold(_ ticket: Ticket, _ row: TicketRow) throws(StorageFailure) -> Bool {
    let stored = try database.all(
      "SELECT tag, key, is_live, due_at FROM tag WHERE ticket = $1",
      [.integer(ticket.number.value)]
    ) { ($0.text(0), $0.text(1), $0.integer(2), $0.integer(3)) }
    let made = Set(ticket.tags.map { Array($0.utf8) })
    return made == Set(stored.map { Array($0.0.utf8) })
      && stored.allSatisfy { tag, key, isLive, due in
        key == CaselessKey(tag).text && isLive == (row.status.isLive ? 1 : 0)
          && due == row.dueAt?.milliseconds ?? Schema.never
      }
  }

  private func storedTicket(_ number: TicketNumber) throws(StorageFailure) -> TicketRow? {
    try database.first(
      TicketSearch.columns + " FROM ticket AS t WHERE t.number = $1", .integer(number.value)
    ) { TicketSearch.row($0) }
  }
}
