package import ServiceLevels

/// A fact, of a ticket or of the desk.
package enum Fact: Equatable, Sendable {
  case ticket(TicketNumber, TicketEvent)
  case desk(DeskEvent)

  /// The stream it belongs to: `ticket/12`, `person/3` or `desk`.
  package var stream: String {
    switch self {
    case .ticket(let number, _): "ticket/\(number.value)"
    case .desk(let event): event.stream
    }
  }

  package var kind: String {
    switch self {
    case .ticket(_, let event): event.kind
    case .desk(let event): event.kind
    }
  }
}

/// A fact with the instant at which it happened.
package struct Occurrence: Equatable, Sendable {
  package var fact: Fact
  package var occurredAt: Instant

  package init(_ fact: Fact, at occurredAt: Instant) {
    self.fact = fact
    self.occurredAt = occurredAt
  }
}

/// Who makes a change, and how it reached the desk.
package struct Origin: Equatable, Sendable {
  /// `person/3`, or `desk` for what the desk itself does.
  package var actor: String
  /// `console`, `pipe`, `shell`, `rpc`, `replay`, `import`, `timer`.
  package var channel: String
  /// The command's name.
  package var method: String
  /// The program and its version, or what a client says it is.
  package var program: String

  package init(actor: String, channel: String, method: String, program: String) {
    self.actor = actor
    self.channel = channel
    self.method = method
    self.program = program
  }
}

/// One call's facts, before they are recorded.
package struct Change: Equatable, Sendable {
  package var origin: Origin
  package var recordedAt: Instant
  package var occurrences: [Occurrence]

  package init(origin: Origin, recordedAt: Instant, occurrences: [Occurrence]) {
    self.origin = origin
    self.recordedAt = recordedAt
    self.occurrences = occurrences
  }
}

/// One event of a ticket as the journal has it.
package struct RecordedEvent: Equatable, Sendable {
  /// The event's number in the whole journal, 1 and up without gaps.
  package var sequence: Int64
  /// The change's number in the whole journal, 1 and up without gaps.
  package var change: Int64
  package var actor: String
  package var occurredAt: Instant
  package var recordedAt: Instant
  package var event: TicketEvent

  package init(
    sequence: Int64, change: Int64, actor: String, occurredAt: Instant, recordedAt: Instant,
    event: TicketEvent
  ) {
    self.sequence = sequence
    self.change = change
    self.actor = actor
    self.occurredAt = occurredAt
    self.recordedAt = recordedAt
    self.event = event
  }
}
