import CSodium
import JSON
import ServiceLevels
import SupportDesk

/// One state of the store while a transaction is open.
final class JournalState: Transaction {
  let store: StoreCore
  let database: any Database
  let journal: Journal
  private var headChange: Int64?
  private var policyInForce: PolicyFact?

  init(_ store: StoreCore) {
    self.store = store
    database = store.database
    journal = store.journal
  }

  // MARK: Journal

  func head() throws(Failure) -> Head {
    let tail = try wrapped { () throws(StorageFailure) in try journal.tail() }
    headChange = tail.sequence
    return Head(change: tail.sequence, recordedAt: try Self.instant(tail.recordedAt, tail.sequence))
  }

  func anchor() throws(Failure) -> Anchor {
    try wrapped { () throws(StorageFailure) in try journal.anchor() }
  }

  private static func instant(_ milliseconds: Int64, _ change: Int64) throws(Failure) -> Instant {
    guard Instant.milliseconds.contains(milliseconds) else {
      throw .storage(.damaged("change \(change) has \(milliseconds) for a time, which is none"))
    }
    return Instant(milliseconds: milliseconds)
  }

  func currentChange() throws(Failure) -> Int64 {
    if let headChange { return headChange }
    return try head().change
  }

  func ticket(_ number: TicketNumber) throws(Failure) -> Ticket? {
    let head = try currentChange()
    if let ticket = store.recall(number, head: head) { return ticket }
    let events = try wrapped { () throws(StorageFailure) in
      try journal.history(
        of: number, upTo: nil, withTexts: false, store.corrections())
    }
    guard let ticket = Ticket(number, events) else { return nil }
    store.keep(ticket, head: head)
    return ticket
  }

  func history(of ticket: TicketNumber, upTo change: Int64?) throws(Failure) -> [RecordedEvent] {
    try wrapped { () throws(StorageFailure) in
      try journal.history(of: ticket, upTo: change, withTexts: true, store.corrections())
    }
  }

  func journal(
    from change: Int64, _ body: (JournalEntry) throws(Failure) -> Void
  ) throws(Failure) {
    try journal.changes(from: change) { stored throws(Failure) in
      try body(try Self.entry(stored))
    }
  }

  func journal(
    at change: Int64, _ body: (JournalEntry) throws(Failure) -> Void
  ) throws(Failure) {
    let stored = try wrapped { () throws(StorageFailure) in try journal.change(change) }
    if let stored { try body(try Self.entry(stored)) }
  }

  private static func entry(_ stored: StoredChange) throws(Failure) -> JournalEntry {
    for time in [stored.recordedAt] + stored.events.map(\.occurredAt) {
      _ = try instant(time, stored.sequence)
    }
    return JournalEntry(
      change: stored.sequence, recordedAt: stored.recordedAt, actor: stored.actor,
      channel: stored.channel, method: stored.method, program: stored.program,
      previous: stored.previous.hex, hash: stored.hash.hex, events: stored.events)
  }

  // MARK: Tickets

  func tickets(_ query: TicketQuery) throws(Failure) -> [TicketLine] {
    try wrapped { () throws(StorageFailure) in
      let lines = try TicketSearch(query).lines(database)
      return try TagReader(database).tagging(lines, for: query.scope)
    }
  }

  func count(_ query: TicketQuery) throws(Failure) -> Int64 {
    try wrapped { () throws(StorageFailure) in try TicketSearch(query).count(database) }
  }

  func tags(
    _ scope: Scope, beginning words: String, limit: Int
  ) throws(Failure) -> [String] {
    // A customer's tickets show no tags.
    guard scope.isWhole else { return [] }
    return try wrapped { () throws(StorageFailure) in
      try TagReader(database).tags(beginning: words, limit: limit)
    }
  }

  func ticket(referenced name: String) throws(Failure) -> TicketNumber? {
    try wrapped { () throws(StorageFailure) in
      try database.first("SELECT number FROM ticket WHERE reference = $1", .text(name)) {
        TicketNumber($0.integer(0))
      }
    }
  }

  // MARK: Service levels

  func policy() throws(Failure) -> PolicyFact {
    if let policyInForce { return policyInForce }
    let policy = try wrapped { () throws(StorageFailure) in try PolicyReader(database).read() }
    policyInForce = policy
    return policy
  }

  func pendingNotices(until: Instant, limit: Int) throws(Failure) -> [PendingNotice] {
    try wrapped { () throws(StorageFailure) in
      try database.all(
        """
        SELECT ticket, notice_at FROM clock WHERE notice_at <= $1
        ORDER BY notice_at, ticket, clock LIMIT $2
        """,
        [.integer(until.milliseconds), .integer(Int64(limit))]
      ) {
        PendingNotice(
          ticket: TicketNumber($0.integer(0)), at: Instant(clamping: $0.integer(1)))
      }
    }
  }

