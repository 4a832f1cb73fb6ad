package import ServiceLevels

/// One event of a ticket as the journal has it.
package struct RecordedEvent: Equatable, Sendable {
  /// The event's number in the whole journal, 1 and up without gaps.
  package var sequence: Int64
  /// The change's number in the whole journal, 1 and up without gaps.
  package var change: Int64
  package var actor: Actor
  package var occurredAt: Instant
  package var recordedAt: Instant
  package var event: TicketEvent

  package init(
    sequence: Int64, change: Int64, actor: Actor, occurredAt: Instant, recordedAt: Instant,
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
