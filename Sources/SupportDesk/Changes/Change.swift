package import ServiceLevels

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
