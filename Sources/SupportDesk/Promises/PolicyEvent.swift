package import JSON

/// A fact about a policy.
package enum PolicyEvent: StreamEvent {
  /// The version holds from now on.
  case set(PolicyFact)
  /// Somebody who may not change the policy says what it should be.
  case proposed(PolicyFact)

  package enum Kind: String, CaseIterable, Sendable {
    case set = "policy.set"
    case proposed = "policy.proposed"
  }

  package var kind: Kind {
    switch self {
    case .set: .set
    case .proposed: .proposed
    }
  }

  package func members(_ seal: Sealer) -> JSONObject {
    switch self {
    case .set(let policy), .proposed(let policy): policy.members(seal)
    }
  }

  package init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .set: self = .set(try PolicyFact(reader))
    case .proposed: self = .proposed(try PolicyFact(reader))
    }
  }
}
