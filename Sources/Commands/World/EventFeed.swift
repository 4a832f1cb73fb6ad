import SupportDesk

/// The journal's events of tickets in its own order, as far as the actor may see them.
struct EventFeed {
  /// One event, and how it left its ticket.
  struct Item {
    let place: EventPlace
    let event: Recorded<TicketEvent>
    let revision: Int64
    let status: Status
    let priority: Priority
    let agent: PersonNumber?
  }

  private let state: any Snapshot
  private let scope: Scope
  private let sees: (Recorded<TicketEvent>, Ticket) -> Bool

  /// - Parameter sees: whether the actor may see an event of a ticket.
  init(
    _ state: any Snapshot, in scope: Scope,
    sees: @escaping (Recorded<TicketEvent>, Ticket) -> Bool
  ) {
    self.state = state
    self.scope = scope
    self.sees = sees
  }

  /// The number of the last event; 0 where there is none.
  var last: Int64 {
    get throws(Failure) { try state.lastEvent() }
  }

  /// What tells an event from another of its number; nil where there is none.
  func mark(of sequence: Int64) throws(Failure) -> String? {
    try state.mark(ofEvent: sequence)
  }

  /// What there is behind an event.
  ///
  /// - Parameter ticket: whose alone; nil for all.
  /// - Returns: those that may be seen, in order, and the last that was looked at.
  func items(
    behind sequence: Int64, of ticket: TicketNumber?, limit: Int
  ) throws(Failure) -> (items: [Item], last: Int64) {
    let places = try state.ticketEvents(behind: sequence, limit: limit)
    let last = places.count < limit ? try self.last : places[limit - 1].sequence
    var items: [Item] = []
    for (number, places) in Dictionary(grouping: places, by: \.ticket)
    where ticket == nil || ticket == number {
      items += try self.items(of: number, at: places)
    }
    return (items.sorted { $0.place.sequence < $1.place.sequence }, last)
  }

  private func items(
    of number: TicketNumber, at places: [EventPlace]
  ) throws(Failure) -> [Item] {
    guard let ticket = try state.ticket(number), scope.admits(ticket) else { return [] }
    let steps = try state.steps(of: number, at: places.map(\.sequence))
    return zip(steps, places).compactMap { step, place in
      guard sees(step.event, ticket) else { return nil }
      return Item(
        place: place, event: step.event, revision: scope.revision(of: step.ticket),
        status: step.ticket.status, priority: step.ticket.priority, agent: step.ticket.agent)
    }
  }
}
