import SupportDesk

extension TicketCondition {
  /// The terms that must all hold, with what is the same said more plainly: so that a search sees
  /// which index serves.
  var terms: [TicketCondition] {
    switch plain {
    case .all(let parts): parts
    case let other: [other]
    }
  }

  /// The same condition: lists of lists and double negations opened, alternatives of one kind made
  /// one term, statuses never negated.
  private var plain: TicketCondition {
    switch self {
    case .all(let parts):
      let opened = parts.flatMap(\.terms)
      return opened.count == 1 ? opened[0] : .all(opened)
    case .any(let parts): return Self.alternatives(parts.map(\.plain))
    case .not(let part):
      switch part.plain {
      case .not(let inner): return inner
      case .status(let statuses): return .status(Set(Status.allCases).subtracting(statuses))
      case let other: return .not(other)
      }
    default: return self
    }
  }

  private static func alternatives(_ parts: [TicketCondition]) -> TicketCondition {
    guard let first = parts.first else { return .any([]) }
    var union = first
    for part in parts.dropFirst() {
      guard let both = union.union(part) else { return .any(parts) }
      union = both
    }
    return union
  }

  /// One term for either of two of the same kind.
  private func union(_ other: TicketCondition) -> TicketCondition? {
    switch (self, other) {
    case (.number(let left), .number(let right)): .number(left.union(right))
    case (.status(let left), .status(let right)): .status(left.union(right))
    case (.priority(let left), .priority(let right)): .priority(left.union(right))
    case (.customer(let left), .customer(let right)): .customer(left.union(right))
    case (.tag(let left), .tag(let right)): .tag(left.union(right))
    case (.agent(let left, let leftNobody), .agent(let right, let rightNobody)):
      .agent(left.union(right), orNobody: leftNobody || rightNobody)
    default: nil
    }
  }
}
