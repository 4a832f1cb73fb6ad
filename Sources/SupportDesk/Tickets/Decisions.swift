package import ServiceLevels

/// Who acts on a ticket, when, and by which promises: what a decision needs beside the ticket.
package struct Circumstances: Sendable {
  package let actor: Person
  package let at: Instant
  package let policy: PolicyFact
  package let zone: Zone

  package init(actor: Person, at: Instant, policy: PolicyFact, zone: Zone) {
    self.actor = actor
    self.at = at
    self.policy = policy
    self.zone = zone
  }
}

/// What an action makes of a ticket: events, or a refusal. Pure.
extension Ticket {
  /// Gives the ticket to the actor; a ticket that another agent has is not taken away.
  package func take(_ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.take)
    if let agent, agent != now.actor.number {
      throw .alreadyOwned(number, by: agent, since: agentSince ?? openedAt)
    }
    return try hand(to: now.actor)
  }

  package func assign(to person: Person) throws(Refusal) -> [TicketEvent] {
    try check(.assign)
    return try hand(to: person)
  }

  private func hand(to person: Person) throws(Refusal) -> [TicketEvent] {
    guard person.roles.contains(.agent) || person.roles.contains(.manager) else {
      throw .notAgent(person.number)
    }
    if agent == person.number { throw .unchanged(number, "agent") }
    return [.assigned(to: person.number, was: agent)]
  }

  package func release() throws(Refusal) -> [TicketEvent] {
    try check(.release)
    guard let agent else { throw .notOwned(number) }
    return [.released(was: agent)]
  }

  /// A public message: the desk's, or the customer's own where the customer writes it.
  package func reply(_ text: Words, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    let role = now.actor.role(onTicketOf: customer)
    if role == .customer { return try receive(text, from: now.actor.number, now) }
    try check(.reply)
    return [.replied(.init(text: text, author: now.actor.number, role: role))]
  }

  package func note(_ text: Words, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.note)
    return [
      .noted(
        .init(
          text: text, author: now.actor.number, role: now.actor.role(onTicketOf: customer)))
    ]
  }

  /// The customer's words, whoever typed them.
  package func receive(
    _ text: Words, from author: PersonNumber, _ now: Circumstances
  ) throws(Refusal) -> [TicketEvent] {
    try check(.receive)
    if status == .resolved { try checkReopenWindow(now) }
    let budget = now.policy.budgets(for: priority, from: now.at, in: now.zone).response
    return [.received(.init(text: text, author: author, role: .customer), response: budget)]
  }

  /// Waits for the customer, who must have been asked: in the same call, or after they last wrote.
  package func wait(_ text: Words?, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.wait)
    var events: [TicketEvent] = []
    if let text {
      events += try reply(text, now)
    } else {
      guard let asked = lastStaffMessage, asked >= lastCustomerMessage ?? openedAt else {
        throw .nothingAsked(number)
      }
    }
    return events + [.waited]
  }

  /// Resolves, with a word to the customer or silently by saying so.
  package func resolve(
    _ text: Words?, silent: Bool, _ now: Circumstances
  ) throws(Refusal) -> [TicketEvent] {
    try check(.resolve)
    guard let text else {
      guard silent else { throw .silence(number) }
      return [.resolved(silent: true)]
    }
    return try reply(text, now) + [.resolved(silent: false)]
  }

  package func reopen(_ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.reopen)
    try checkReopenWindow(now)
    return [.reopened]
  }

  package func close() throws(Refusal) -> [TicketEvent] {
    try check(.close)
    return [.closed]
  }

  package func set(_ priority: Priority, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.set)
    if priority == self.priority { throw .unchanged(number, "priority") }
    return [
      .prioritised(
        .init(
          priority: priority, was: self.priority,
          budgets: now.policy.budgets(for: priority, from: openedAt, in: now.zone)))
    ]
  }

  package func tag(_ tag: String, on: Bool) throws(Refusal) -> [TicketEvent] {
    try check(.tag)
    if has(tag) == on { throw .unchanged(number, "tag") }
    return [on ? .tagged(tag) : .untagged(tag)]
  }

  private func check(_ action: Action) throws(Refusal) {
    if Action.table[action]?[status] == nil {
      throw .illegal(action, ticket: number, status: status)
    }
  }

  private func checkReopenWindow(_ now: Circumstances) throws(Refusal) {
    guard let resolvedAt else { return }
    if now.at - resolvedAt > now.policy.reopenDays * 86_400_000 {
      throw .reopenWindowOver(number, resolved: resolvedAt)
    }
  }
}
