/// How pressing a ticket is, by the service statement's four words.
///
/// Each means what the service statement says of it (design.md section 7).
package enum Priority: String, CaseIterable, Sendable {
  case urgent, high, medium, low

  /// 0 for urgent to 3 for low: the order of lists, and how a row stores it.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package init?(rank: Int) {
    guard Self.allCases.indices.contains(rank) else { return nil }
    self = Self.allCases[rank]
  }

  /// The service statement's description.
  package var meaning: String {
    switch self {
    case .urgent: "fault preventing the use of the system or a key element of the system"
    case .high: "significant issue, but a short-term work-around is in place"
    case .medium: "software issue that impacts a specific part of the system"
    case .low: "non-serious issues, queries, requests"
    }
  }
}
