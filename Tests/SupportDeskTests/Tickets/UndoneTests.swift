import ServiceLevels
import SupportDesk
import Testing

/// Words that are told late, of the time about a resolution that something else undid.
struct UndoneTests {
  private static let day: Int64 = 86_400_000
  private static let minute: Int64 = 60_000
  private static let word: World.Decision = { try $0.receive(Words("Hm."), from: $0.customer, $1) }

  /// A ticket that was resolved and, many days later, opened again.
  private func world(days: Int64) throws -> (World, resolved: Instant, reopened: Instant) {
    var world = try World(.resolved)
    let resolved = world.now
    world.pass(days: days)
    // Another system knows no window.
    world.record([.reopened], by: Cast.ann)
    return (world, resolved, world.now)
  }

  @Test func `they undo it from its own instant on, within the window, until it was undone`() throws
  {
    for days in [3, 20] as [Int64] {
      let (world, resolved, reopened) = try world(days: days)
      let limit = resolved.advanced(byMilliseconds: 7 * Self.day)
      for (at, undoes) in [
        (resolved.advanced(byMilliseconds: -1), false), (resolved, true),
        (resolved.advanced(byMilliseconds: 1), true), (limit, days == 20),
        (limit.advanced(byMilliseconds: 1), false),
        (reopened.advanced(byMilliseconds: -1), days == 3), (reopened, false),
      ] {
        var late = world
        try late.act(Cast.ann, at: at, Self.word)
        guard case .received(let received)? = late.history.last?.event else { continue }
        #expect(received.reopens == undoes, "\(days) days, \(at - resolved)")
        // As of that instant.
        let past = late.history.filter { $0.occurredAt <= at }
        let ticket = try #require(Ticket(TicketNumber(1), past))
        let isBack = undoes || at < resolved || at >= reopened
        #expect(ticket.status == (isBack ? .open : .resolved), "\(days) days, \(at - resolved)")
        #expect((ticket.resolvedAt == nil) == isBack)
      }
    }
  }

  @Test func `in the very instant of a resolution they come behind it, before it they do not`()
    throws
  {
    for (back, status) in [(0, .open), (1, .resolved)] as [(Int64, Status)] {
      var world = try World(.resolved)
      let resolved = world.now
      try world.act(Cast.ann, at: resolved.advanced(byMilliseconds: -back), Self.word)
      #expect(world.ticket.status == status)
      #expect(world.ticket.resolvedAt == (status == .open ? nil : resolved))
    }
  }

  @Test func `late words are promised by the priority of their time, that of its change included`()
    throws
  {
    var world = try World(.open)
    try world.act(Cast.ann) { try $0.set(.urgent, because: nil, $1) }
    let change = world.now
    world.pass(days: 1)
    for (back, priority) in [(0, .urgent), (1, .medium)] as [(Int64, Priority)] {
      let at = change.advanced(byMilliseconds: -back)
      #expect(world.ticket.clocks.standing(at: at).priority == priority)
      var late = world
      try late.act(Cast.ann, at: at, Self.word)
      guard case .received(let received)? = late.history.last?.event else { continue }
      func promise(_ priority: Priority) -> Promise {
        World.policy.promised(.nextResponse, priority, from: at)
      }
      #expect(received.response == promise(priority))
      // A clock that runs at the change is promised by it too.
      #expect(received.promised.map(\.promise) == (back == 0 ? [] : [promise(.urgent)]))
    }
  }
}
