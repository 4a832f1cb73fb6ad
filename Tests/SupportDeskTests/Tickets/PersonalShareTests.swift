import SupportDesk
import Testing

/// What of a ticket is whose, where it changes hands.
struct PersonalShareTests {
  /// Cleo's ticket, on which both customers and an agent write before and after it becomes Ada's.
  private func world() throws -> World {
    var world = World(byCustomer: false)
    try world.act(Cast.ann) { try $0.reply(Words("to Cleo"), $1) }
    try world.act(Cast.ann) {
      try $0.receive(Words("from Ada"), from: Cast.otherCustomer.number, $1)
    }
    try world.act(Cast.ann) { try $0.set(.low, because: Words("it can wait"), $1) }
    try world.act(Cast.manager) { ticket, now in
      try ticket.transfer(to: Cast.otherCustomer, because: Words("it is Ada's"), now)
    }
    try world.act(Cast.ann) { try $0.note(Words("of Ada"), $1) }
    try world.act(Cast.ann) { try $0.receive(Words("from Cleo"), from: Cast.customer.number, $1) }
    try world.act(Cast.ann) { ticket, now in try ticket.tag("mail", on: true, now) }
    return world
  }

  private func kinds(_ person: Person) throws -> (
    own: [TicketEvent.Kind], written: [TicketEvent.Kind]
  ) {
    let share = PersonalShare(of: person.number, in: try world().history)
    return (share.own.map(\.event.kind), share.written.map(\.event.kind))
  }

  @Test func `a ticket is its customer's until it is given to another, and their words after it`()
    throws
  {
    let cleo = try kinds(Cast.customer)
    #expect(cleo.own == [.opened, .replied, .received, .prioritised, .transferred])
    #expect(cleo.written == [.received])
  }

  @Test func `it is the other's from then on, and their words before`() throws {
    let ada = try kinds(Cast.otherCustomer)
    #expect(ada.own == [.transferred, .noted, .received, .tagged])
    #expect(ada.written == [.received])
  }

  @Test func `staff's are the messages and reasons they wrote, and no subject`() throws {
    let ann = try kinds(Cast.ann)
    #expect(ann.own == [] && ann.written == [.replied, .prioritised, .noted])
    #expect(try kinds(Cast.manager).written == [.transferred])
    #expect(try kinds(Cast.administrator).written == [])
  }

  @Test func `messages are what the desk and the customer wrote to each other, and notes`() {
    let messages = Set(Samples.ticketEvents.filter(\.isMessage).map(\.kind))
    #expect(messages == [.replied, .noted, .received])
    let hidden = Set(Samples.ticketEvents.filter { !$0.isPublic }.map(\.kind))
    #expect(
      hidden == [
        .noted, .tagged, .untagged, .responded, .notified, .withdrawn, .excused, .repromised,
        .linked, .unlinked, .snoozed, .woken,
      ])
  }

  @Test func `what has no words is no word of theirs, nor what was erased`() throws {
    let cleo = Cast.customer.number
    var history = try world().history
    let worded = PersonalShare(of: cleo, in: history).worded.map(\.sequence)
    #expect(worded.count == 6)
    for index in history.indices {
      guard case .replied(var reply) = history[index].event else { continue }
      reply.message.text = Words(text: nil, commitment: "c")
      history[index].event = .replied(reply)
    }
    #expect(PersonalShare(of: cleo, in: history).worded.count == 5)
  }
}
