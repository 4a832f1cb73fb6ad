package import ServiceLevels

/// Who acts on a ticket, when, and by which promises: what a decision needs beside the ticket.
package struct Circumstances: Sendable {
  package let actor: Person
  package let at: Instant
  /// The version by which the ticket is promised what it is.
  package let policy: PolicyFact
  package let zone: Zone
  package let calendars: Calendars
  /// The versions to which the ticket was moved later than that, in their order: what is told late was
  /// promised by each in its time.
  private let moves: [LaterVersion]

  /// A later version of the ticket's, and its zone.
  package struct LaterVersion: Sendable {
    let at: Instant
    let policy: PolicyFact
    let zone: Zone

    package init(at: Instant, policy: PolicyFact, zone: Zone) {
      self.at = at
      self.policy = policy
      self.zone = zone
    }
  }

  package init(
    actor: Person, at: Instant, policy: PolicyFact, zone: Zone, calendars: Calendars,
    moves: [LaterVersion] = []
  ) {
    self.moves = moves
    self.actor = actor
    self.at = at
    self.policy = policy
    self.zone = zone
    self.calendars = calendars
  }

  /// What the policy promises a clock that starts at an instant; nil where it does not promise it.
  ///
  /// - Parameter change: when it is promised, where that is later.
  func promise(
    _ clock: ClockName, for standing: Standing, from start: Instant, at change: Instant? = nil
  ) -> Promise? {
    let move = moves.last { $0.at <= change ?? at }
    return (move?.policy ?? policy).promise(
      clock, for: standing, from: start, in: move?.zone ?? zone, by: calendars)
  }
}

extension Ticket {
  /// What it would be promised by another version of the policy, from the instant on.
  ///
  /// - Parameter zone: the version's.
  package func terms(
    by policy: PolicyFact, in zone: Zone, _ calendars: Calendars
  ) -> Terms {
    policy.terms(for: standing, in: zone, by: calendars) { clocks.promisedFrom($0) }
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
      clocks.promisedFrom($0).map { restarts ? now.at : $0 }
    }
  }

  /// The same where another row is the standing's; nil where its row stays.
  func changedTerms(for standing: Standing, _ now: Circumstances) -> Terms? {
    now.policy.row(for: standing) == now.policy.row(for: self.standing)
      ? nil : terms(for: standing, now)
  }
}

extension Policies {
  /// The version whose promises a ticket's clocks have at an instant: that of its opening, or the one to
  /// which it was moved by then.
  ///
  /// - Parameter instant: nil for now.
  package func version(of ticket: Ticket, at instant: Instant? = nil) -> PolicyFact {
    let move = ticket.moves.last { $0.at <= instant ?? .latest }
    let opened = ticket.openedUnder ?? ticket.clocks.openingPromise?.policyVersion
    guard let number = move?.policyVersion ?? opened else { return inForce(at: ticket.openedAt) }
    return version(number) ?? inForce(at: ticket.openedAt)
  }
}
