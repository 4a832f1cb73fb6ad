import ServiceLevels
import SupportDesk
import Testing

struct ConversationTests {
  private let number = TicketNumber(1)

  @Test func `waiting needs a question after the customer's last word`() throws {
    var world = World()
    let wait: World.Decision = { try $0.wait(nil, $1) }
    #expect(world.refusal(Cast.ann, wait) == .nothingAsked(number, canForce: true))
    try world.act(Cast.ann) { try $0.note(Words("Which version?"), $1) }
    #expect(world.refusal(Cast.ann, wait) == .nothingAsked(number, canForce: true))
    try world.act(Cast.ann) { try $0.reply(Words("Which version?"), $1) }
    #expect(world.refusal(Cast.ann, wait) == nil)
    try world.act(Cast.ann) { try $0.receive(Words("Seven."), from: $0.customer, $1) }
    #expect(world.refusal(Cast.ann, wait) == .nothingAsked(number, canForce: true))
  }

  @Test func `a question in the very instant of the customer's last word is asked`() throws {
    var world = World()
    let (ask, wait): (World.Decision, World.Decision) = (
      { try $0.reply(Words("Which?"), $1) }, { try $0.wait(nil, $1) }
    )
    // The opening is the customer's word.
    world.record(try world.events(Cast.ann, ask), by: Cast.ann)
    #expect(world.refusal(Cast.ann, wait) == nil)
    var opened = World(byCustomer: false)
    #expect(opened.refusal(Cast.ann, wait) == .nothingAsked(number, canForce: true))
    opened.record(try opened.events(Cast.ann, ask), by: Cast.ann)
    #expect(opened.refusal(Cast.ann, wait) == nil)
  }

  @Test func `a question may be asked in the same call`() throws {
    var world = World()
    try world.act(Cast.ann) { try $0.wait(Words("Which version?"), $1) }
    #expect(world.history.map(\.event.kind) == [.opened, .replied, .waited])
    #expect(world.ticket.status == .waiting)
    #expect(world.ticket.revision == 2)
    #expect(world.ticket.clocks.response.isStopped)
  }

  @Test func `a wait ends with the customer's word, whoever typed it`() throws {
    for deed in [
      Deed("reply", Cast.customer) { try $0.reply(Words("Seven."), $1) },
      Deed("receive", Cast.ann) { try $0.receive(Words("Seven."), from: $0.customer, $1) },
    ] {
      var world = try World(.waiting)
      try world.act(deed.actor, deed.decide)
      #expect(world.ticket.status == .open, "\(deed)")
      #expect(
        world.ticket.clocks.resolution.reading(at: world.now, by: .onlyAlways).state == .running)
      #expect(world.ticket.clocks.nextResponses.count == 1)
    }
  }

  @Test func `a ticket comes back within seven days of its resolution, to the millisecond`() throws
  {
    for status in [Status.resolved, .closed] {
      var world = try World(status)
      let resolved = try #require(world.ticket.resolvedAt)
      let comeBack: [World.Decision] = [
        { try $0.reopen($1) }, { try $0.receive(Words("Again."), from: $0.customer, $1) },
      ]
      let limit = resolved.advanced(byMilliseconds: 7 * 86_400_000)
      for (now, isOver) in [(limit, false), (limit.advanced(byMilliseconds: 1), true)] {
        world.now = now
        for decide in comeBack {
          let refusal: Refusal? = isOver ? .reopenWindowOver(number, resolved: resolved) : nil
          #expect(world.refusal(Cast.ann, decide) == refusal, "\(status) \(isOver)")
        }
      }
    }
  }

  @Test func `resolving says a word to the customer or says that it does not`() throws {
    let world = World()
    #expect(
      world.refusal(Cast.ann) { try $0.resolve(nil, silent: false, $1) } == .silence(number))
    #expect(
      try world.events(Cast.ann) { try $0.resolve(nil, silent: true, $1) }
        == [.resolved(silent: true)])
    #expect(
      world.refusal(Cast.ann) { try $0.resolve(Words("Done."), silent: true, $1) }
        == .silence(number))
    #expect(
      try world.events(Cast.ann) { try $0.resolve(Words("Done."), silent: false, $1) }
        == [
          .replied(
            .init(
              .init(text: Words("Done."), author: Cast.ann.number, role: .agent), answers: true,
              status: .open)),
          .resolved(silent: false),
        ])
  }

  @Test func `a message carries what its author was when it was written`() throws {
    let world = World()
    for (person, role) in [(Cast.ann, Role.agent), (Cast.manager, .manager)] {
      #expect(
        try world.events(person) { try $0.reply(Words("x"), $1) }
          == [
            .replied(
              .init(
                .init(text: Words("x"), author: person.number, role: role), answers: true,
                status: .open))
          ])
      #expect(
        try world.events(person) { try $0.note(Words("x"), $1) }
          == [.noted(.init(text: Words("x"), author: person.number, role: role))])
    }
  }
}
