import ServiceLevels
import SupportDesk

/// Compares what lists and notices say with what every live ticket's events say.
struct Examiner {
  private let journal: Journal
  private let at: Instant
  private var database: any Database { journal.database }

  init(_ journal: Journal, at instant: Instant) {
    self.journal = journal
    at = instant
  }

  /// What the events alone say, without any index.
  struct Found {
    var silent: [TicketNumber] = []
    var misplaced: [TicketNumber] = []
    /// How many notices are due and were not given.
    var untold = 0
  }

  /// - Parameters:
  ///   - pending: the tickets of which the desk knows that something is due.
  ///   - near: those that the list shows as due by `soon`.
  func compare(
    pending: Set<TicketNumber>, near: Set<TicketNumber>, soon: Instant
  ) throws(StorageFailure) -> Found {
    var found = Found()
    var isDue: Set<TicketNumber> = []
    let corrections = try journal.corrections().all
    let calendars = Calendars(try journal.calendars().all)
    for number in try live() {
      let events = try journal.history(Ticket.self, of: number, corrections, calendars)
      guard let ticket = Ticket(number, events) else { continue }
      let due = ticket.dueNotices(at: at, by: calendars)
      found.untold += due.count
      if !due.isEmpty, !pending.contains(number) { found.silent.append(number) }
      if let due = TicketRow(ticket, by: calendars).dueAt, due <= soon { isDue.insert(number) }
    }
    found.misplaced = near.symmetricDifference(isDue).sorted()
    return found
  }

  /// Every ticket whose row says that it is live; an index is no help to whoever doubts it.
  private func live() throws(StorageFailure) -> [TicketNumber] {
    try database.all(
      "SELECT number FROM ticket WHERE +status < $1 ORDER BY +number",
      [.integer(Int64(Status.allCases.count { $0.isLive }))]
    ) { TicketNumber($0.integer(0)) }
  }
}
