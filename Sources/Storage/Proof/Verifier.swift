import JSON
import ServiceLevels
import SupportDesk

/// Checks a store: the chain, the vault against its commitments, the projections against the fold.
final class Verifier {
  private let journal: Journal
  private let database: any Database
  private var result = Verification()
  private var spellings: Int64 = 0
  /// A store that is badly damaged is told by its first faults.
  private static let faultsMax = 20

  init(_ journal: Journal) {
    self.journal = journal
    database = journal.database
  }

  func run(_ progress: (_ done: Int64, _ total: Int64) -> Void) throws(Failure) -> Verification {
    let total = try wrapped { () throws(StorageFailure) -> Int64 in try self.total() }
    try checkChain { progress($0, total) }
    try checkTickets { progress(self.result.events + $0, total) }
    try wrapped { () throws(StorageFailure) in
      try checkPeople()
      try checkCounts()
    }
    return result
  }

  private func total() throws(StorageFailure) -> Int64 {
    try database.first(
      "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM ticket)"
    ) { $0.integer(0) } ?? 0
  }

  private func fault(_ change: Int64?, _ what: String) {
    if result.faults.count < Self.faultsMax {
      result.faults.append(Verification.Fault(change: change, what: what))
    }
  }

  // MARK: Chain and vault

  private func checkChain(_ progress: (Int64) -> Void) throws(Failure) {
    var previous = Chain.origin
    var lastInstant = Int64.min
    try journal.changes(from: 0) { change throws(Failure) in
      result.changes += 1
      let number = change.sequence
      if number != result.changes {
        fault(number, "change \(result.changes) is missing")
        result.changes = number
      }
      if change.previous != previous {
        fault(number, "change \(number) does not follow the one before it")
      }
      if Chain.hash(store: journal.identity, change) != change.hash {
        fault(number, "change \(number) is not what was recorded")
      }
      if let correction = change.correction {
        try wrapped { () throws(StorageFailure) in try check(correction, of: number) }
      } else if change.recordedAt < lastInstant {
        fault(number, "change \(number) goes back in time")
      }
      lastInstant = change.recordedAt
      previous = change.hash
      for event in change.events {
        result.events += 1
        if event.sequence != result.events {
          fault(number, "event \(result.events) is missing")
          result.events = event.sequence
        }
        try wrapped { () throws(StorageFailure) in try checkVault(event, change: number) }
      }
      if result.changes % 1_000 == 0 { progress(result.events) }
    }
    result.head = "\(result.changes) \(previous.hex)"
  }

  /// Whether a change corrects those that were recorded later than it, and no others.
  private func check(_ correction: Correction, of change: Int64) throws(StorageFailure) {
    let last = change - 1
    let first = try journal.firstChange(
      after: correction.at, upTo: last, journal.corrections().known(by: last))
    if first.map({ $0...last }) != correction.changes {
      fault(change, "change \(change) corrects other changes than those that are dated too late")
    }
  }

  private func checkVault(
    _ event: JournalEntry.StoredEvent, change: Int64
  ) throws(StorageFailure) {
    guard event.payload.contains("\"$c\"") else { return }
    guard let object = try? JSONReader.read(Array(event.payload.utf8)).value.object else { return }
    for member in object.members {
      guard let commitment = member.value["$c"]?.string else { continue }
      result.values += 1
      let kept = try database.first(
        "SELECT salt, value FROM vault WHERE event = $1 AND member = $2",
        .integer(event.sequence), .text(member.name)
      ) { ($0.blob(0), $0.text(1)) }
      guard let kept else {
        result.erased += 1
        continue
      }
      try checkSpelling(event.sequence, member.name, kept.1, change: change)
      if Vault.commitment(salt: kept.0, value: kept.1) != commitment {
        fault(change, "the \(member.name) of event \(event.sequence) is not what was written")
      }
    }
  }

  private func checkSpelling(
    _ event: Int64, _ member: String, _ value: String, change: Int64
  ) throws(StorageFailure) {
    let made = Spelling.entries(member, value)
    if made.isEmpty { return }
    spellings += Int64(made.count)
    if try !Set(made).isSubset(of: Spelling.stored(event, database)) {
      fault(change, "the \(member) of event \(event) cannot be found by its spelling")
    }
  }

