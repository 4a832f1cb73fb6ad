package import ServiceLevels

/// Where a desk's journal lies: what the one door needs of a store, and nothing else.
///
/// Calls come from one thread. Every closure sees one state of the store. A store is proven by the
/// contract suite of the tests.
package protocol Store: AnyObject {
  /// Reads one state; never waits for a writer.
  func reading<Result>(
    _ body: (any Snapshot) throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Takes the write lock, runs the body, commits durably; a body that throws changes nothing.
  func writing<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Takes the write lock, runs the body and undoes all it did: a dry run.
  ///
  /// What the body gave is no promise: numbers are free again.
  func trying<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Checks chain, projections and vault (design.md section 4).
  func verify(_ progress: (_ done: Int64, _ total: Int64) -> Void) throws(Failure) -> Verification

  /// Writes a whole, consistent copy; refuses a path that exists.
  func backUp(to path: String) throws(Failure)
}

/// One state of the store, for reading.
package protocol Snapshot: AnyObject {
  /// The last change, or zero and the epoch in a store without one.
  func head() throws(Failure) -> Head

  /// A ticket as it is now; nil where there is no such ticket.
  func ticket(_ number: TicketNumber) throws(Failure) -> Ticket?

  /// A ticket's events in their order; empty where there is no such ticket.
  ///
  /// - Parameter change: only events of changes up to this one; nil for all.
  func history(of ticket: TicketNumber, upTo change: Int64?) throws(Failure) -> [RecordedEvent]

  /// The tickets a query asks for, in its order.
  func tickets(_ query: TicketQuery) throws(Failure) -> [TicketLine]

  /// How many tickets there are that a query asks for, whatever its limit.
  func count(_ query: TicketQuery) throws(Failure) -> Int64

  func ticket(referenced name: String) throws(Failure) -> TicketNumber?

  func person(_ number: PersonNumber) throws(Failure) -> Person?
  func person(uid: Int64) throws(Failure) -> Person?
  /// The person of an address, by `CaselessKey`.
  func person(address: String) throws(Failure) -> Person?
  /// The people of a role in the order of their numbers; customers may be many: ask by name.
  func people(_ role: Role) throws(Failure) -> [Person]
  /// Those whose whole name is this one, by `CaselessKey`, at most 20.
  func people(named name: String) throws(Failure) -> [Person]
  /// Whom the words mean: the person of that address; else those of that whole name; else staff of
  /// whose name they are the first word. In the order of their numbers.
  ///
  /// - Parameter role: only those who may stand in it, as a manager may for an agent; nil for all.
  func people(called words: String, role: Role?, limit: Int) throws(Failure) -> [Person]
  /// Whom the words may mean, the likeliest first: the name, a word of it, or the address begins
  /// with them or is one or two slips of the fingers away.
  func people(near words: String, role: Role?, limit: Int) throws(Failure) -> [Person]
  /// Who has a ticket of the customer's, each once, in the order of their numbers.
  func agents(onTicketsOf customer: PersonNumber) throws(Failure) -> [Person]

  /// The tags that begin with these words and can be seen, in order, each once.
  func tags(_ scope: Scope, beginning words: String, limit: Int) throws(Failure) -> [String]

  /// What a person began and did not send, in the order of the numbers.
  func drafts(of person: PersonNumber) throws(Failure) -> [Draft]

  /// The policy in force.
  func policy() throws(Failure) -> PolicyFact

  /// Clocks whose next notice is due at or before an instant, in the order (instant, ticket, clock).
  func pendingNotices(until: Instant, limit: Int) throws(Failure) -> [PendingNotice]

  /// Every clock, in no order, each once.
  func clocks(_ body: (ClockRow) throws(Failure) -> Void) throws(Failure)

  /// How far an import of the file has come; nil where it has not begun.
  func importProgress(digest: String) throws(Failure) -> ImportProgress?

  /// What the journal answers to a key: the change it made, by whom and of what.
  func remembered(key: String, actor: String) throws(Failure) -> RememberedCall?

  /// One change of the journal; the body is not called where there is none.
  func journal(at change: Int64, _ body: (JournalEntry) throws(Failure) -> Void) throws(Failure)

  /// Every change of the journal from a number on, in order.
  func journal(from change: Int64, _ body: (JournalEntry) throws(Failure) -> Void) throws(Failure)
}

/// A state of the store that can be added to.
package protocol Transaction: Snapshot {
  /// Appends one change with its events and folds it into the projections.
  ///
  /// - Returns: the change's number.
  func append(_ change: Change) throws(Failure) -> AppendedChange

  func remember(_ call: RememberedCall, key: String, actor: String) throws(Failure)

  /// Records how far an import has come, so that it can go on from there.
  func record(_ progress: ImportProgress) throws(Failure)

  /// Keeps a draft, in the place of one with its number; drops whatever is too old by its instant.
  func keep(_ draft: Draft, of person: PersonNumber) throws(Failure)
  /// One more than the highest number of the person's drafts; 1 where there is none.
  func nextDraft(of person: PersonNumber) throws(Failure) -> Int64
  /// Does nothing where there is no such draft.
  func dropDraft(_ number: Int64, of person: PersonNumber) throws(Failure)

  /// The next free numbers.
  func nextTicket() throws(Failure) -> TicketNumber
  func nextPerson() throws(Failure) -> PersonNumber
}

/// Where the journal ends.
package struct Head: Equatable, Sendable {
  package var change: Int64
  package var recordedAt: Instant

  package init(change: Int64, recordedAt: Instant) {
    self.change = change
    self.recordedAt = recordedAt
  }
}

/// What an append gave.
package struct AppendedChange: Equatable, Sendable {
  package var number: Int64
  /// The first of its events' numbers; the others follow without gaps.
  package var firstEvent: Int64

  package init(number: Int64, firstEvent: Int64) {
    self.number = number
    self.firstEvent = firstEvent
  }
}

/// A clock whose next notice is due.
package struct PendingNotice: Equatable, Sendable {
  package var ticket: TicketNumber
  package var at: Instant

  package init(ticket: TicketNumber, at: Instant) {
    self.ticket = ticket
    self.at = at
  }
}

/// A call that was carried out under an idempotency key (rpc.md 2.12).
package struct RememberedCall: Equatable, Sendable {
  package var method: String
  /// The call's parameters as canonical JSON; a store keeps no more than a salted digest of them.
  package var parameters: String
  package var change: Int64
  package var at: Instant
  /// Whether the parameters asked with are those that were remembered.
  package var matches: @Sendable (_ parameters: String) -> Bool

  package init(
    method: String, parameters: String, change: Int64, at: Instant,
    matches: (@Sendable (_ parameters: String) -> Bool)? = nil
  ) {
    self.method = method
    self.parameters = parameters
    self.change = change
    self.at = at
    self.matches = matches ?? { $0 == parameters }
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.method == right.method && left.change == right.change && left.at == right.at
  }
}

/// How far the import of one file has come.
package struct ImportProgress: Equatable, Sendable {
  /// SHA-256 of the file in lower-case hex: the same file goes on, another one is another import.
  package var digest: String
  /// How many facts of the file, in the order of import, are recorded.
  package var done: Int64

  package init(digest: String, done: Int64) {
    self.digest = digest
    self.done = done
  }
}
