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

  package static let kind = StreamKind.policy

  package init?(_ number: PolicyNumber, beginningWith first: Recorded<PolicyEvent>) {
    self.number = number
    switch first.event {
    case .set(let fact): versions = [(fact, first.sequence)]
    }
  }

  package mutating func apply(_ recorded: Recorded<PolicyEvent>) {
    version += 1
    switch recorded.event {
    case .set(let fact): versions.append((fact, recorded.sequence))
    }
  }
}
