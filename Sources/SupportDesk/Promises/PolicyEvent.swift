package import JSON

/// A fact about a policy.
package enum PolicyEvent: StreamEvent {
  /// The version holds from now on.
  case set(PolicyFact)

  package enum Kind: String, CaseIterable, Sendable {
    case set = "policy.set"
  }

  package var kind: Kind { .set }

  package func members(_ seal: Sealer) -> JSONObject {
    switch self {
    case .set(let policy): policy.members(seal)
    }
  }

  package init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .set: self = .set(try PolicyFact(reader))
    }
  }
}
