import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// One state of the desk, seen by one actor from one standpoint: all that a command's body gets.
///
/// Whatever it gives lies in the actor's scope, rows and facts, so a list, a count, a completion,
/// a question or an error can never show what `show` would refuse (design.md section 3).
class Reading {
  let actor: Person
  let scope: Scope
  let standpoint: Standpoint
  let policies: Policies
  var policy: PolicyFact { policies.inForce(at: wall.now) }
  let wall: Wall
  let listing: Listing
  /// What texts of calendars and policies name outside the desk.
  let sources: CalendarText.Sources
  private let state: any Snapshot
  /// Whom answers speak of: few, so a walk over them is quicker than a table made for each call.
  private var names: [PersonAnswer] = []

  init(
    _ state: any Snapshot, actor: Person, standpoint: Standpoint, policies: Policies, zone: Zone,
    listing: Listing, sources: CalendarText.Sources
  ) {
    self.listing = listing
    self.sources = sources
    self.state = state
    self.actor = actor
    scope = Scope(of: actor)
    self.standpoint = standpoint
    self.policies = policies
    wall = Wall(zone: zone, now: standpoint.occurredBy)
  }

  /// The working calendars of the desk, as they were known from the standpoint.
  var calendars: DeskCalendars { DeskCalendars(state, upTo: standpoint.knownBy, for: actor) }

  func require(_ permission: Permission) throws(Failure) {
    guard actor.has(permission) else { throw .refused(.forbidden(permission)) }
  }

  // MARK: Tickets

  /// The same desk, looked at from elsewhere by the same person.
  func seen(from standpoint: Standpoint) throws(Failure) -> Reading {
    Reading(
      state, actor: actor, standpoint: standpoint,
      policies: try standpoint.knownBy.map { known throws(Failure) in
        try state.policies(upTo: known)
      } ?? policies, zone: wall.zone, listing: listing, sources: sources)
  }

  /// The last change that was recorded by an instant; 0 where there was none yet.
  func lastChange(by instant: Instant) throws(Failure) -> Int64 {
    try state.lastChange(recordedBy: instant)
  }

  /// The ticket that is meant, as it was seen from the standpoint; somebody else's is as good as
  /// none.
  func ticket(_ reference: TicketReference) throws(Failure) -> Ticket {
    switch reference {
    case .number(let number):
      guard let ticket = try state.ticket(number), scope.admits(ticket) else {
        throw .refused(.noSuchTicket(number))
      }
      return try asSeen(ticket)
    case .name(let name):
      guard let number = try state.ticket(referenced: name),
        let ticket = try state.ticket(number), scope.admits(ticket)
      else { throw .refused(.noSuchReference(name)) }
      return try asSeen(ticket)
    }
  }

  /// A ticket that may be seen now, from the standpoint.
  private func asSeen(_ ticket: Ticket) throws(Failure) -> Ticket {
    guard standpoint.isPast else { return ticket }
    let events = try events(of: ticket.number)
    if let begin = begin(of: ticket), !events.contains(where: { $0.sequence == begin }) {
      throw .refused(.noSuchTicket(ticket.number))
    }
    guard let past = Ticket(ticket.number, events) else {
      throw .refused(standpoint.refusal(of: ticket))
    }
    return past
  }

  /// What a ticket that may be seen is called now; nil once erased.
  func kept(subjectOf ticket: Ticket) throws(Failure) -> String? { try state.subject(of: ticket) }

  private func events(of ticket: TicketNumber) throws(Failure) -> [Recorded<TicketEvent>] {
    let events = try state.history(of: ticket, upTo: standpoint.knownBy)
    guard standpoint.isPast else { return events }
    return events.filter { $0.occurredAt <= standpoint.occurredBy }
  }

  /// Where a ticket begins for the actor, if not with its opening.
  ///
  /// To its customer it begins with its last transfer: what was before is another's, and from
  /// before it nothing of it can be seen.
  private func begin(of ticket: Ticket) -> Int64? { scope.isWhole ? nil : ticket.transferEvent }

  /// Whether the actor may see an event of a ticket, which is as it is now: what is told late of another's
  /// time is another's, too.
  private func sees(_ event: Recorded<TicketEvent>, of ticket: Ticket) -> Bool {
    if scope.isWhole { return true }
    return event.sequence >= begin(of: ticket) ?? 0
      && event.occurredAt >= ticket.transferredAt ?? event.occurredAt && scope.admits(event.event)
  }

  /// A ticket's events with their texts, those of them that the actor may see.
  func history(of ticket: Ticket) throws(Failure) -> [Recorded<TicketEvent>] {
    let events = try events(of: ticket.number)
    if scope.isWhole { return events }
    guard let now = try state.ticket(ticket.number) else { return [] }
    return events.filter { sees($0, of: now) }
  }

  /// The tickets of a condition, most urgent first.
  func tickets(
    _ condition: TicketCondition, after: TicketQuery.Position? = nil, limit: Int
  ) throws(Failure) -> [TicketLine] {
    try state.tickets(TicketQuery(scope, condition, after: after, limit: limit))
  }

  func count(_ condition: TicketCondition) throws(Failure) -> Int64 {
    try state.count(TicketQuery(scope, condition))
  }

  /// The tags that begin so, of tickets that the actor may see.
  func tags(beginning start: String, limit: Int) throws(Failure) -> [String] {
    try state.tags(scope, beginning: start, limit: limit)
  }

  /// What reports go through.
  var reports: DeskReports { DeskReports(state, for: actor) }

  // MARK: People

