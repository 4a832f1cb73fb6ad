package import ServiceLevels

/// Another ticket that goes on as the one that bears this.
package struct AbsorbedTicket: Equatable, Sendable {
  package var from: TicketNumber
  /// When its customer wrote last.
  package var said: Instant?
  /// Words of its customer that wait longer for an answer than any of this one's; nil where none do.
  package var owed: OwedAnswer?

  package init(from: TicketNumber, said: Instant?, owed: OwedAnswer?) {
    self.from = from
    self.said = said
    self.owed = owed
  }
}

/// An answer that is owed since before it was promised here.
package struct OwedAnswer: Equatable, Sendable {
  package var since: Instant
  /// Nil where the row of the ticket promises none.
  package var promise: Promise?

  package init(since: Instant, promise: Promise?) {
    self.since = since
    self.promise = promise
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
