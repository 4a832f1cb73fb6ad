import ServiceLevels
import SupportDesk

/// What every part of a store shares: the database, who the store is, and folds it remembers.
final class StoreCore {
  let database: any Database
  /// Of its file, for those who are told of it.
  let path: String
  let identity: [UInt8]
  let salting: Salting
  /// What was read of the state that the last transaction saw.
  let memory: StateMemory
  /// The last change when this program committed last, and its hash.
  var acknowledged: (change: Int64, hash: [UInt8])?
  /// The state in which what was acknowledged was found.
  var checked: Int64?
  /// What was done for the changes up to one, when another file was found in this one's place.
  var rescued: (change: Int64, rescue: Rescue)?
  var attendant = Attendant() { didSet { database.giveUp(when: attendant.isGone) } }

  init(database: any Database, path: String, identity: [UInt8], salting: Salting) {
    self.database = database
    memory = StateMemory(of: database)
    self.path = path
    self.identity = identity
    self.salting = salting
  }

  var journal: Journal {
    Journal(
      database: database, identity: identity,
      vault: Vault(database: database, salting: salting))
  }

  // MARK: Folds

  /// Of streams as they stood at a change.
  private var folds = Folds()
  /// Of tickets as they stood at an event that somebody was told of.
  private var told = Folds()
  /// The last change of the journal in which they were found, and its hash.
  private var seen: (change: Int64, hash: [UInt8])?
  /// The change at which streams are asked for, and the state in which that was seen.
  private var standing: (change: Int64, state: Int64?)?

  /// The fold of a stream as it stands at the head, without its texts; nil where there is none.
  func current<S: SupportDesk.Stream>(
    _ stream: S.Type, _ number: S.Number, head: Int64
  ) throws(StorageFailure) -> S? {
    let corrections = try corrections()
    try stand(at: head)
    let known = folds.fold(stream, number)
    if let known, known.place == head { return known.fold }
    let news = try journal.history(
      stream, of: number, behind: known?.fold.version ?? 0, corrections, measures(stream))
    guard let fold = S(number, news, onTopOf: known?.fold) else { return nil }
    keep(fold, number, head: head)
    return fold
  }

  /// The calendars that events of such a stream may name: of others none are asked for.
  private func measures<S: SupportDesk.Stream>(_ stream: S.Type) throws(StorageFailure) -> Calendars
  {
    S.kind == .ticket ? try calendars() : .onlyAlways
  }

  /// Forgets what was remembered of another journal than the one whose last change this is.
  func stand(at head: Int64) throws(StorageFailure) {
    let state = database.state
    if standing?.change == head, state == nil || state == standing?.state { return }
    if let seen, try journal.hash(of: seen.change) != seen.hash { forgetFolds() }
    let tail = try memory.tail { () throws(StorageFailure) in try journal.tail() }
    seen = (tail.sequence, tail.hash)
    standing = (head, state)
  }

  /// Remembers a fold as it stands at the head, or as the change behind it leaves it.
  func keep<S: SupportDesk.Stream>(_ fold: S, _ number: S.Number, head: Int64) {
    standing = (head, nil)
    folds.keep(fold, number, at: head)
  }

  /// What some events of a ticket say, with their texts, and how each left it, in their order.
  ///
  /// - Parameter events: their numbers, ascending, at least one.
  func steps(
    of ticket: TicketNumber, at events: [Int64], head: Int64
  ) throws(StorageFailure) -> [TicketStep] {
    guard let first = events.first, let last = events.last else { return [] }
    let corrections = try corrections()
    try stand(at: head)
    var fold = told.fold(Ticket.self, ticket).flatMap { $0.place < first ? $0.fold : nil }
    let news = try journal.history(
      Ticket.self, of: ticket, behind: fold?.version ?? 0, through: last, withTexts: first...,
      corrections, calendars())
    let wanted = Set(events)
    var steps: [TicketStep] = []
    for event in news {
      fold = Ticket(ticket, [event], onTopOf: fold)
      if let fold, wanted.contains(event.sequence) {
        steps.append(TicketStep(event: event, ticket: fold))
      }
    }
    if let last = steps.last {
      // Where they are the same, they share what they hold.
      let now = folds.fold(Ticket.self, ticket)?.fold
      let same = now.flatMap { $0.version == last.ticket.version ? $0 : nil }
      told.keep(same ?? last.ticket, ticket, at: last.event.sequence)
    }
    return steps
  }

  private func forgetFolds() {
    folds.forget()
    told.forget()
    (seen, standing) = (nil, nil)
  }

  /// Forgets everything, for what is there may be undone or other than it was.
  func forget() {
    forgetFolds()
    memory.forget()
    knownCorrections = Held()
    knownPolicies = Held()
    knownCalendars = Held()
  }

  // MARK: What is of few events, valid while none is recorded

  private var knownCorrections = Held<Corrections>()
  private var knownPolicies = Held<[Policy]>()
  private var knownCalendars = Held<(all: [Calendar], byName: Calendars)>()

  /// What was made of events of which there are as many as a mark says, and the state in which that
  /// was seen last.
  private struct Held<Value> {
    private var known: (value: Value, mark: Int64, state: Int64?)?

    mutating func value(
      _ database: any Database, mark: () throws(StorageFailure) -> Int64,
      read: () throws(StorageFailure) -> (Value, Int64)
    ) throws(StorageFailure) -> Value {
      let state = database.state
      if let known {
        if state != nil, known.state == state { return known.value }
        if try mark() == known.mark {
          self.known?.state = state
          return known.value
        }
      }
      let (value, mark) = try read()
      known = (value, mark, state)
      return value
    }
  }

  /// What was found out of clocks.
  func corrections() throws(StorageFailure) -> Corrections {
    try knownCorrections.value(
      database, mark: { () throws(StorageFailure) in try journal.version(of: .desk) },
      read: { () throws(StorageFailure) in
        // They were folded at other times.
        forgetFolds()
        return try journal.corrections()
      })
  }

  /// The working calendars, by which rows of clocks are made.
  func calendars() throws(StorageFailure) -> Calendars { try allCalendars().byName }

  func allCalendars() throws(StorageFailure) -> (all: [Calendar], byName: Calendars) {
    try knownCalendars.value(
      database,
      mark: { () throws(StorageFailure) in try StreamReader(database: database).last(.calendar) },
      read: { () throws(StorageFailure) in
        let (all, last) = try journal.calendars()
        return ((all, Calendars(all)), last)
      })
  }

  func policies() throws(StorageFailure) -> [Policy] {
    try knownPolicies.value(
      database,
      mark: { () throws(StorageFailure) in try StreamReader(database: database).last(.policy) },
      read: { () throws(StorageFailure) in try journal.policies() })
  }
}
