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

  init(_ store: StoreCore) {
    self.store = store
    database = store.database
    journal = store.journal
  }

  // MARK: Journal

  func head() throws(Failure) -> Head {
    let tail = try wrapped { () throws(StorageFailure) in
      try store.memory.tail { () throws(StorageFailure) in try journal.tail() }
    }
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
    try current(Ticket.self, number)
  }

  func subject(of ticket: Ticket) throws(Failure) -> String? {
    try wrapped { () throws(StorageFailure) in
      try journal.vault.value(of: ticket.subjectEvent, "subject")
    }
  }

  /// The fold of a stream as it stands, without its texts; nil where there is none.
  func current<S: SupportDesk.Stream>(_ stream: S.Type, _ number: S.Number) throws(Failure) -> S? {
    let head = try currentChange()
    return try wrapped { () throws(StorageFailure) in
      try store.current(stream, number, head: head)
    }
  }

  func history(
    of ticket: TicketNumber, upTo change: Int64?
  ) throws(Failure) -> [Recorded<TicketEvent>] {
    try wrapped { () throws(StorageFailure) in
      try journal.history(
        Ticket.self, of: ticket, upTo: change, withTexts: 0..., store.corrections(),
        store.calendars())
    }
  }

  func steps(of ticket: TicketNumber, at events: [Int64]) throws(Failure) -> [TicketStep] {
    let head = try currentChange()
    return try wrapped { () throws(StorageFailure) in
      try store.steps(of: ticket, at: events, head: head)
    }
  }

  func journal(
    from change: Int64, _ body: (JournalEntry) throws(Failure) -> Void
  ) throws(Failure) {
    var gauge = Gauge(of: .changes, for: store.attendant)
    let last = gauge.isHeard ? try currentChange() : 0
    try journal.changes(from: change) { stored throws(Failure) in
      gauge.pass(stored.sequence - change + 1, of: last - change + 1)
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

  func policies(upTo change: Int64?) throws(Failure) -> Policies {
    let all = try wrapped { () throws(StorageFailure) in try store.policies() }
    var known = all
    if let change {
      known = try wrapped { () throws(StorageFailure) in try journal.policies(upTo: change).all }
      // Before the first was known, nothing was promised yet.
      if known.isEmpty { known = all }
    }
    let versions = known.flatMap(\.versions).sorted { $0.event < $1.event }
    guard
      let policies = Policies(
        versions.map(\.fact), proposal: known.compactMap(\.proposal).last)
    else {
      throw .storage(.damaged("the store has no policy"))
    }
    return policies
  }

  func workingCalendars(upTo change: Int64?) throws(Failure) -> [Calendar] {
    try wrapped { () throws(StorageFailure) in
      guard let change else { return try store.allCalendars().all }
      return try journal.calendars(upTo: change).all
    }
  }

  func calendars(upTo change: Int64?) throws(Failure) -> Calendars {
    try wrapped { () throws(StorageFailure) in
      guard let change else { return try store.calendars() }
      return Calendars(try journal.calendars(upTo: change).all)
    }
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
    var writers: [StreamKind: any StreamWriting] = [:]
    for occurrence in change.occurrences {
      let kind = occurrence.fact.stream.kind
      if writers[kind] == nil { writers[kind] = kind.projected.writer(store, head: before) }
      try writers[kind]?.meet(occurrence.fact)
    }
    let appended = try wrapped { () throws(StorageFailure) in
      try journal.append(change) { writers[$0.kind]?.version(of: $0.number) ?? 0 }
    }
    headChange = appended.number
    try wrapped { () throws(StorageFailure) in try store.stand(at: before) }
    for (index, occurrence) in change.occurrences.enumerated() {
      writers[occurrence.fact.stream.kind]?.take(
        occurrence, sequence: appended.firstEvent + Int64(index), of: change, appended.number)
    }
    for kind in StreamKind.allCases { try writers[kind]?.store(head: appended.number) }
    for case .calendar(_, .set(let calendar)) in change.occurrences.map(\.fact) {
      try remeasure(calendar.name, from: calendar.start)
    }
    for case .desk(.clockCorrected(let corrected)) in change.occurrences.map(\.fact) {
      try apply(Correction(changes: corrected.changes, at: change.recordedAt))
    }
    return appended
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
