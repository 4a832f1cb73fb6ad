package import ServiceLevels

/// What the desk promises, at every time: the versions of its policy.
package struct Policies: Sendable {
  /// Every version that was ever applied, in the order in which that was recorded; at least one.
  package let all: [PolicyFact]
  /// Those that hold, in the order of the instants from which they do.
  package let holding: [PolicyFact]

  /// - Parameter all: in the order in which they were recorded.
  /// - Returns: nil where there is none.
  package init?(_ all: [PolicyFact]) {
    if all.isEmpty { return nil }
    self.all = all
    // What is applied holds from its instant on, so that nothing holds that would begin later.
    holding = all.reduce(into: []) { holding, fact in
      holding.removeAll { $0.start >= fact.start }
      holding.append(fact)
    }
  }

  /// The version under which a ticket is opened at an instant; the first one holds before its own too.
  package func inForce(at instant: Instant) -> PolicyFact {
    holding.last { $0.start <= instant } ?? holding[0]
  }

  /// The version by which a promise was given; nil where there is no such one.
  package func version(of promise: Promise) -> PolicyFact? {
    all.last { $0.name == promise.policy && $0.version == promise.policyVersion }
  }

  /// The number of the next version.
  package var nextVersion: Int64 { (all.map(\.version).max() ?? 0) + 1 }
}
