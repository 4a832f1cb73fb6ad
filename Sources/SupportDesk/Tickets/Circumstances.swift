package import ServiceLevels

/// Who acts on a ticket, when, and by which promises: what a decision needs beside the ticket.
package struct Circumstances: Sendable {
  package let actor: Person
  package let at: Instant
  /// The version by which the ticket is promised what it is.
  package let policy: PolicyFact
  package let zone: Zone
  package let calendars: Calendars

  package init(
    actor: Person, at: Instant, policy: PolicyFact, zone: Zone, calendars: Calendars
  ) {
    self.actor = actor
    self.at = at
    self.policy = policy
    self.zone = zone
    self.calendars = calendars
  }

  /// What the policy promises a clock that starts at an instant; nil where it does not promise it.
  func promise(_ clock: ClockName, for standing: Standing, from start: Instant) -> Promise? {
    policy.promise(clock, for: standing, from: start, in: zone, by: calendars)
  }
}

extension Ticket {
  /// What it would be promised by another version of the policy, from the instant on.
  ///
  /// - Parameter zone: the version's.
  package func terms(
    by policy: PolicyFact, in zone: Zone, _ calendars: Calendars
  ) -> Terms {
    policy.terms(for: standing, in: zone, by: calendars) { start(of: $0) }
  }

  /// The ticket as an event would leave it that happened at an instant.
  package func trying(_ event: TicketEvent, at instant: Instant) -> Ticket {
    var ticket = self
    ticket.apply(
      Recorded(
        sequence: .max, change: .max, actor: .desk, occurredAt: instant, recordedAt: instant,
        event: event))
    return ticket
  }

  /// What the policy promises it at another standing.
  func terms(for standing: Standing, restarts: Bool = false, _ now: Circumstances) -> Terms {
    now.policy.terms(for: standing, in: now.zone, by: now.calendars, restarts: restarts) {
      start(of: $0).map { restarts ? now.at : $0 }
    }
  }

  /// The same where another row is the standing's; nil where its row stays.
  func changedTerms(for standing: Standing, _ now: Circumstances) -> Terms? {
    now.policy.row(for: standing) == now.policy.row(for: self.standing)
      ? nil : terms(for: standing, now)
  }

  /// From when on a clock counts, were it promised now; nil where it is not owed.
  private func start(of clock: ClockName) -> Instant? {
    // What a reopening would find is promised too; updates are of one length, whenever they begin.
    clock == .resolution || clock == .update ? openedAt : clocks.start(of: clock)?.at
  }
}

extension Policies {
  /// The version whose promises a ticket's clocks have.
  package func version(of ticket: Ticket) -> PolicyFact {
    if let moved = ticket.repromised {
      return all.last { $0.name == moved.policy && $0.version == moved.policyVersion }
        ?? inForce(at: ticket.openedAt)
    }
    return ticket.clocks.lastPromise.flatMap { version(of: $0) } ?? inForce(at: ticket.openedAt)
  }
}
