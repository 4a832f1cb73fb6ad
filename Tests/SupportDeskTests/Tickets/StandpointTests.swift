import ServiceLevels
import SupportDesk
import TestSupport
import Testing

/// A ticket as of an instant: the fold of what had occurred by then, however late it was recorded.
struct StandpointTests {
  private static let deeds: [Deed] = [
    Deed("wait :", Cast.bob) { try $0.wait(Words("Which?"), $1) },
    Deed("wait", Cast.bob) { try $0.wait(nil, $1) },
    Deed("reply", Cast.bob) { try $0.reply(Words("Words."), $1) },
    Deed("receive", Cast.bob) { try $0.receive(Words("Hm."), from: $0.customer, $1) },
    Deed("resolve", Cast.bob) { try $0.resolve(Words("Done."), silent: false, $1) },
    Deed("reopen", Cast.bob) { try $0.reopen($1) },
    Deed("set", Cast.bob) { try $0.set(.high, because: Words("So."), $1) },
  ]
  /// Only messages may be late.
  private static let late = deeds.filter { ["reply", "receive"].contains($0.name) }

  @Test func `at every instant the status is what the resolution clock does`() throws {
    var chance = Chance(seed: 41)
    var seen: Set<Status> = []
    for trial in 0..<Chance.trials(5_000) {
      let world = try world(&chance)
      for instant in world.history.map(\.occurredAt) {
        let past = world.history.filter { $0.occurredAt <= instant }
        let ticket = try #require(Ticket(TicketNumber(1), past))
        seen.insert(ticket.status)
        let state = ticket.clocks.resolution.reading(at: instant, by: .onlyAlways).state
        let isRight =
          switch state {
          case .running: ticket.status == .new || ticket.status == .open
          case .paused: ticket.status == .waiting
          case .stopped: !ticket.status.isLive
          }
        if !isRight {
          Issue.record("trial \(trial): \(ticket.status) and \(state), \(Self.told(past))")
          return
        }
      }
    }
    #expect(seen == [.new, .open, .waiting, .resolved])
  }

  /// A history of ten changes, every third or so late.
  private func world(_ chance: inout Chance) throws -> World {
    var world = World()
    for _ in 0..<10 {
      let isLate = Int.random(in: 0..<3, using: &chance) == 0
      let deed = (isLate ? Self.late : Self.deeds).randomElement(using: &chance)
      guard let deed, world.refusal(deed.actor, deed.decide) == nil else { continue }
      guard isLate else {
        try world.act(deed.actor, deed.decide)
        continue
      }
      let age = world.now.milliseconds - world.ticket.openedAt.milliseconds
      let back = Int64.random(in: 0...age, using: &chance)
      // Now and then in the very instant of something else.
      let then = world.history.map(\.occurredAt).randomElement(using: &chance)
      let isThen = Int.random(in: 0..<3, using: &chance) == 0
      let any = world.now.advanced(byMilliseconds: -back)
      try world.act(deed.actor, at: isThen ? then ?? any : any, deed.decide)
    }
    return world
  }

  private static func told(_ history: [Recorded<TicketEvent>]) -> [String] {
    history.map { "\($0.event.kind) at \($0.occurredAt.milliseconds)" }
  }
}
