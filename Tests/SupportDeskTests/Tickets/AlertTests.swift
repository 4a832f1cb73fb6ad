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
}
