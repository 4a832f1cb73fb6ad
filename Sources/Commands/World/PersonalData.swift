import SupportDesk

/// What the desk holds of people, within what the actor may see.
struct PersonalData {
  private let state: any Snapshot
  private let actor: Person
  private let scope: Scope
  private let history: (TicketNumber) throws(Failure) -> [Recorded<TicketEvent>]

  /// - Parameter history: all of a ticket's events.
  init(
    _ state: any Snapshot, for actor: Person, in scope: Scope,
    history: @escaping (TicketNumber) throws(Failure) -> [Recorded<TicketEvent>]
  ) {
    self.state = state
    self.actor = actor
    self.scope = scope
    self.history = history
  }

  /// What of their tickets is a person's, and what they wrote on others'.
  func shares(of person: Person) throws(Failure) -> [(ticket: Ticket, share: PersonalShare)] {
    try requireExport(of: person)
    var shares: [(ticket: Ticket, share: PersonalShare)] = []
    for number in try state.tickets(of: person.number) {
      guard let ticket = try state.ticket(number) else { continue }
      let whole = PersonalShare(of: person.number, in: try history(number))
      // Also of a ticket that is another's by now, what was theirs and what they wrote is theirs to see.
      let share = scope.isWhole ? whole : whole.shown
      if !share.own.isEmpty || !share.written.isEmpty { shares.append((ticket, share)) }
    }
    return shares
  }

  /// What a person began and did not send.
  func drafts(of person: Person) throws(Failure) -> [Draft] {
    try requireExport(of: person)
    return try state.drafts(of: person.number)
  }

  private func requireExport(of person: Person) throws(Failure) {
    try require(person.number == actor.number ? .exportOwn : .exportPeople)
  }

  private func require(_ permission: Permission) throws(Failure) {
    guard actor.has(permission) else { throw .refused(.forbidden(permission)) }
  }

  // MARK: Erasing

  /// What would go with a person.
  func erasure(of person: Person) throws(Failure) -> Erasure {
    try require(.erase)
    return try state.erasure(of: person)
  }

  /// How far the erasure of a person has come.
  func erasureState(of person: Person) throws(Failure) -> ErasureState {
    try state.erasureState(of: person.number)
  }

  /// The tickets of these events.
  func mentions(_ events: EventNumbers) throws(Failure) -> [Erasure.Mention] {
    try require(.erase)
    return try state.mentions(events)
  }

  /// Where copies of the store lie that may hold a person's words.
  ///
  /// - Parameter events: whose words are about to be erased, besides what was.
  func copies(
    holding person: PersonNumber, and events: EventNumbers
  ) throws(Failure) -> [StoreFacts.Copy] {
    try require(.erase)
    return try state.copies(holding: person, and: events)
  }
}
