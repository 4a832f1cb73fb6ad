package import ServiceLevels

/// What the desk promises, at every time: the versions of its policy.
package struct Policies: Sendable {
  /// Every version that was ever applied, in the order in which that was recorded; at least one.
  package let all: [PolicyFact]
  /// Those that hold, in the order of the instants from which they do.
  package let holding: [PolicyFact]
  /// What it should be, where somebody said so since the last version.
  package let proposal: Policy.Proposal?

  /// - Parameter all: in the order in which they were recorded.
  /// - Returns: nil where there is none.
  package init?(_ all: [PolicyFact], proposal: Policy.Proposal? = nil) {
    if all.isEmpty { return nil }
    self.all = all
    self.proposal = proposal
    holding = all.reduce(into: []) { $0.adopt($1) }
  }

  /// The version under which a ticket is opened at an instant; the first one holds before its own too.
  package func inForce(at instant: Instant) -> PolicyFact {
    holding.inForce(at: instant)
  }

  /// A version by its number; nil where there is no such one.
  package func version(_ number: Int64) -> PolicyFact? { all.last { $0.version == number } }

  /// The version by which a promise was given; nil where there is no such one.
  package func version(of promise: Promise) -> PolicyFact? {
    all.last { $0.name == promise.policy && $0.version == promise.policyVersion }
  }

  /// The number of the next version.
  package var nextVersion: Int64 { (all.map(\.version).max() ?? 0) + 1 }
}
