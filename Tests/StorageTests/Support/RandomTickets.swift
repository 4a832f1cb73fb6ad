import ServiceLevels
import SupportDesk
import TestSupport

/// Tickets to which random things happened, with each kind of thing among them.
struct RandomTickets {
  /// Three tags, in several spellings each.
  static let tags = ["gateway", "Gateway", "k\u{E4}se", "KA\u{308}SE", "vpn", "VPN"]

  var chance: Chance
  let desk: TestDesk

  mutating func make(_ count: Int) throws {
    for _ in 0..<count {
      let customer = pick([desk.ada, desk.ada, desk.cid])
      let number = try desk.open(for: customer, pick(Priority.allCases))
      for _ in 0..<Int.random(in: 0...5, using: &chance) {
        guard let ticket = try desk.ticket(number) else { continue }
        // Now and then a change is more than one event: of one ticket, and of two.
        var facts: [Fact] = [.ticket(number, event(for: ticket, customer))]
        for other in [number, number, TicketNumber(1)] where pick([true, false, false]) {
          facts.append(.ticket(other, .tagged(.init(pick(Self.tags)))))
        }
        try desk.record(facts)
      }
    }
  }

  private mutating func event(for ticket: Ticket, _ customer: Person) -> TicketEvent {
    let agent = pick([desk.ana, desk.bo])
    switch Int.random(in: 0..<11, using: &chance) {
    case 0, 1:
      return .assigned(.init(to: agent.number, was: ticket.agent, status: next(ticket, .assign)))
    case 2: return ticket.agent.map { .released(was: $0) } ?? .waited(.init())
    case 3:
      return .replied(
        .init(
          desk.message(by: agent, .agent), answers: Bool.random(using: &chance),
          status: next(ticket, .reply)))
    case 4:
      return .received(
        .init(
          desk.message(by: customer, .customer),
          response: desk.promise(.nextResponse, ticket.priority), status: next(ticket, .receive)))
    case 5: return .waited(.init())
    case 6: return ticket.status.isLive ? .resolved(silent: true) : .reopened
    case 7: return ticket.status == .resolved ? .closed : .noted(desk.message(by: agent, .agent))
    case 8:
      return .prioritised(desk.change(to: pick(Priority.allCases), from: ticket.priority))
    case 9: return .untagged(.init(pick(Self.tags)))
    default: return .tagged(.init(pick(Self.tags)))
    }
  }

  private func next(_ ticket: Ticket, _ action: Action) -> Status? {
    action.next(from: ticket.status)
  }

  mutating func pick<Thing>(_ things: [Thing]) -> Thing {
    things[Int.random(in: 0..<things.count, using: &chance)]
  }

  // MARK: Conditions

  /// - Parameter instants: those that comparisons ask about.
  mutating func condition(_ instants: [Instant], depth: Int = 3) -> TicketCondition {
    switch Int.random(in: 0..<(depth > 0 ? 14 : 8), using: &chance) {
    case 0: return .number(some((0..<40).map { TicketNumber($0) }))
    case 1: return .status(some(Status.allCases))
    case 2: return .priority(some(Priority.allCases))
    case 3:
      return .agent(some([desk.ana.number, desk.bo.number]), orNobody: Bool.random(using: &chance))
    case 4: return .customer(some([desk.ada.number, desk.cid.number, desk.ana.number]))
    case 5: return .tag(some(Self.tags + ["nothing"]))
    case 6: return .due(pick(Comparison.allCases), pick(instants))
    case 7:
      let instant = pick(instants)
      return Bool.random(using: &chance) ? .overdue(at: instant) : .breached(by: instant)
    case 8, 9, 10: return .all(conditions(instants, depth))
    case 11, 12: return .any(conditions(instants, depth))
    default: return .not(condition(instants, depth: depth - 1))
    }
  }

  private mutating func conditions(_ instants: [Instant], _ depth: Int) -> [TicketCondition] {
    var parts: [TicketCondition] = []
    for _ in 0..<Int.random(in: 0...3, using: &chance) {
      parts.append(condition(instants, depth: depth - 1))
    }
    return parts
  }

  private mutating func some<Thing: Hashable>(_ things: [Thing]) -> Set<Thing> {
    var some: Set<Thing> = []
    for thing in things where Bool.random(using: &chance) { some.insert(thing) }
    return some
  }
}
