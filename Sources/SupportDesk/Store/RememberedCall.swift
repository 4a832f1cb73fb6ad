package import ServiceLevels

/// A call that was carried out under an idempotency key (rpc.md 2.12).
package struct RememberedCall: Sendable {
  /// How long a call is remembered.
  package static let keptMs: Int64 = 24 * 3_600_000

  package var method: String
  /// The call's parameters as canonical JSON; a store keeps no more than a salted digest of them.
  package var parameters: String
  package var change: Int64
  package var at: Instant
  /// Whether the parameters asked with are those that were remembered.
  package var matches: @Sendable (_ parameters: String) -> Bool

  package init(
    method: String, parameters: String, change: Int64, at: Instant,
    matches: (@Sendable (_ parameters: String) -> Bool)? = nil
  ) {
    self.method = method
    self.parameters = parameters
    self.change = change
    self.at = at
    self.matches = matches ?? { $0 == parameters }
  }
}
