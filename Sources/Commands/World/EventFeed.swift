import SupportDesk

/// The journal's events of tickets in its own order, as far as the actor may see them.
struct EventFeed {
  /// One event, and how it left its ticket.
  struct Item {
    let place: EventPlace
    let event: Recorded<TicketEvent>
    let revision: Int64
    let status: Status
  }

  private let state: any Snapshot
  private let scope: Scope
  private let visible: (Ticket) throws(Failure) -> [Recorded<TicketEvent>]

  /// - Parameter visible: a ticket's history, as the actor may see it.
  init(
    _ state: any Snapshot, in scope: Scope,
    visible: @escaping (Ticket) throws(Failure) -> [Recorded<TicketEvent>]
  ) {
    self.state = state
    self.scope = scope
    self.visible = visible
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
    let history = try state.history(of: number, upTo: nil)
    let seen = scope.isWhole ? history : try visible(ticket)
    let visible = Dictionary(seen.map { ($0.sequence, $0) }) { first, _ in first }
    let wanted = Dictionary(places.map { ($0.sequence, $0) }) { first, _ in first }
    var (items, fold): ([Item], Ticket?) = ([], nil)
    for recorded in history {
      if fold == nil { fold = Ticket(number, [recorded]) } else { fold?.apply(recorded) }
      guard let place = wanted[recorded.sequence], let event = visible[recorded.sequence],
        let fold
      else { continue }
      items.append(
        Item(
          place: place, event: event, revision: scope.revision(of: fold), status: fold.status))
    }
    return items
  }
}
