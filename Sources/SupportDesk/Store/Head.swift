package import ServiceLevels

/// Where the journal ends.
package struct Head: Equatable, Sendable {
  package var change: Int64
  package var recordedAt: Instant

  package init(change: Int64, recordedAt: Instant) {
    self.change = change
    self.recordedAt = recordedAt
  }
}
