import ServiceLevels
import SupportDesk

/// What the journal's times are, and what becomes of rows when they are found to be wrong.
extension JournalState {
  func firstChange(after instant: Instant) throws(Failure) -> Int64? {
    let head = try currentChange()
    return try wrapped { () throws(StorageFailure) in
      try journal.firstChange(after: instant, upTo: head, store.corrections())
    }
  }

  func lastChange(recordedBy instant: Instant) throws(Failure) -> Int64 {
    try wrapped { () throws(StorageFailure) in
      try journal.lastChange(recordedBy: instant, store.corrections())
    }
  }

  func stretch(_ changes: ClosedRange<Int64>) throws(Failure) -> Stretch {
    try wrapped { () throws(StorageFailure) in try journal.stretch(changes) }
  }

  func tickets(changedBy changes: ClosedRange<Int64>) throws(Failure) -> Set<TicketNumber> {
    try wrapped { () throws(StorageFailure) in
      Set(try journal.streams(changedBy: changes).compactMap(\.ticket))
    }
  }

  func lastEvent() throws(Failure) -> Int64 {
    try wrapped { () throws(StorageFailure) in try journal.lastEvent() }
  }

  func mark(ofEvent sequence: Int64) throws(Failure) -> String? {
    try wrapped { () throws(StorageFailure) in try journal.mark(ofEvent: sequence) }
  }

  func ticketEvents(behind sequence: Int64, limit: Int) throws(Failure) -> [EventPlace] {
    try wrapped { () throws(StorageFailure) in
      try journal.ticketEvents(behind: sequence, limit: limit)
    }
  }

  func tickets(alertedBy changes: ClosedRange<Int64>) throws(Failure) -> Set<TicketNumber> {
    try wrapped { () throws(StorageFailure) in
      Set(try journal.tickets(Alert.kinds, changedBy: changes))
    }
  }

  func history(
    of ticket: TicketNumber, under correction: Correction
  ) throws(Failure) -> [Recorded<TicketEvent>] {
    try wrapped { () throws(StorageFailure) in
      try journal.history(
        Ticket.self, of: ticket, store.corrections().adding(correction), store.calendars())
    }
  }

  private func refold<S: Projected>(_ stream: S.Type, _ number: Int64) throws(Failure) {
    guard let fold = try current(stream, S.Number(number)) else { return }
    try wrapped { () throws(StorageFailure) in
      try fold.store([], over: nil, anew: true, by: store.calendars(), in: database)
    }
  }

  /// Makes the rows anew of the tickets whose clocks the calendar measures from an instant on.
  func remeasure(_ calendar: String, from instant: Instant) throws(Failure) {
    for number in try tickets(measuredBy: calendar, from: instant) {
      try refold(Ticket.self, number.value)
    }
  }

  /// Of a ticket that rests no clock has run since it changed last.
  func tickets(
    measuredBy calendar: String, from instant: Instant
  ) throws(Failure) -> [TicketNumber] {
    try wrapped { () throws(StorageFailure) in
      try database.all(
        """
        SELECT m.ticket FROM measure AS m JOIN ticket AS t ON t.number = m.ticket
        WHERE m.calendar = $1 AND (t.status < $2 OR t.updated_at > $3) ORDER BY m.ticket
        """,
        [
          .text(calendar), .integer(Int64(Status.allCases.count { $0.isLive })),
          .integer(instant.milliseconds),
        ]
      ) { TicketNumber($0.integer(0)) }
    }
  }

  /// Folds the streams anew of which corrected changes tell, and dates all else no later.
  func apply(_ correction: Correction) throws(Failure) {
    store.forget()
    let streams = try wrapped { () throws(StorageFailure) in
      try journal.streams(changedBy: correction.changes)
    }
    for name in streams { try refold(name.kind.projected, name.number) }
    try wrapped { () throws(StorageFailure) in
      try TimeLimit.date(nothingLaterThan: correction.at, in: database)
    }
  }
}
