/// An instant, and the event that set it.
package struct Mark: Hashable, Sendable {
  package let at: Instant
  /// The event's number in the journal; 0 where no event did.
  package let source: Int64

  /// Joins an instant and the number of the event that set it.
  package init(at: Instant, source: Int64 = 0) {
    self.at = at
    self.source = source
  }

  /// This mark, or one of the same event no earlier than `earliest`.
  func lifted(to earliest: Instant) -> Mark {
    at < earliest ? Mark(at: earliest, source: source) : self
  }
}

/// By instant, and within one by the number of the event.
extension Mark: Comparable {
  package static func < (one: Mark, other: Mark) -> Bool {
    (one.at, one.source) < (other.at, other.source)
  }
}
