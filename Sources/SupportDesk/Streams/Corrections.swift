package import ServiceLevels

/// All the corrections of a journal.
///
/// Read with them, the times at which changes were recorded never descend, whatever the clocks said.
package struct Corrections: Equatable, Sendable {
  private let all: [Correction]
  private let budgets: [Int64: [CorrectedBudget]]

  /// - Parameter all: in the order in which they were recorded.
  package init(_ all: [Correction]) {
    self.all = all
    budgets = Dictionary(grouping: all.flatMap(\.budgets), by: \.event)
  }

  /// What a change tells happened no later than this; nil where its own times stand.
  package func limit(of change: Int64) -> Instant? {
    all.lazy.filter { $0.changes.contains(change) }.map(\.at).min()
  }

  /// Those that were recorded by a change; all of them where it is nil.
  package func known(by change: Int64?) -> Corrections {
    guard let change else { return self }
    // A correction is recorded by the change behind those that it is about.
    return Corrections(all.filter { $0.changes.upperBound < change })
  }

  /// These and one more.
  package func adding(_ correction: Correction) -> Corrections { Corrections(all + [correction]) }

  /// The event with the times and promises that are true of it.
  package func applied<Event>(to event: Recorded<Event>) -> Recorded<Event> {
    guard let limit = limit(of: event.change) else { return event }
    var event = event
    event.occurredAt = min(event.occurredAt, limit)
    event.knownAt = min(event.knownAt, limit)
    event.event = event.event.corrected(notAfter: limit, budgets[event.sequence] ?? [])
    return event
  }
}
