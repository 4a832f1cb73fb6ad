package import ServiceLevels

/// Another ticket that goes on as the one that bears this.
package struct AbsorbedTicket: Equatable, Sendable {
  package var from: TicketNumber
  /// When its customer wrote last.
  package var said: Instant?
  /// The answer that its customer waits for; nil where they wait for none.
  package var owed: OwedAnswer?
  /// Where the ticket stands from then on; nil where it stays: the customer's word ends a wait.
  package var status: Status?
  /// When they said what ended it: the first of their words behind its beginning.
  package var resumed: Instant?

  package init(
    from: TicketNumber, said: Instant?, owed: OwedAnswer?, status: Status? = nil,
    resumed: Instant? = nil
  ) {
    self.from = from
    self.said = said
    self.owed = owed
    self.status = status
    self.resumed = resumed
  }
}

/// An answer that is owed since before it was promised here.
package struct OwedAnswer: Equatable, Sendable {
  package var since: Instant
  /// What is promised of it: as a first response where none was given by then, as a later one else; those
  /// of them that the row of the ticket promises.
  package var promises: [ClockName: Promise]

  package init(since: Instant, promises: [ClockName: Promise]) {
    self.since = since
    self.promises = promises
  }
}

/// A ticket at the other end of a split, and the message that it is about.
package struct SplitMessage: Equatable, Sendable {
  package var ticket: TicketNumber
  /// The journal's number of the event whose words they are.
  package var message: Int64

  package init(ticket: TicketNumber, message: Int64) {
    self.ticket = ticket
    self.message = message
  }
}

/// That a ticket was moved to another version of the policy.
package struct PolicyMove: Equatable, Sendable {
  package var at: Instant
  package var policyVersion: Int64

  package init(at: Instant, policyVersion: Int64) {
    self.at = at
    self.policyVersion = policyVersion
  }
}
