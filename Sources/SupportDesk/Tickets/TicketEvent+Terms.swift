extension TicketEvent {
  /// The terms that it puts in force; nil where they stay.
  ///
  /// An opening's are not among them.
  package var terms: Terms? {
    switch self {
    case .prioritised(let change): change.terms
    case .tagged(let change), .untagged(let change): change.terms
    case .transferred(let change): change.terms
    case .repromised(let change): change.terms
    default: nil
    }
  }

  /// The event with other terms, where it puts any in force.
  func with(_ terms: Terms) -> TicketEvent {
    switch self {
    case .prioritised(var change):
      change.terms = terms
      return .prioritised(change)
    case .tagged(var change):
      change.terms = terms
      return .tagged(change)
    case .untagged(var change):
      change.terms = terms
      return .untagged(change)
    case .transferred(var change):
      change.terms = terms
      return .transferred(change)
    case .repromised(var change):
      change.terms = terms
      return .repromised(change)
    default: return self
    }
  }
}
