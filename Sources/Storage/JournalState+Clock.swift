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
      try journal.history(Ticket.self, of: ticket, store.corrections().adding(correction))
    }
  }

  private func refold<S: Projected>(_ stream: S.Type, _ number: Int64) throws(Failure) {
    guard let fold = try current(stream, S.Number(number)) else { return }
    try wrapped { () throws(StorageFailure) in
      try fold.store([], over: nil, anew: true, in: database)
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
