import Interpreter
import ServiceLevels
import SupportDesk

extension Reading {
  /// The most urgent ticket of a condition; nil where there is none.
  func first(of condition: TicketCondition) throws(Failure) -> TicketLine? {
    try tickets(condition, limit: 1).first
  }

  /// What a ticket is called; nil once erased.
  func subject(of ticket: Ticket) throws(Failure) -> String? {
    // What it was called then may be erased, and is not what it is called now.
    if ticket.subject.text != nil || standpoint.isPast { return ticket.subject.text }
    return try kept(subjectOf: ticket)
  }

  /// A ticket as a heading.
  func title(of ticket: Ticket) throws(Failure) -> TicketTitle {
    TicketTitle(ticket.number, subject: try subject(of: ticket))
  }

  /// The ticket that a call names.
  ///
  /// - Throws: within the parameter's slot where there is none.
  func ticket(
    _ call: Call, _ parameter: Parameter<TicketReference>
  ) throws(Failure) -> Ticket {
    try ticket(call[parameter], within: parameter.name)
  }

  /// The same of what stands in a slot.
  func ticket(_ reference: TicketReference, within slot: String) throws(Failure) -> Ticket {
    do throws(Failure) { return try ticket(reference) } catch {
      switch error {
      case .refused(.noSuchTicket(let number)):
        throw .refused(.within(slot: slot, span: nil, .noSuchTicket(number)))
      case .refused(.noSuchReference(let name)):
        throw .refused(.within(slot: slot, span: nil, .noSuchReference(name)))
      default: throw error
      }
    }
  }

  /// The ticket as which another one goes on, which is itself unless it was merged.
  ///
  /// What is said to one customer is not for another, so that it goes on as the same customer's alone.
  ///
  /// - Throws: `merged` where who asks may not see that one, `mergedApart` where it was made another
  ///   customer's since.
  func goingOn(as ticket: Ticket) throws(Failure) -> Ticket {
    var last = ticket
    // A ticket goes on as one that goes on as itself, so that the way ends.
    while let next = last.mergedInto {
      guard let seen = try seen(next) else { throw .refused(.merged(ticket.number, into: next)) }
      if seen.customer != ticket.customer {
        throw .refused(.mergedApart(ticket.number, into: next))
      }
      last = seen
    }
    return last
  }

  /// A ticket that is named by another; nil where who asks may not see it.
  func seen(_ number: TicketNumber) throws(Failure) -> Ticket? {
    do throws(Failure) { return try ticket(.number(number)) } catch .refused { return nil }
  }

  /// The numbers of those that who asks may see, in their order.
  func seen(_ numbers: some Sequence<TicketNumber>) throws(Failure) -> [TicketNumber] {
    var all: [TicketNumber] = []
    for number in numbers.sorted() where try seen(number) != nil { all.append(number) }
    return all
  }

  /// - Parameter at: when what is decided on happens.
  func circumstances(of ticket: Ticket, at: Instant) throws(Failure) -> Circumstances {
    let version = policies.version(of: ticket, at: at)
    var moves: [Circumstances.LaterVersion] = []
    for move in ticket.moves where move.at > at {
      guard let policy = policies.version(move.policyVersion) else { continue }
      moves.append(.init(at: move.at, policy: policy, zone: try zone(of: policy)))
    }
    return Circumstances(
      actor: actor, at: at, policy: version, zone: try zone(of: version),
      calendars: try calendars.byName(), moves: moves)
  }

  /// The zone whose days a version's are: another version may hang on another wall.
  func zone(of version: PolicyFact) throws(Failure) -> Zone {
    if version.zone == wall.zone.name { return wall.zone }
    guard let zone = sources.zone(version.zone)?.zone else {
      throw .storage(.cannotOpen(path: version.zone, why: "the system has no such time zone"))
    }
    return zone
  }
}
