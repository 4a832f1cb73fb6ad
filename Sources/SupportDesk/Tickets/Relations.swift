package import ServiceLevels

/// What has two tickets to do with each other: events of each, or a refusal. Pure.
extension Ticket {
  /// Has the ticket go on as another one of the same customer's (service-levels.md 1.8).
  ///
  /// Its clocks end, and verdicts that were reached stay. Where its customer waits longer for an answer than
  /// that of the other does, the other's answer is owed since then; its resolution is as it was.
  ///
  /// - Parameters:
  ///   - target: one that goes on as itself.
  ///   - now: that of the target, by whose policy what it takes over is promised.
  /// - Returns: the events of the ticket, and those of the target.
  package func merge(
    into target: Ticket, _ now: Circumstances
  ) throws(Refusal) -> (own: [TicketEvent], target: [TicketEvent]) {
    try check(.merge)
    if target.number == number { throw .mergeOfItself(number) }
    if target.customer != customer { throw .customersDiffer(number, target.number) }
    if !target.status.isLive { throw .notLive(target.number, target.status) }
    // Whether they wait longer than the target's does is for the fold to find: late words may answer those.
    var owed: OwedAnswer?
    if let since = clocks.answerCountsFrom {
      owed = OwedAnswer(since: since, promises: [:])
      for clock in [ClockName.response, .nextResponse] {
        owed?.promises[clock] = now.promise(clock, for: target.standing, from: since)
      }
    }
    let said = lastCustomerMessage ?? max(openedAt, transferredAt ?? openedAt)
    let resumed = target.status == .waiting ? firstWord(since: target.clocks.waitingSince) : nil
    return (
      [.merged(into: target.number)],
      [
        .absorbed(
          .init(
            from: number, said: said, owed: owed,
            status: resumed == nil ? nil : try target.status(after: .receive), resumed: resumed))
      ]
    )
  }

  /// When its customer first said something from an instant on, the opening among it; nil where they did not.
  private func firstWord(since instant: Instant?) -> Instant? {
    let begin = max(instant ?? .earliest, transferredAt ?? .earliest)
    return (clocks.asked + [openedAt]).filter { $0 >= begin }.min()
  }

  /// Whether a message of the customer's can become a ticket of its own, where the ticket can be split at all.
  ///
  /// - Parameter way: the tickets by which it got here, by merges: from that on which it was said to this one.
  /// - Throws: `saidBefore` for what was said while one of them was another customer's, `isPart` for what is one
  ///   already.
  package func checkSplit(
    of message: Int64, saidAt: Instant, by way: [Ticket]
  ) throws(Refusal) {
    for ticket in way {
      if ticket.customer != customer { throw .saidBefore(ticket.number, message) }
      try ticket.checkSaid(message, at: saidAt)
    }
  }

  private func checkSaid(_ message: Int64, at saidAt: Instant) throws(Refusal) {
    if message < transferEvent ?? 0 || saidAt < transferredAt ?? saidAt {
      throw .saidBefore(number, message)
    }
    if let part = parts.first(where: { $0.message == message }) {
      throw .isPart(number, message, of: part.ticket)
    }
  }

  /// Says that it has to do with another ticket, which then has to do with it, or that it has not.
  package func link(_ other: Ticket, on: Bool) throws(Refusal) -> (TicketEvent, TicketEvent) {
    try check(.link)
    try other.check(.link)
    if other.number == number { throw .linkToItself(number) }
    if links.contains(other.number) == on { throw .unchanged(number, "link") }
    return on
      ? (.linked(other.number), .linked(number)) : (.unlinked(other.number), .unlinked(number))
  }

  /// Leaves the ticket out of lists until an instant or the customer's word; clocks do not stop.
  package func snooze(until: Instant, _ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.snooze)
    if until <= now.at { throw .hasPassed(until) }
    if until == snoozedUntil { throw .unchanged(number, "snooze") }
    return [.snoozed(until: until)]
  }

  /// Has lists show it again.
  package func wake(_ now: Circumstances) throws(Refusal) -> [TicketEvent] {
    try check(.snooze)
    guard let snoozedUntil, snoozedUntil > now.at else { throw .notSnoozed(number) }
    return [.woken]
  }
}
