package import JSON

/// Which events of the journal a program wants.
package struct WantedEvents: Sendable {
  /// The event behind which they stand; nil for the last there is.
  package var since: Int64?
  /// What was told of that event: where the journal has another in its place, there is a gap.
  package var mark: String?
  /// Their types, `sla.*` for all of a kind; none for all.
  package var types: [String]
  /// The ticket of which they tell; nil for all.
  package var ticket: JSONValue?
  package var limit: Int

  package init(
    since: Int64?, mark: String? = nil, types: [String], ticket: JSONValue?, limit: Int
  ) {
    self.since = since
    self.mark = mark
    self.types = types
    self.ticket = ticket
    self.limit = limit
  }
}

extension WantedEvents {
  /// Wants those behind what was told.
  package mutating func goOn(behind batch: EventBatch) { (since, mark) = (batch.seq, nil) }
}

/// One event of the journal, as a program is told it.
package struct JournalEvent: Sendable {
  /// How its change reached the desk.
  package struct Origin: Sendable {
    package var channel: String
    package var method: String

    package init(channel: String, method: String) {
      self.channel = channel
      self.method = method
    }
  }

  package var seq: Int64
  /// What tells it from another of its number, in a journal that was put back.
  package var mark: String
  package var type: JournalEventType
  /// When it happened, as ISO 8601 in UTC.
  package var at: String
  package var ticket: Int64
  package var revision: Int64
  /// The ticket's, behind it.
  package var status: String
  package var change: Int64
  /// What the ticket is called now.
  package var subject: String
  /// How pressing it is behind the event.
  package var priority: String
  /// Whose it is now, as a person of the answers.
  package var customer: JSONValue
  /// Who has it behind the event; nil for nobody.
  package var agent: JSONValue?
  package var data: JSONValue
  /// Nil for who may not know.
  package var origin: Origin?

  package init(
    seq: Int64, mark: String, type: JournalEventType, at: String, ticket: Int64, revision: Int64,
    status: String, change: Int64, subject: String, priority: String, customer: JSONValue,
    agent: JSONValue?, data: JSONValue, origin: Origin?
  ) {
    self.seq = seq
    self.mark = mark
    self.type = type
    self.at = at
    self.ticket = ticket
    self.revision = revision
    self.status = status
    self.change = change
    self.subject = subject
    self.priority = priority
    self.customer = customer
    self.agent = agent
    self.data = data
    self.origin = origin
  }
}

/// Some of the journal's events.
package struct EventBatch: Sendable {
  package var events: [JournalEvent]
  /// The last event that was looked at: what follows stands behind it.
  package var seq: Int64
  /// What tells that event from another of its number; nil where there is none.
  package var mark: String?
  /// Whether that is the journal's last.
  package var isAtEnd: Bool
  /// Events that the program saw and the journal has no more, or not for certain, as a backup was put in
  /// its place.
  package var gap: ClosedRange<Int64>?
  /// How many bytes of people's words are in the events.
  package var bytes: Int

  package init(
    events: [JournalEvent], seq: Int64, mark: String?, isAtEnd: Bool,
    gap: ClosedRange<Int64>? = nil, bytes: Int = 0
  ) {
    self.events = events
    self.seq = seq
    self.mark = mark
    self.isAtEnd = isAtEnd
    self.gap = gap
    self.bytes = bytes
  }
}
