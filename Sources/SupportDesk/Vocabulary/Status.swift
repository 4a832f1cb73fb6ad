/// Where a ticket stands.
package enum Status: String, Ranked, Sendable {
  case new, open, waiting, resolved, closed

  /// Whether the desk still owes work.
  package var isLive: Bool { self == .new || self == .open || self == .waiting }
}