  /// The one person that is meant.
  ///
  /// Customers find themselves and the agents of their own tickets.
  ///
  /// - Parameters:
  ///   - role: what the person must be; nil for anybody.
  ///   - orErased: whether one who was erased is meant too, who is known by the number alone.
  func person(
    _ reference: PersonReference, role: Role?, orErased: Bool = false
  ) throws(Failure) -> Person {
    let found: [Person]
    switch reference {
    case .me: return actor
    case .number(let number): found = try visible(number).map { [$0] } ?? []
    case .words(let words): found = try people(words, role)
    }
    let fitting = found.filter {
      $0.isErased ? orErased : Self.fits($0, role)
    }
    guard let first = fitting.first else {
      throw .refused(.noSuchPerson(reference.text, role: role, near: try near(reference, role)))
    }
    guard fitting.count == 1 else {
      throw .refused(.ambiguousPerson(reference.text, among: fitting.map(\.number)))
    }
    return first
  }

  private static func fits(_ person: Person, _ role: Role?) -> Bool {
    guard let role, role == .agent else { return true }
    return person.roles.contains(.agent) || person.roles.contains(.manager)
  }

  private func people(_ words: String, _ role: Role?) throws(Failure) -> [Person] {
    let called = PersonName(words)
    guard scope.isWhole else {
      return try acquaintances().filter { $0.isCalled(called) }
    }
    if let address = called.address { return try state.person(address: address).map { [$0] } ?? [] }
    return try state.people(called: called.name, role: role == .customer ? nil : role, limit: 20)
  }

  private func visible(_ number: PersonNumber) throws(Failure) -> Person? {
    if scope.isWhole { return try state.person(number) }
    return try acquaintances().first { $0.number == number }
  }

  /// Whom a customer may know of, and of agents no more than their names.
  private func acquaintances() throws(Failure) -> [Person] {
    var agents = try state.agents(onTicketsOf: actor.number).filter { $0.number != actor.number }
    for index in agents.indices { agents[index].address = nil }
    return [actor] + agents
  }

  /// Who may have been meant.
  private func near(
    _ reference: PersonReference, _ role: Role?
  ) throws(Failure) -> [PersonNumber] {
    guard scope.isWhole, case .words(let words) = reference else { return [] }
    return try people(near: words, role: role, limit: 3).map(\.number)
  }

  /// The people whose names begin so, or nearly so, for completion and for what may be meant.
  func people(near words: String, role: Role?, limit: Int) throws(Failure) -> [Person] {
    guard scope.isWhole else {
      return Array(
        try acquaintances().filter { $0.handle.hasPrefix(words.lowercased()) }.prefix(limit))
    }
    return try state.people(near: words, role: role, limit: limit)
  }

  /// Everybody who works at the desk, each once, in the order of their numbers.
  func staff() throws(Failure) -> [Person] {
    try require(.listPeople)
    var people: [PersonNumber: Person] = [:]
    for role in Role.allCases where role.isStaff {
      for person in try state.people(role) { people[person.number] = person }
    }
    return people.values.sorted { $0.number < $1.number }
  }

  /// Who has an address already.
  func owner(of address: String) throws(Failure) -> Person? { try state.person(address: address) }

  /// A person as an answer shows them; nil where there is none.
  func answer(optional number: PersonNumber?) throws(Failure) -> PersonAnswer? {
    try number.map { number throws(Failure) in try answer(number) }
  }

  /// A person as an answer shows them.
  func answer(_ number: PersonNumber) throws(Failure) -> PersonAnswer {
    if let known = names.first(where: { $0.number == number }) { return known }
    let person = try state.person(number)
    let answer = PersonAnswer(number: number, name: person?.shownName ?? "person \(number.value)")
    names.append(answer)
    return answer
  }

  // MARK: The rest of the desk

  /// Every change of the journal from one on, in order.
  ///
  /// - Parameter limit: how many at most; nil for all there are.
  func eachChange(
    from first: Int64, limit: Int64?, _ body: (JournalEntry) throws(Failure) -> Void
  ) throws(Failure) {
    try require(.verify)
    guard let limit else { return try state.journal(from: first, body) }
    let end = min(try state.head().change + 1, first + limit)
    for change in stride(from: first, to: end, by: 1) { try state.journal(at: change, body) }
  }

  /// The journal's events, for who follows it.
  var feed: EventFeed { EventFeed(state, in: scope) { self.sees($0, of: $1) } }

  /// What the actor is told without asking.
  var alerts: Alerts { Alerts(state, for: actor, in: scope) }

  /// What is known of changes that are there, for who judges the clocks that dated them.
  func stretch(_ changes: ClosedRange<Int64>) throws(Failure) -> Stretch {
    try require(.acceptClock)
    return try state.stretch(changes)
  }

  /// Where the journal ends.
  func anchor() throws(Failure) -> Anchor {
    try require(.verify)
    return try state.anchor()
  }

  /// What the desk holds of people.
  var personal: PersonalData {
    PersonalData(state, for: actor, in: scope) { number throws(Failure) in
      try self.events(of: number)
    }
  }

  /// What the journal answers to a key of the actor's.
  func remembered(key: String) throws(Failure) -> RememberedCall? {
    try state.remembered(key: key, actor: actorText)
  }

  /// A change of the actor's; nil where there is no such change.
  func change(_ number: Int64) throws(Failure) -> JournalEntry? {
    var found: JournalEntry?
    try state.journal(at: number) { entry throws(Failure) in
      if entry.actor == actorText { found = entry }
    }
    return found
  }

  /// The actor's own drafts.
  func drafts() throws(Failure) -> [Draft] { try state.drafts(of: actor.number) }
}
