/// A fact, of a ticket or of the desk.
package enum Fact: Equatable, Sendable {
  case ticket(TicketNumber, TicketEvent)
  case desk(DeskEvent)

  /// The stream it belongs to.
  package var stream: StreamName {
    switch self {
    case .ticket(let number, _): .ticket(number)
    case .desk(let event): event.stream
    }
  }

  /// The word by which the journal knows what kind of fact it is.
  package var kind: String {
    switch self {
    case .ticket(_, let event): event.kind.rawValue
    case .desk(let event): event.kind.rawValue
    }
  }
}