  func clocks(_ body: (ClockRow) throws(Failure) -> Void) throws(Failure) {
    try database.rows(ClockReader.every, [], convert: Failure.storage) {
      row throws(Failure) in
      try body(ClockReader.row(row))
    }
  }

  // MARK: Operational

  func importProgress(digest: String) throws(Failure) -> ImportProgress? {
    try wrapped { () throws(StorageFailure) in try ImportTable(database).progress(digest) }
  }

  func record(_ progress: ImportProgress) throws(Failure) {
    try wrapped { () throws(StorageFailure) in try ImportTable(database).note(progress) }
  }

  func remembered(key: String, actor: String) throws(Failure) -> RememberedCall? {
    try wrapped { () throws(StorageFailure) in
      try Idempotency(database).find(key: key, actor: actor)
    }
  }

  func remember(_ call: RememberedCall, key: String, actor: String) throws(Failure) {
    try wrapped { () throws(StorageFailure) in
      try Idempotency(database).keep(call, key: key, actor: actor, salting: store.salting)
    }
  }

  // MARK: Appending

  func append(_ change: Change) throws(Failure) -> AppendedChange {
    precondition(!change.occurrences.isEmpty, "a change has at least one event")
    let before = try currentChange()
    var tickets: [TicketNumber: Ticket] = [:]
    for occurrence in change.occurrences {
      guard case .ticket(let number, _) = occurrence.fact, tickets[number] == nil else { continue }
      tickets[number] = try ticket(number)
    }
    let appended = try wrapped { () throws(StorageFailure) in
      try journal.append(change) { stream throws(StorageFailure) in
        if let number = StreamName(stream)?.ticket { return tickets[number]?.version ?? 0 }
        return try journal.version(of: stream)
      }
    }
    headChange = appended.number
    var order: [TicketNumber] = []
    var late: Set<TicketNumber> = []
    var corrected: Correction?
    for (index, event) in appended.events.enumerated() {
      let at = change.occurrences[index].occurredAt
      switch event.fact {
      case .desk(let fact):
        if case .policySet = fact { policyInForce = nil }
        if case .clockCorrected(let fact) = fact {
          corrected = Correction(changes: fact.changes, at: change.recordedAt)
        }
        try project(fact, sequence: event.sequence)
      case .ticket(let number, let fact):
        let recorded = RecordedEvent(
          sequence: event.sequence, change: appended.number, actor: change.origin.actor,
          occurredAt: at, recordedAt: change.recordedAt, event: fact)
        if let ticket = tickets[number], at < ticket.updatedAt { late.insert(number) }
        if tickets[number]?.apply(recorded) == nil {
          tickets[number] = Ticket(number, [recorded])
        }
        if !order.contains(number) { order.append(number) }
        try project(fact, of: number)
      }
    }
    _ = store.recall(TicketNumber(0), head: before)
    for number in order {
      guard let ticket = tickets[number] else { continue }
      try project(ticket, anew: late.contains(number))
      store.keep(ticket, head: appended.number)
    }
    if let corrected { try apply(corrected) }
    return AppendedChange(
      number: appended.number, firstEvent: appended.events.first?.sequence ?? 0)
  }

  private func project(_ fact: DeskEvent, sequence: Int64) throws(Failure) {
    try wrapped { () throws(StorageFailure) in
      try Projector(database: database).store(fact, sequence: sequence)
    }
  }

  private func project(_ fact: TicketEvent, of number: TicketNumber) throws(Failure) {
    try wrapped { () throws(StorageFailure) in
      try Projector(database: database).store(fact, of: number)
    }
  }

  /// - Parameter anew: whether clocks that had rows may be none any more.
  func project(_ ticket: Ticket, anew: Bool) throws(Failure) {
    try wrapped { () throws(StorageFailure) in
      try Projector(database: database).store(ticket, anew: anew)
    }
  }

  func nextTicket() throws(Failure) -> TicketNumber {
    TicketNumber(try next("ticket"))
  }

  func nextPerson() throws(Failure) -> PersonNumber {
    PersonNumber(try next("person"))
  }

  private func next(_ table: String) throws(Failure) -> Int64 {
    try wrapped { () throws(StorageFailure) in
      let last = try database.first("SELECT coalesce(max(number), 0) FROM \(table)") {
        $0.integer(0)
      }
      return try Journal.next(after: last ?? 0)
    }
  }
}
