/// Which clock of a ticket.
package enum ClockName: String, CaseIterable, Sendable {
  case response
  case nextResponse = "next-response"
  case resolution

  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package init?(rank: Int) {
    guard Self.allCases.indices.contains(rank) else { return nil }
    self = Self.allCases[rank]
  }
}
