package import ServiceLevels

/// One state of the store, for reading.
package protocol Snapshot: AnyObject {
  /// The last change, or zero and the epoch in a store without one.
  func head() throws(Failure) -> Head

  /// Where the journal ends, as it is noted elsewhere; nothing is checked.
  func anchor() throws(Failure) -> Anchor

  /// The last change that was recorded by an instant, read with the corrections; 0 where there was
  /// none yet.
  func lastChange(recordedBy instant: Instant) throws(Failure) -> Int64

  /// The first change that was recorded later than an instant, read with the corrections; nil where
  /// there is none.
  func firstChange(after instant: Instant) throws(Failure) -> Int64?

  /// What is known of changes that are there.
  func stretch(_ changes: ClosedRange<Int64>) throws(Failure) -> Stretch

  /// The tickets of which the changes tell.
  func tickets(changedBy changes: ClosedRange<Int64>) throws(Failure) -> Set<TicketNumber>

  /// The tickets of which alerts can tell by the changes; not those of which another system's export
  /// tells alone.
  func tickets(alertedBy changes: ClosedRange<Int64>) throws(Failure) -> Set<TicketNumber>

  /// The number of the journal's last event; 0 where there is none.
  func lastEvent() throws(Failure) -> Int64

  /// What tells an event from another that has its number, in a journal that was put back; nil where
  /// there is none.
  func mark(ofEvent sequence: Int64) throws(Failure) -> String?

  /// The events of tickets behind one of the journal, in its order.
  func ticketEvents(behind sequence: Int64, limit: Int) throws(Failure) -> [EventPlace]

  /// A ticket as it is now; nil where there is no such ticket.
  func ticket(_ number: TicketNumber) throws(Failure) -> Ticket?

  /// What a ticket is called; nil once erased.
  func subject(of ticket: Ticket) throws(Failure) -> String?

  /// A ticket's events in their order; empty where there is no such ticket.
  ///
  /// - Parameter change: only events of changes up to this one; nil for all.
  func history(of ticket: TicketNumber, upTo change: Int64?) throws(Failure) -> [Recorded<
    TicketEvent
  >]

  /// What some of a ticket's events say, with their texts, and how each left it, in their order.
  ///
  /// - Parameter events: the journal's numbers of them, ascending.
  func steps(of ticket: TicketNumber, at events: [Int64]) throws(Failure) -> [TicketStep]

  /// A ticket's events, without their texts, as they would be by one correction more.
  func history(
    of ticket: TicketNumber, under correction: Correction
  ) throws(Failure) -> [Recorded<TicketEvent>]

  /// The tickets whose clocks a calendar may measure from an instant on, in the order of their numbers.
  func tickets(measuredBy calendar: String, from instant: Instant) throws(Failure) -> [TicketNumber]

  /// The working calendars of the desk with all their versions, in the order of their numbers.
  ///
  /// - Parameter change: as of policies.
  func workingCalendars(upTo change: Int64?) throws(Failure) -> [Calendar]

  /// The working calendars of the desk, by their names.
  ///
  /// - Parameter change: only what was recorded up to this change; nil for all.
  func calendars(upTo change: Int64?) throws(Failure) -> Calendars

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
  /// Those whose whole name is this one, by `CaselessKey`, at most 20; of one role, or with nil of any.
  func people(named name: String, _ role: Role?) throws(Failure) -> [Person]
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

  /// The tickets that are or were a person's, or on which they wrote, in the order of the numbers.
  func tickets(of person: PersonNumber) throws(Failure) -> [TicketNumber]

  /// What would go with a person; all the journal is searched.
  func erasure(of person: Person) throws(Failure) -> Erasure

  /// How far the erasure of a person has come.
  func erasureState(of person: PersonNumber) throws(Failure) -> ErasureState

  /// The tickets of these events, in their order; those of no ticket are left out.
  func mentions(_ events: EventNumbers) throws(Failure) -> [Erasure.Mention]

  /// Where copies of the store lie that may hold a person's words, the newest first.
  ///
  /// - Parameter events: whose words are about to be erased, besides what was.
  func copies(
    holding person: PersonNumber, and events: EventNumbers
  ) throws(Failure) -> [StoreFacts.Copy]

  /// Every version of the policy.
  ///
  /// - Parameter change: only those that were recorded up to this change; nil for all.
  func policies(upTo change: Int64?) throws(Failure) -> Policies

  /// Clocks whose next notice is due at or before an instant, in the order (instant, ticket, clock).
  func pendingNotices(until: Instant, limit: Int) throws(Failure) -> [PendingNotice]

  /// Every clock, in no order, each once.
  func clocks(_ body: (ClockRow) throws(Failure) -> Void) throws(Failure)

  /// Every clock with whose its ticket is, in no order.
  func clocksOfPeople(_ body: (ClockRow, TicketParties) throws(Failure) -> Void) throws(Failure)

  /// Every budget that was used up as far as facts say by themselves, in no order.
  func breaches(_ body: (BreachRow) throws(Failure) -> Void) throws(Failure)

  /// Every stretch in which a ticket waited for its customer, in the order of tickets.
  func waits(_ body: (TicketWait) throws(Failure) -> Void) throws(Failure)

  /// How far an import of the file has come; nil where it has not begun.
  func importProgress(digest: String) throws(Failure) -> ImportProgress?

  /// What the journal answers to a key: the change it made, by whom and of what.
  func remembered(key: String, actor: String) throws(Failure) -> RememberedCall?

  /// One change of the journal; the body is not called where there is none.
  func journal(at change: Int64, _ body: (JournalEntry) throws(Failure) -> Void) throws(Failure)

  /// Every change of the journal from a number on, in order.
  func journal(from change: Int64, _ body: (JournalEntry) throws(Failure) -> Void) throws(Failure)
}

extension Snapshot {
  /// When the next notice falls due; nil where none does.
  package func nextNotice() throws(Failure) -> Instant? {
    try pendingNotices(until: .latest, limit: 1).first?.at
  }
}
