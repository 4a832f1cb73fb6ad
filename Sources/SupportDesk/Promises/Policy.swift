package import ServiceLevels

/// A policy's number: 1 and up.
package struct PolicyNumber: StreamNumber {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }
}

/// A policy as its events make it: every version that was ever in force.
package struct Policy: Stream {
  package let number: PolicyNumber
  /// Each with the journal's number of the event that set it; the last is in force.
  package private(set) var versions: [(fact: PolicyFact, event: Int64)]
  package private(set) var version: Int64 = 1
  /// What was proposed last, and not answered by a version since.
  package private(set) var proposal: Proposal?

  /// What the policy should be.
  package struct Proposal: Sendable {
    package let fact: PolicyFact
    package let by: Actor
    package let at: Instant

    package init(fact: PolicyFact, by: Actor, at: Instant) {
      self.fact = fact
      self.by = by
      self.at = at
    }
  }

  package static let kind = StreamKind.policy

  package init?(_ number: PolicyNumber, beginningWith first: Recorded<PolicyEvent>) {
    self.number = number
    versions = []
    take(first)
  }

  package mutating func apply(_ recorded: Recorded<PolicyEvent>) {
    version += 1
    take(recorded)
  }

  private mutating func take(_ recorded: Recorded<PolicyEvent>) {
    switch recorded.event {
    case .set(let fact):
      versions.append((fact, recorded.sequence))
      proposal = nil
    case .proposed(let fact):
      proposal = Proposal(fact: fact, by: recorded.actor, at: recorded.knownAt)
    }
  }
}
