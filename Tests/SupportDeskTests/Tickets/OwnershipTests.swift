import SupportDesk
import Testing

struct OwnershipTests {
  private let number = TicketNumber(1)

  @Test func `take gives a ticket that nobody has to oneself`() throws {
    var world = World()
    try world.act(Cast.ann) { try $0.take($1) }
    #expect(world.ticket.agent == Cast.ann.number)
    #expect(world.ticket.agentSince == world.now)
    #expect(
      world.history.last?.event == .assigned(.init(to: Cast.ann.number, was: nil, status: .open)))
  }

  @Test func `take leaves what another agent has and says since when`() throws {
    let world = try World(.open, owner: Cast.bob)
    #expect(
      world.refusal(Cast.ann) { try $0.take($1) }
        == .alreadyOwned(number, by: Cast.bob.number, since: world.now))
    #expect(world.refusal(Cast.bob) { try $0.take($1) } == .unchanged(number, "agent"))
  }

  @Test func `steal takes it away and names from whom`() throws {
    let world = try World(.open, owner: Cast.bob)
    #expect(
      try world.events(Cast.ann) { try $0.steal($1) }
        == [.assigned(.init(to: Cast.ann.number, was: Cast.bob.number))])
  }

  @Test func `only what somebody else has can be stolen`() throws {
    let mine = try World(.open, owner: Cast.ann)
    #expect(mine.refusal(Cast.ann) { try $0.steal($1) } == .unchanged(number, "agent"))
    for nobodys in [World(), try World(.open, owner: nil), try World(.resolved, owner: nil)] {
      #expect(nobodys.refusal(Cast.ann) { try $0.steal($1) } == .notOwned(number))
    }
  }

  @Test func `assign takes it from anybody and names from whom`() throws {
    let world = try World(.waiting, owner: Cast.bob)
    for person in [Cast.ann, Cast.manager] {
      #expect(
        try world.events(Cast.ann) { ticket, _ in try ticket.assign(to: person) }
          == [.assigned(.init(to: person.number, was: Cast.bob.number))])
    }
    #expect(
      world.refusal(Cast.ann) { ticket, _ in try ticket.assign(to: Cast.bob) }
        == .unchanged(number, "agent"))
  }

  @Test func `only agents and managers can be given a ticket`() throws {
    for person in [Cast.customer, Cast.otherCustomer, Cast.administrator] {
      let nobodys = World()
      let bobs = try World(.open, owner: Cast.bob)
      let refused = Refusal.notAgent(person.number)
      #expect(nobodys.refusal(Cast.ann) { ticket, _ in try ticket.assign(to: person) } == refused)
      #expect(nobodys.refusal(person) { try $0.take($1) } == refused)
      #expect(bobs.refusal(person) { try $0.steal($1) } == refused)
    }
  }

  @Test func `release makes it nobody's, once`() throws {
    var world = try World(.waiting, owner: Cast.bob)
    try world.act(Cast.ann) { ticket, _ in try ticket.release() }
    #expect(world.history.last?.event == .released(was: Cast.bob.number))
    #expect(world.ticket.agent == nil)
    #expect(world.ticket.agentSince == nil)
    #expect(world.ticket.status == .waiting)
    #expect(world.refusal(Cast.ann) { ticket, _ in try ticket.release() } == .notOwned(number))
  }
}