  // MARK: Projections

  private func checkTickets(_ progress: (Int64) -> Void) throws(Failure) {
    let checker = ProjectionChecker(database: database)
    let corrections = try wrapped { () throws(StorageFailure) in try journal.corrections() }
    var current: (number: TicketNumber, events: [RecordedEvent])?
    let sql = """
      SELECT e.stream, e.sequence, e.change, c.actor, e.occurred_at, c.recorded_at, e.kind,
        e.payload
      FROM event AS e JOIN change AS c ON c.sequence = e.change
      WHERE e.stream > 'ticket/' AND e.stream < 'ticket0' ORDER BY e.stream, e.version
      """
    func finish() throws(Failure) {
      guard let (number, events) = current else { return }
      result.tickets += 1
      if result.tickets % 1_000 == 0 { progress(result.tickets) }
      let differences = try wrapped { () throws(StorageFailure) in
        try checker.differences(number, events)
      }
      for what in differences { fault(nil, what) }
    }
    try database.rows(sql, [], convert: Failure.storage) { row throws(Failure) in
      guard let number = StreamName(row.text(0))?.ticket else {
        fault(row.integer(2), "event \(row.integer(1)) has no ticket's stream")
        return
      }
      if current?.number != number {
        try finish()
        current = (number, [])
      }
      let (kind, payload) = (row.text(6), row.text(7))
      let (sequence, change) = (row.integer(1), row.integer(2))
      do throws(StorageFailure) {
        let event = RecordedEvent(
          sequence: sequence, change: change, actor: try Journal.actor(row.text(3), sequence),
          occurredAt: Instant(clamping: row.integer(4)),
          recordedAt: Instant(clamping: row.integer(5)),
          event: try Journal.event(sequence, kind, payload, [:]))
        current?.events.append(corrections.applied(to: event))
      } catch {
        fault(change, "event \(sequence) of kind \(kind) cannot be read")
      }
    }
    try finish()
  }

  private func checkPeople() throws(StorageFailure) {
    var roles: [Int64: Set<Role>] = [:]
    let rows = try database.all(
      """
      SELECT kind, payload FROM event
      WHERE kind IN ('person.added', 'role.granted', 'role.withdrawn') ORDER BY sequence
      """, []
    ) { ($0.text(0), $0.text(1)) }
    for (kind, payload) in rows {
      guard let value = try? JSONReader.read(Array(payload.utf8)).value,
        let event = try? DeskEvent(kind: kind, payload: value, unseal: { _ in nil })
      else { continue }
      switch event {
      case .personAdded(let added): roles[added.number.value] = Set(added.roles)
      case .roleGranted(let person, let role): roles[person.value]?.insert(role)
      case .roleWithdrawn(let person, let role): roles[person.value]?.remove(role)
      default: break
      }
    }
    let stored = try database.all("SELECT number, roles FROM person", []) {
      ($0.integer(0), Projector.roles($0.integer(1)))
    }
    if Dictionary(stored, uniquingKeysWith: { $1 }) != roles {
      fault(nil, "the people are not what the journal says")
    }
  }

  /// Rows that no event accounts for.
  private func checkCounts() throws(StorageFailure) {
    let counts = try database.first(
      """
      SELECT (SELECT count(*) FROM ticket), (SELECT count(*) FROM change),
        (SELECT count(*) FROM event), (SELECT count(*) FROM vault),
        (SELECT count(*) FROM spelling)
      """
    ) { ($0.integer(0), $0.integer(1), $0.integer(2), $0.integer(3), $0.integer(4)) }
    guard let counts else { return }
    if counts.0 != result.tickets { fault(nil, "there are \(counts.0) rows of tickets") }
    if counts.1 != result.changes { fault(nil, "there are \(counts.1) changes") }
    if counts.2 != result.events { fault(nil, "there are \(counts.2) events") }
    if counts.3 != result.values - result.erased {
      fault(nil, "the vault has values that no event speaks of")
    }
    if counts.4 != spellings { fault(nil, "there are spellings of values that are not there") }
  }
}
