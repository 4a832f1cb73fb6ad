import ServiceLevels

/// What is said on a ticket and what that does to its status: events, or a refusal. Pure.
///
/// The words of whoever asked are the customer's, and never the desk's, whatever roles the person
/// has: they start clocks and end waits, and do not answer them.
extension Ticket {
  /// A public message: the desk's, or the customer's own where the customer writes it.
  package func reply(_ text: Words, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    let role = now.actor.role(onTicketOf: customer)
    if role == .customer { return try receive(text, from: now.actor.number, now) }
    let message = TicketEvent.Message(text: text, author: now.actor.number, role: role)
    var reply = TicketEvent.Replied(
      message, answers: role.isStaff, status: try status(after: .reply))
    reply.promised = latePromises(by: .replied(reply), now)
    return [.replied(reply)]
  }

  /// An internal note: the staff's among themselves, also by one of them who asked.
  package func note(_ text: Words, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.note)
    return [
      .noted(
        .init(text: text, author: now.actor.number, role: now.actor.staffRole ?? .customer))
    ]
  }

  /// The customer's words, whoever typed them.
  ///
  /// On a resolved or closed ticket they open it again, as long as the reopen window lasts; what
  /// they said before it was resolved does not.
  package func receive(
    _ text: Words, from author: PersonNumber, _ now: Circumstances
  ) throws(Refusal) -> [TicketEvent] {
    var status = try status(after: .receive)
    if wasResolved(before: now.at) || self.status == .waiting && !endsWait(now.at) {
      // What they said before is no answer to what they were asked.
      status = nil
    } else {
      try checkReopenWindow(now)
    }
    let promise = now.promise(
      .nextResponse, for: clocks.standing(at: now.at), from: now.at)
    let message = TicketEvent.Message(text: text, author: author, role: .customer)
    var received = TicketEvent.Received(message, response: promise, status: status)
    // Something else undid that resolution later; these words did so before.
    if let resolved = clocks.resolvedSince(at: now.at) {
      received.reopens = now.at - resolved <= now.policy.reopenDays * 86_400_000
    }
    received.promised = latePromises(by: .received(received), now)
    return [.received(received)]
  }

  private func latePromises(
    by event: TicketEvent, _ now: Circumstances
  ) -> [TicketEvent.LatePromise] {
    clocks.latePromises(by: event, at: now.at) {
      now.promise(.nextResponse, for: $0, from: $1, at: $2)
    }
  }

  /// Says that the customer is owed no answer, as to thanks: the response clock that runs ends so.
  ///
  /// - Throws: `ownTicket` for who asked themselves, `nothingOwed` where none runs.
  package func excuse(because: Words, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.excuse)
    if !now.actor.role(onTicketOf: customer).isStaff { throw .ownTicket(number) }
    if !clocks.isAnswerOwed { throw .nothingOwed(number) }
    return [.excused(because: because)]
  }

  /// Waits for the customer, who must have been asked: in the same call, or after they last wrote.
  ///
  /// Whoever asked the desk cannot ask themselves, nor pause what is owed to them: their own text is refused,
  /// and so is their reason.
  ///
  /// - Parameter because: why it waits all the same where they were not asked; nil where that is refused.
  package func wait(
    _ text: Words?, because: Words? = nil, _ now: Circumstances
  ) throws(Refusal) -> [TicketEvent] {
    try check(.wait)
    let isStaff = now.actor.role(onTicketOf: customer).isStaff
    let waited = TicketEvent.Waited(pauses: now.policy.pausesWaiting, because: because)
    guard let text else {
      let isAsked = lastStaffMessage.map { $0 >= lastCustomerMessage ?? openedAt } ?? false
      if !isAsked, because == nil || !isStaff { throw .nothingAsked(number, canForce: isStaff) }
      return [.waited(waited)]
    }
    guard isStaff else { throw .nothingAsked(number, canForce: false) }
    return try reply(text, now) + [.waited(waited)]
  }

  /// Resolves, with a word to the customer or silently by saying so.
  ///
  /// One of the staff who resolves what they asked for themselves owes nobody a word, so none is
  /// asked for, and the resolution counts as silent towards nobody. A text of theirs is recorded as
  /// the customer's; a response clock still ends by the resolution, not by an answer.
  package func resolve(
    _ text: Words?, silent: Bool, _ now: Circumstances
  ) throws(Refusal) -> [TicketEvent] {
    try check(.resolve)
    let isCustomer = !now.actor.role(onTicketOf: customer).isStaff
    if text != nil, silent { throw .silence(number) }
    guard let text else {
      guard silent || isCustomer else { throw .silence(number) }
      return [.resolved(silent: !isCustomer)]
    }
    return try reply(text, now) + [.resolved(silent: false)]
  }

  /// Opens the ticket again, as long as the reopen window lasts.
  package func reopen(_ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.reopen)
    try checkReopenWindow(now)
    return [.reopened]
  }

  /// Closes a ticket that is resolved.
  package func close() throws(Refusal) -> [TicketEvent] {
    try check(.close)
    return [.closed]
  }

  /// Whether the ticket, if it was resolved, may still come back.
  private func checkReopenWindow(_ now: Circumstances) throws(Refusal) {
    guard let resolvedAt else { return }
    if now.at - resolvedAt > now.policy.reopenDays * 86_400_000 {
      throw .reopenWindowOver(number, resolved: resolvedAt)
    }
  }
}
