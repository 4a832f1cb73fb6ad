import ServiceLevels
import SupportDesk

/// Something that a person of the cast does to the ticket.
struct Deed: CustomStringConvertible, Sendable {
  var name: String
  var actor: Person
  var decide: World.Decision

  init(_ name: String, _ actor: Person, _ decide: @escaping World.Decision) {
    (self.name, self.actor, self.decide) = (name, actor, decide)
  }

  var description: String { "\(actor.shownName): \(name)" }

  /// Another ticket of the same customer's.
  static func other(_ number: TicketNumber) throws -> Ticket {
    let opened = TicketEvent.Opened(
      subject: Words("Another"), customer: Cast.customer.number, priority: .high,
      terms: World.policy.openingTerms(
        .high, Cast.customer.number, at: Instant(milliseconds: 1_772_442_000_000)),
      byCustomer: true)
    let event = Recorded<TicketEvent>(
      sequence: 900, change: 900, actor: .person(Cast.ann.number),
      occurredAt: Instant(milliseconds: 1_772_442_000_000),
      recordedAt: Instant(milliseconds: 1_772_442_000_000), event: .opened(opened))
    guard let ticket = Ticket(number, [event]) else {
      preconditionFailure("an opening makes a ticket")
    }
    return ticket
  }

  /// Each action in a form that nothing but the status can refuse.
  static func plain(_ action: Action) -> Deed {
    let ann = Cast.ann
    let text = Words("Words.")
    let name = action.rawValue
    return switch action {
    case .take: Deed(name, ann) { try $0.take($1) }
    case .assign: Deed(name, ann) { ticket, _ in try ticket.assign(to: Cast.manager) }
    case .steal: Deed(name, ann) { try $0.steal($1) }
    case .release: Deed(name, ann) { ticket, _ in try ticket.release() }
    case .reply: Deed(name, ann) { try $0.reply(text, $1) }
    case .note: Deed(name, ann) { try $0.note(text, $1) }
    case .receive: Deed(name, ann) { try $0.receive(text, from: $0.customer, $1) }
    case .wait: Deed(name, ann) { try $0.wait(text, $1) }
    case .resolve: Deed(name, ann) { try $0.resolve(text, silent: false, $1) }
    case .reopen: Deed(name, ann) { try $0.reopen($1) }
    case .close: Deed(name, ann) { ticket, _ in try ticket.close() }
    case .set: Deed(name, ann) { try $0.set(.high, because: nil, $1) }
    case .tag: Deed(name, ann) { ticket, now in try ticket.tag("mail", on: true, now) }
    case .rename: Deed(name, ann) { ticket, _ in try ticket.rename(to: text, from: "Gateway down") }
    // Where nobody waits for an answer, none is to be excused.
    case .excuse:
      Deed(name, ann) { ticket, now throws(Refusal) in
        do throws(Refusal) { return try ticket.excuse(because: text, now) } catch {
          if case .nothingOwed = error { return [] }
          throw error
        }
      }
    case .merge:
      Deed(name, ann) { ticket, now in
        try ticket.merge(into: Self.other(TicketNumber(2)), now).own
      }
    // That is a ticket's own, and nothing of the one it was a part of.
    case .split:
      Deed(name, ann) { ticket, _ in
        try ticket.check(.split); return []
      }
    case .link:
      Deed(name, ann) { ticket, _ in [try ticket.link(Self.other(TicketNumber(2)), on: true).0] }
    case .snooze:
      Deed(name, ann) { try $0.snooze(until: $1.at.advanced(byMilliseconds: 1), $1) }
    case .transfer:
      Deed(name, ann) { ticket, now in
        try ticket.transfer(to: Cast.otherCustomer, because: text, now)
      }
    }
  }
}
