package import ServiceLevels

/// One event as the journal has it.
package struct Recorded<Event: StreamEvent>: Equatable, Sendable {
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
  package var event: Event

  package init(
    sequence: Int64, change: Int64, actor: Actor, occurredAt: Instant, recordedAt: Instant,
    event: Event
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
