import ServiceLevels

/// What an action on the ticket itself makes of it: events, or a refusal. Pure.
///
/// Who has it, what it is called, whose it is, how pressing it is. The words with the customer, and
/// what they do to the status, stand in `Conversation.swift`.
extension Ticket {
  // MARK: Who has it

  /// Gives the ticket to the actor; a ticket that another agent has is not taken away.
  package func take(_ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.take)
    if let agent, agent != now.actor.number {
      throw .alreadyOwned(number, by: agent, since: agentSince ?? openedAt)
    }
    return try hand(to: now.actor)
  }

  /// Gives the ticket to a person of the staff, also one that another agent has.
  package func assign(to person: Person) throws(Refusal) -> [TicketEvent] {
    try check(.assign)
    return try hand(to: person)
  }

  /// Takes the ticket away from the agent who has it; the event names that agent.
  ///
  /// - Throws: `notOwned` where there is nobody to take it from, `unchanged` where it is one's own.
  package func steal(_ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    guard agent != nil else { throw .notOwned(number) }
    try check(.steal)
    return try hand(to: now.actor)
  }

  private func hand(to person: Person) throws(Refusal) -> [TicketEvent] {
    guard person.roles.contains(.agent) || person.roles.contains(.manager) else {
      throw .notAgent(person.number)
    }
    if agent == person.number { throw .unchanged(number, "agent") }
    return [
      .assigned(.init(to: person.number, was: agent, status: try status(after: .assign)))
    ]
  }

  /// Makes the ticket nobody's.
  package func release() throws(Refusal) -> [TicketEvent] {
    guard let agent else { throw .notOwned(number) }
    try check(.release)
    return [.released(was: agent)]
  }

  // MARK: What it is

  /// Gives the ticket another subject, whatever its status.
  ///
  /// - Parameter current: the subject's text as the store has it, for a fold may be without texts;
  ///   nil once erased.
  package func rename(
    to subject: Words, from current: String?
  ) throws(Refusal) -> [TicketEvent] {
    try check(.rename)
    if let current, subject.text == current { throw .unchanged(number, "subject") }
    return [.renamed(.init(subject: subject))]
  }

  /// Makes the ticket another person's, whatever its status and that person's roles: anybody can
  /// ask the desk for something.
  ///
  /// The clocks run on. Whoever is the customer from now on was not asked anything yet.
  package func transfer(
    to person: Person, because: Words, _ now: Circumstances
  ) throws(Refusal) -> [TicketEvent] {
    try check(.transfer)
    if person.number == customer { throw .unchanged(number, "customer") }
    var standing = standing
    standing.customer = person.number
    return [
      .transferred(
        .init(
          to: person.number, was: customer, because: because,
          terms: changedTerms(for: standing, now)))
    ]
  }

  /// Gives the ticket another priority, and each clock that can still run what the policy promises
  /// it then, from the clock's own start; or from now on, where the policy has clocks begin anew.
  ///
  /// - Throws: `unreasoned` where a clock would be due later than it is, and nobody says why.
  package func set(
    _ priority: Priority, because: Words?, _ now: Circumstances
  ) throws(Refusal) -> [TicketEvent] {
    try check(.set)
    if priority == self.priority { throw .unchanged(number, "priority") }
    let standing = standing.at(priority)
    let terms = terms(
      for: standing, restarts: now.policy.onPriorityChange == .restart, now)
    let change = TicketEvent.Prioritised(
      priority: priority, was: self.priority, terms: terms, because: because)
    if because == nil,
      clocks.areLater(under: terms, standing, at: now.at, by: now.calendars)
    {
      throw .unreasoned(number)
    }
    return [.prioritised(change)]
  }

  /// Puts a tag on, or takes it off in the spelling in which it was put on.
  ///
  /// Where another row of the policy is its row then, its clocks are promised what that row says.
  package func tag(_ tag: String, on: Bool, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.tag)
    let key = CaselessKey(tag)
    let known = tags.first { CaselessKey($0) == key }
    if (known != nil) == on { throw .unchanged(number, "tag") }
    var standing = standing
    if on { standing.tags.insert(key) } else { standing.tags.remove(key) }
    let terms = changedTerms(for: standing, now)
    return [on ? .tagged(.init(tag, terms: terms)) : .untagged(.init(known ?? tag, terms: terms))]
  }

  /// - Throws: where the ticket's status does not allow the action.
  package func check(_ action: Action) throws(Refusal) { _ = try status(after: action) }

  /// Where an action leads; nil where the ticket stays where it is.
  ///
  /// - Throws: `merged` where it goes on as another ticket, whatever its status.
  func status(after action: Action) throws(Refusal) -> Status? {
    if let mergedInto { throw .merged(number, into: mergedInto) }
    guard let next = action.next(from: status) else {
      throw .illegal(action, ticket: number, status: status)
    }
    return next == status ? nil : next
  }
}
