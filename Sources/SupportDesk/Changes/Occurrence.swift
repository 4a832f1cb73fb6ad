package import ServiceLevels

/// A fact with the instant at which it happened.
package struct Occurrence: Equatable, Sendable {
  package var fact: Fact
  package var occurredAt: Instant

  package init(_ fact: Fact, at occurredAt: Instant) {
    self.fact = fact
    self.occurredAt = occurredAt
  }
}
