package import ServiceLevels

/// One event of a ticket as the journal has it.
package struct RecordedEvent: Equatable, Sendable {
  /// The event's number in the whole journal, 1 and up without gaps.
  package var sequence: Int64
  /// The change's number in the whole journal, 1 and up without gaps.
  package var change: Int64
  package var actor: Actor
  /// When it happened; where a clock ran ahead, as it was corrected.
  package var occurredAt: Instant
  /// When it was recorded, as hashed: by a clock that may have run ahead.
  package var recordedAt: Instant
  /// When it was recorded in truth.
  package var knownAt: Instant
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
    knownAt = recordedAt
    self.event = event
  }
}
