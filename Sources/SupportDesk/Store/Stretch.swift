package import ServiceLevels

/// Changes that follow one another: how many there are, when they were recorded, and by whom.
package struct Stretch: Equatable, Sendable {
  package var changes: ClosedRange<Int64>
  /// The earliest and the latest instant at which one was recorded, as hashed.
  package var recorded: ClosedRange<Instant>
  /// Each once, who made most of them first.
  package var actors: [Actor]

  package init(changes: ClosedRange<Int64>, recorded: ClosedRange<Instant>, actors: [Actor]) {
    self.changes = changes
    self.recorded = recorded
    self.actors = actors
  }
}
