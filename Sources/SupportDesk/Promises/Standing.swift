/// What of a ticket decides by which row of a policy it is promised.
package struct Standing: Equatable, Sendable {
  package var priority: Priority
  package var tags: Set<CaselessKey>
  package var customer: PersonNumber

  package init(priority: Priority, tags: Set<CaselessKey> = [], customer: PersonNumber) {
    self.priority = priority
    self.tags = tags
    self.customer = customer
  }

  /// The same at another priority.
  func at(_ priority: Priority) -> Standing {
    var standing = self
    standing.priority = priority
    return standing
  }
}

extension PolicyFact {
  /// By which row a ticket of a standing is promised: of those that match it the one of the lowest rank.
  ///
  /// Nil where none does, which promises nothing.
  package func row(for standing: Standing) -> Row? { rows.first { $0.matches(standing) } }
}

extension PolicyFact.Row {
  /// Whether it is the row of such a ticket, as far as earlier ranks leave it.
  package func matches(_ standing: Standing) -> Bool { mismatch(standing) == nil }

  /// What of a ticket the row is not for.
  package enum Mismatch: Equatable, Sendable {
    case priority
    case tag(String)
    case customer(PersonNumber)
  }

  /// The first thing that keeps a row from being such a ticket's; nil where nothing does.
  package func mismatch(_ standing: Standing) -> Mismatch? {
    if !priorities.contains(standing.priority) { return .priority }
    if let customer, customer != standing.customer { return .customer(customer) }
    if let tag, !standing.tags.contains(CaselessKey(tag)) { return .tag(tag) }
    return nil
  }

  /// Whether every ticket of one of its priorities that another row is for, is for this one too.
  func covers(_ other: PolicyFact.Row, at priority: Priority) -> Bool {
    priorities.contains(priority) && (customer == nil || customer == other.customer)
      && (tag == nil || tag.map(CaselessKey.init) == other.tag.map(CaselessKey.init))
  }
}
