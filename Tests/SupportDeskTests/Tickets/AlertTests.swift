import ServiceLevels
import SupportDesk
import Testing

struct AlertTests {
  /// Whether anybody of the desk is told of the event, whoever had the ticket.
  private func isTold(_ event: TicketEvent) -> Bool {
    let owners: [TicketEvent?] = [nil, .assigned(.init(to: Cast.ann.number, was: nil))]
    return owners.contains { owner in
      let history = ([owner].compactMap(\.self) + [event]).enumerated().map { place, event in
        Recorded(
          sequence: Int64(place) + 1, change: Int64(place) + 1,
          actor: .person(PersonNumber(99)), occurredAt: Instant(milliseconds: 0),
          recordedAt: Instant(milliseconds: 0), event: event)
      }
      return ([nil, .some(Cast.ann)] as [Person?]).contains { person in
        !Alert.all(
          for: person, of: TicketNumber(1), in: history, behind: Int64(history.count) - 1
        ).isEmpty
      }
    }
  }

  @Test func `the kinds of events that are looked for are those of which somebody is told`() {
    var samples = Samples.ticketEvents
    samples += [
      .assigned(.init(to: PersonNumber(9), was: Cast.ann.number)),
      .assigned(.init(to: Cast.ann.number, was: nil)), .released(was: Cast.ann.number),
    ]
    let told = Set(samples.filter(isTold).map(\.kind))
    #expect(told == Alert.kinds)
  }

  /// Who of the cast is told of an event that a customer made, or the desk, of a ticket that somebody has.
  private func listeners(_ event: TicketEvent, by actor: Actor, owner: Person?) -> [Person?] {
    var events: [TicketEvent] = []
    if let owner { events.append(.assigned(.init(to: owner.number, was: nil))) }
    events.append(event)
    let history = events.enumerated().map { place, event in
      Recorded(
        sequence: Int64(place) + 1, change: Int64(place) + 1, actor: actor,
        occurredAt: Instant(milliseconds: 0), recordedAt: Instant(milliseconds: 0), event: event)
    }
    let everybody: [Person?] = [
      Cast.customer, Cast.ann, Cast.bob, Cast.manager, Cast.administrator, nil,
    ]
    return everybody.filter {
      !Alert.all(for: $0, of: TicketNumber(1), in: history, behind: Int64(events.count) - 1).isEmpty
    }
  }

  @Test func `who has a ticket is told, else every agent, and a shared screen of notices alone`() {
    let words = TicketEvent.received(
      .init(
        TicketEvent.Message(text: Words("?"), author: Cast.customer.number, role: .customer),
        response: Promise(
          policy: "statement", policyVersion: 1, calendar: "always", budgetMs: 1, warnings: [])))
    let notice = NoticeKey(clock: .response, began: 1, promised: 1, threshold: 75)
    let due = TicketEvent.notified(
      Notice(
        key: notice, due: Instant(milliseconds: 1), sent: Instant(milliseconds: 1), agent: nil,
        deadline: Instant(milliseconds: 2)))
    let customer = Actor.person(Cast.customer.number)
    #expect(listeners(words, by: customer, owner: nil) == [Cast.ann, Cast.bob])
    #expect(listeners(words, by: customer, owner: Cast.bob) == [Cast.bob])
    #expect(listeners(words, by: customer, owner: Cast.manager) == [Cast.manager])
    #expect(listeners(words, by: .person(Cast.ann.number), owner: nil) == [Cast.bob])
    #expect(listeners(words, by: .otherSystem, owner: nil) == [])
    let merged = TicketEvent.absorbed(.init(from: TicketNumber(2), said: nil, owed: nil))
    #expect(listeners(merged, by: .person(Cast.ann.number), owner: Cast.bob) == [Cast.bob])
    for event in [due, .withdrawn(notice)] {
      #expect(listeners(event, by: .desk, owner: nil) == [Cast.ann, Cast.bob, nil])
      #expect(listeners(event, by: .desk, owner: Cast.bob) == [Cast.bob, nil])
    }
  }
}
