package import JSON

/// A fact, of whatever stream.
package enum Fact: Equatable, Sendable {
  case ticket(TicketNumber, TicketEvent)
  case person(PersonNumber, PersonEvent)
  case policy(PolicyNumber, PolicyEvent)
  case calendar(CalendarNumber, CalendarEvent)
  case service(ServiceNumber, ServiceEvent)
  case desk(DeskEvent)

  /// The stream it belongs to.
  package var stream: StreamName {
    switch self {
    case .ticket(let number, _): Ticket.name(of: number)
    case .person(let number, _): Person.name(of: number)
    case .policy(let number, _): Policy.name(of: number)
    case .calendar(let number, _): Calendar.name(of: number)
    case .service(let number, _): Service.name(of: number)
    case .desk: .desk
    }
  }

  /// What happened, whatever it happened to.
  private var event: any StreamEvent {
    switch self {
    case .ticket(_, let event): event
    case .person(_, let event): event
    case .policy(_, let event): event
    case .calendar(_, let event): event
    case .service(_, let event): event
    case .desk(let event): event
    }
  }

  /// The word by which the journal knows what kind of fact it is.
  package var kind: String { Self.word(event) }

  private static func word(_ event: some StreamEvent) -> String { event.kind.rawValue }

  /// Everything but the kind, as canonical JSON.
  package func payload(_ seal: Sealer) -> JSONObject { event.payload(seal) }
}
