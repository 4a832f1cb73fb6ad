import Glibc
import ServiceLevels
import Storage
import SupportDesk

/// Where a store of a test lies: the contract is the same.
enum Place: CaseIterable { case memory, disk }

/// A desk with a policy and a few people, whose clock goes on by a second with each change.
final class TestDesk {
  let store: JournalStore
  let path: String
  private let folder: String?
  private(set) var now = Instant(clamping: 1_800_000_000_000)
  /// By which its tickets are promised what they are.
  var policy = PolicyFact.statement(zone: "UTC")
  var calendars = Calendars.onlyAlways

  let ana: Person
  let bo: Person
  let ada: Person
  let cid: Person

  /// - Parameter format: of which its journal says that it is.
  init(_ place: Place, format: Int64 = JournalStore.format) throws {
    switch place {
    case .memory: (folder, path) = (nil, ":memory:")
    case .disk:
      guard let made = strdup("/tmp/desk-store-XXXXXX"), mkdtemp(made) != nil else {
        preconditionFailure("no folder for a test's store")
      }
      defer { free(made) }
      let name = String(cString: made)
      (folder, path) = (name, name + "/desk.db")
    }
    store = try JournalStore(creating: path, seed: [1, 2, 3])
    ana = Self.person(1, "Ana Silva", "ana@desk.example", [.agent])
    bo = Self.person(2, "Bo Mango", nil, [.agent, .manager])
    ada = Self.person(3, "Ada Byron", "ada@acme.example", [.customer])
    cid = Self.person(4, "Cid Zoë", nil, [.customer])
    try record([
      .desk(.created(schema: format, isReplay: true)),
      .policy(PolicyNumber(1), .set(policy)),
    ])
    for person in [ana, bo, ada, cid] {
      try record([.person(person.number, .added(Self.added(person)))])
    }
  }

  deinit {
    guard let folder else { return }
    for end in ["", "-wal", "-shm"] { unlink(path + end) }
    rmdir(folder)
  }

  /// Removes what a test made beside the store.
  func remove(_ end: String) { unlink(path + end) }

  static func person(
    _ number: Int64, _ name: String, _ address: String?, _ roles: [Role]
  ) -> Person {
    Person(
      number: PersonNumber(number), name: Words(name), address: address.map { Words($0) },
      roles: Set(roles), event: 0)
  }

  private static func added(_ person: Person) -> PersonEvent.Added {
    PersonEvent.Added(
      name: person.name, address: person.address,
      roles: Role.allCases.filter(person.roles.contains))
  }

  // MARK: Changes

  @discardableResult
  func record(_ facts: [Fact]) throws -> AppendedChange {
    try store.writing { transaction throws(Failure) in try self.append(facts, transaction) }
  }

  @discardableResult
  func append(_ facts: [Fact], _ transaction: any Transaction) throws(Failure) -> AppendedChange {
    now = now.advanced(byMilliseconds: 1_000)
    return try transaction.append(
      Change(
        origin: Origin(
          actor: .person(PersonNumber(1)), channel: "replay", method: "test", program: "test"),
        recordedAt: now, occurrences: facts.map { Occurrence($0, at: now) }))
  }

  /// Records by a clock that says another time, which the desk's goes on from.
  ///
  /// - Parameter occurredAt: when it happened; nil for then.
  @discardableResult
  func record(
    _ facts: [Fact], by clock: Instant, occurredAt: Instant? = nil
  ) throws -> AppendedChange {
    now = clock
    return try store.writing { transaction throws(Failure) in
      try transaction.append(
        Change(
          origin: Origin(
            actor: .person(PersonNumber(1)), channel: "replay", method: "test", program: "test"),
          recordedAt: clock, occurrences: facts.map { Occurrence($0, at: occurredAt ?? clock) }))
    }
  }

  @discardableResult
  func record(_ ticket: TicketNumber, _ events: TicketEvent...) throws -> AppendedChange {
    try record(events.map { .ticket(ticket, $0) })
  }

  func add(_ name: String, _ address: String? = nil, _ roles: [Role] = [.customer]) throws -> Person
  {
    let number = try store.writing { state throws(Failure) in try state.nextPerson() }
    let person = Self.person(number.value, name, address, roles)
    try record([.person(person.number, .added(Self.added(person)))])
    return person
  }

  func open(for customer: Person, _ priority: Priority = .medium) throws -> TicketNumber {
    let number = try store.writing { state throws(Failure) in try state.nextTicket() }
    try record(number, opening(for: customer, priority))
    return number
  }

  func opening(for customer: Person, _ priority: Priority = .medium) -> TicketEvent {
    .opened(
      .init(
        subject: Words("Printer"), customer: customer.number, priority: priority,
        terms: terms(priority), byCustomer: false))
  }

  func promise(_ clock: ClockName, _ priority: Priority) -> Promise? {
    terms(priority).promises[clock]
  }

  /// Those in which an agent decides now.
  func circumstances() -> Circumstances {
    Circumstances(actor: ana, at: now, policy: policy, zone: .utc, calendars: calendars)
  }

  /// What each clock of a ticket is promised that begins now.
  func terms(_ priority: Priority) -> Terms {
    policy.terms(
      for: Standing(priority: priority, customer: PersonNumber(1)), in: .utc, by: calendars
    ) { _ in now }
  }

  func change(to priority: Priority, from was: Priority) -> TicketEvent.Prioritised {
    .init(priority: priority, was: was, terms: terms(priority))
  }

  func message(by person: Person, _ role: Role) -> TicketEvent.Message {
    .init(text: Words("words"), author: person.number, role: role)
  }

  // MARK: Questions

  func ask<Answer>(_ question: (any Snapshot) throws(Failure) -> Answer) throws -> Answer {
    try store.reading { state throws(Failure) in try question(state) }
  }

  func ticket(_ number: TicketNumber) throws -> Ticket? {
    try ask { state throws(Failure) in try state.ticket(number) }
  }

  func numbers(
    _ actor: Person, _ condition: TicketCondition, after: TicketQuery.Position? = nil,
    limit: Int = 1_000
  ) throws -> [Int64] {
    try lines(actor, condition, after: after, limit: limit).map(\.row.number.value)
  }

  func lines(
    _ actor: Person, _ condition: TicketCondition, after: TicketQuery.Position? = nil,
    limit: Int = 1_000
  ) throws -> [TicketLine] {
    let query = TicketQuery(Scope(of: actor), condition, after: after, limit: limit)
    return try ask { state throws(Failure) in try state.tickets(query) }
  }

  func count(_ actor: Person, _ condition: TicketCondition) throws -> Int64 {
    let query = TicketQuery(Scope(of: actor), condition)
    return try ask { state throws(Failure) in try state.count(query) }
  }

  /// What `verify` finds wrong.
  func faults() throws -> [String] { try store.verify().faults.map(\.what) }
}
