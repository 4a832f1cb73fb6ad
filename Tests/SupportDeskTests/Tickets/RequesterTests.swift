import ServiceLevels
import SupportDesk
import Testing

/// Who asked is the customer of the ticket, whatever else the person is at the desk.
struct RequesterTests {
  private let number = TicketNumber(1)
  private let own = World(for: Cast.ann)

  private func isAnswered(_ world: World) -> Bool { world.ticket.clocks.response.isStopped }

  @Test func `their reply is the customer's word and answers nothing`() throws {
    var world = own
    try world.act(Cast.ann) { try $0.reply(Words("It hums, too."), $1) }
    guard case .received(let received)? = world.history.last?.event else {
      Issue.record("the reply is not the customer's word")
      return
    }
    #expect(received.message.author == Cast.ann.number)
    #expect(received.message.role == .customer)
    #expect(!isAnswered(world))
    #expect(world.ticket.status == .new)
    #expect(world.ticket.lastStaffMessage == nil)
    #expect(world.ticket.lastCustomerMessage == world.now)
  }

  @Test func `their text is nothing that wait could wait for`() throws {
    var world = own
    let wait: World.Decision = { try $0.wait(Words("Anybody there?"), $1) }
    #expect(world.refusal(Cast.ann, wait) == .nothingAsked(number, canForce: false))
    try world.act(Cast.bob) { try $0.reply(Words("Which laptop?"), $1) }
    #expect(world.refusal(Cast.ann, wait) == .nothingAsked(number, canForce: false))
    #expect(world.refusal(Cast.bob, wait) == nil)
  }

  @Test func `they may wait for themselves where another of the staff has asked`() throws {
    var world = own
    try world.act(Cast.bob) { try $0.reply(Words("Which laptop?"), $1) }
    try world.act(Cast.ann) { try $0.wait(nil, $1) }
    #expect(world.ticket.status == .waiting)
    try world.act(Cast.ann) { try $0.reply(Words("The old one."), $1) }
    #expect(world.ticket.status == .open)
    #expect(
      world.refusal(Cast.ann) { try $0.wait(nil, $1) } == .nothingAsked(number, canForce: false))
  }

  @Test func `resolving with a text records their word, and answers no clock`() throws {
    var world = own
    try world.act(Cast.ann) { try $0.resolve(Words("Never mind."), silent: false, $1) }
    let kinds = world.history.map(\.event.kind)
    #expect(kinds == [.opened, .received, .resolved])
    #expect(world.history.last?.event == .resolved(silent: false))
    #expect(
      world.ticket.clocks.response.reading(at: world.now, by: .onlyAlways).verdict
        == .endedByResolution)
    #expect(world.ticket.lastStaffMessage == nil)
  }

  @Test func `resolving without a text is silent towards nobody`() throws {
    for silent in [false, true] {
      #expect(
        try own.events(Cast.ann) { try $0.resolve(nil, silent: silent, $1) }
          == [.resolved(silent: false)])
    }
    #expect(
      own.refusal(Cast.bob) { try $0.resolve(nil, silent: false, $1) } == .silence(number))
    #expect(
      try own.events(Cast.bob) { try $0.resolve(nil, silent: true, $1) }
        == [.resolved(silent: true)])
  }

  @Test func `their note is the staff's and moves nothing`() throws {
    var world = own
    try world.act(Cast.ann) { try $0.note(Words("Serial 42."), $1) }
    guard case .noted(let message)? = world.history.last?.event else {
      Issue.record("the note is no note")
      return
    }
    #expect(message.role == .agent)
    #expect(!isAnswered(world))
    #expect(world.ticket.lastStaffMessage == nil)
    #expect(world.ticket.lastCustomerMessage == world.history.first?.occurredAt)
  }

  @Test func `another's reply is the desk's and answers`() throws {
    var world = own
    try world.act(Cast.bob) { try $0.reply(Words("Coming."), $1) }
    #expect(isAnswered(world))
    #expect(world.ticket.lastStaffMessage == world.now)
    #expect(world.ticket.status == .open)
  }

  @Test func `the fold counts as an answer what was recorded as one, whoever asks by now`() {
    for answers in [false, true] {
      var world = own
      let message = TicketEvent.Message(
        text: Words("Hm."), author: Cast.bob.number, role: .agent)
      world.record([.replied(.init(message, answers: answers))], by: Cast.bob)
      #expect(isAnswered(world) == answers)
      #expect(world.ticket.lastStaffMessage == (answers ? world.now : nil))
      #expect(world.ticket.status == .new)
    }
  }
}
