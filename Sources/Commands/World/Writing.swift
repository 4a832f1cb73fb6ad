import Interpreter
import ServiceLevels
import SupportDesk

/// A reading that may add to the desk.
final class Writing: Reading {
  private let transaction: any Transaction
  private let origin: Origin
  /// What was recorded, in its order.
  private(set) var recorded: [Occurrence] = []
  /// The tickets of which something was recorded, as they were before, by number; none where the call is not
  /// only tried.
  private(set) var before: [TicketNumber: Ticket] = [:]
  private let isRehearsal: Bool
  private(set) var appended: AppendedChange?

  init(
    _ transaction: any Transaction, actor: Person, at now: Instant, policies: Policies, zone: Zone,
    listing: Listing, sources: CalendarText.Sources, origin: Origin, isRehearsal: Bool
  ) {
    self.transaction = transaction
    self.isRehearsal = isRehearsal
    self.origin = origin
    super.init(
      transaction, actor: actor, standpoint: Standpoint(now: now),
      policies: policies, zone: zone, listing: listing, sources: sources)
  }

  /// What whoever confirms the call must know besides what it records.
  private(set) var cautions: [String] = []

  func caution(_ words: String) { cautions.append(words) }

  /// The clocks that are others by the call, where whoever confirms it must know them; nil where it is not about
  /// clocks.
  private(set) var changes: [ChangedClock]?

  /// Whether the change's own time moves none of their due times, so that those are confirmed too.
  private(set) var changesAreFixed = false

  func caution(of changes: [ChangedClock], isFixed: Bool) {
    (self.changes, changesAreFixed) = (changes, isFixed)
  }

  /// Whether nobody need confirm what the call does, though its command asks at other times.
  private(set) var asksNothing = false

  func askNothing() { asksNothing = true }

  /// The tickets of which it was recorded late what happened before, or at what other time.
  private(set) var changedLate: Set<TicketNumber> = []

  /// Has what was told of these tickets looked at anew, once the change is recorded.
  func judgeAnew(_ tickets: Set<TicketNumber>) { changedLate.formUnion(tickets) }

  /// Records the facts as the call's one change.
  ///
  /// - Parameters:
  ///   - at: when they happened; nil for now.
  ///   - rest: what happens now, whenever the others did.
  /// - Returns: the change's number and its events' numbers.
  @discardableResult
  func record(
    _ facts: [Fact], at: Instant? = nil, now rest: [Fact] = []
  ) throws(Failure) -> Receipt {
    precondition(appended == nil, "a call records one change")
    let now = standpoint.occurredBy
    recorded =
      facts.map { Occurrence($0, at: at ?? now) } + rest.map { Occurrence($0, at: now) }
    if isRehearsal {
      for number in Set(recorded.compactMap(\.fact.stream.ticket)) {
        before[number] = try transaction.ticket(number)
      }
    }
    let appended = try transaction.append(
      Change(origin: origin, recordedAt: now, occurrences: recorded))
    self.appended = appended
    if at != nil { judgeAnew(Set(facts.compactMap(\.stream.ticket))) }
    for case .desk(.clockCorrected(let corrected)) in facts {
      judgeAnew(try transaction.tickets(changedBy: corrected.changes))
    }
    return Receipt(
      change: appended.number,
      events: recorded.indices.map { appended.firstEvent + Int64($0) })
  }

  /// A ticket as this call left it, also where it took the ticket out of the actor's sight.
  func ticketAsLeft(_ number: TicketNumber) throws(Failure) -> Ticket {
    guard let ticket = try transaction.ticket(number) else {
      throw .refused(.noSuchTicket(number))
    }
    return ticket
  }

  /// Deletes what an erasure names; its event is recorded by the same call.
  func erase(_ erasure: Erasure) throws(Failure) { try transaction.erase(erasure) }

  /// Forgets a draft that was sent.
  func forget(_ draft: Draft) throws(Failure) {
    try transaction.dropDraft(draft.number, of: actor.number)
  }

  func nextTicket() throws(Failure) -> TicketNumber { try transaction.nextTicket() }

  func nextPerson() throws(Failure) -> PersonNumber { try transaction.nextPerson() }

  /// Where the journal ends.
  func head() throws(Failure) -> Head { try transaction.head() }

  /// What is promised on the tickets of corrected changes by the versions that promised it, where it is
  /// not what was promised.
  func correctedBudgets(by correction: Correction) throws(Failure) -> [CorrectedBudget] {
    var budgets: [CorrectedBudget] = []
    var zones: [String: Zone] = [:]
    for version in policies.all { zones[version.zone] = try zone(of: version) }
    for number in try transaction.tickets(changedBy: correction.changes).sorted() {
      let history = try transaction.history(of: number, under: correction)
      budgets += Ticket.correctedBudgets(
        number, history, of: correction.changes, try calendars.byName()
      ) { promise in
        policies.version(of: promise).flatMap { version in
          zones[version.zone].map { (version, $0) }
        }
      }
    }
    return budgets
  }

  /// The first change that was recorded later than an instant; nil where there is none.
  func firstChange(after instant: Instant) throws(Failure) -> Int64? {
    try transaction.firstChange(after: instant)
  }
}
