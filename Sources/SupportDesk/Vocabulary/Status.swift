/// Where a ticket stands.
package enum Status: String, CaseIterable, Sendable {
  case new, open, waiting, resolved, closed

  /// Whether the desk still owes work.
  package var isLive: Bool { self == .new || self == .open || self == .waiting }

  /// How a row stores it: the order of the cases.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package init?(rank: Int) {
    guard Self.allCases.indices.contains(rank) else { return nil }
    self = Self.allCases[rank]
  }
}
