import ServiceLevels
import SupportDesk
import Testing

struct TransferTests {
  private let number = TicketNumber(1)
  private let reason = Words("It is hers.")

  private func transfer(to person: Person) -> World.Decision {
    { [reason] ticket, now in try ticket.transfer(to: person, because: reason, now) }
  }

  @Test func `the ticket is another's from then on, with the reason`() throws {
    var world = try World(.open)
    try world.act(Cast.ann, transfer(to: Cast.otherCustomer))
    #expect(
      world.history.last?.event
        == .transferred(
          .init(to: Cast.otherCustomer.number, was: Cast.customer.number, because: reason)))
    #expect(world.ticket.customer == Cast.otherCustomer.number)
  }

  @Test func `anybody but who has it already can be the customer`() {
    let world = World()
    for person in [Cast.otherCustomer, Cast.bob, Cast.manager, Cast.administrator] {
      #expect(world.refusal(Cast.ann, transfer(to: person)) == nil)
    }
    #expect(
      world.refusal(Cast.ann, transfer(to: Cast.customer)) == .unchanged(number, "customer"))
  }

  @Test func `an agent who becomes the customer answers nothing from then on`() throws {
    var world = World()
    try world.act(Cast.ann, transfer(to: Cast.bob))
    try world.act(Cast.bob) { try $0.reply(Words("Hm."), $1) }
    #expect(world.history.last?.event.kind == .received)
  }

  @Test func `an agent who was the customer answers from then on`() throws {
    var world = World(for: Cast.bob)
    try world.act(Cast.ann, transfer(to: Cast.customer))
    try world.act(Cast.bob) { try $0.reply(Words("Hello."), $1) }
    #expect(world.ticket.clocks.response.isStopped)
    #expect(world.history.last?.event.kind == .replied)
  }

  @Test func `what one customer was asked the next was not`() throws {
    var world = try World(.open)
    #expect(world.refusal(Cast.ann) { try $0.wait(nil, $1) } == nil)
    try world.act(Cast.ann, transfer(to: Cast.otherCustomer))
    #expect(
      world.refusal(Cast.ann) { try $0.wait(nil, $1) } == .nothingAsked(number, canForce: true))
  }
}
