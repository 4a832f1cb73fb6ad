import ServiceLevels
import SupportDesk
import TestSupport
import Testing

/// Which notices are true: those that a desk gives which never sleeps, and no others.
struct TruthTests {
  private static let minute: Int64 = 60_000

  private static let deeds: [Deed] =
    [
      Deed("wait", Cast.bob) { try $0.wait(Words("Which?"), $1) },
      Deed("reply", Cast.bob) { try $0.reply(Words("Words."), $1) },
      Deed("receive", Cast.bob) { try $0.receive(Words("Hm."), from: $0.customer, $1) },
      Deed("resolve", Cast.bob) { try $0.resolve(Words("Done."), silent: false, $1) },
      Deed("reopen", Cast.bob) { try $0.reopen($1) },
    ]
    + Priority.allCases.map { priority in
      Deed("set \(priority)", Cast.bob) { try $0.set(priority, because: Words("So."), $1) }
    }

  /// A history, and the notices that were due at some time of it.
  private static func history(_ chance: inout Chance) throws -> (World, due: Set<NoticeKey>) {
    var world = World()
    var due: Set<NoticeKey> = []
    func look(at instant: Instant) throws {
      due.formUnion(world.ticket.dueNotices(at: instant, by: .onlyAlways).map(\.key))
      if world.ticket.status != .waiting { return }
      // Of a clock that rests what is true is told when it goes on, be that in this instant.
      var other = world
      other.now = instant
      other.record(
        try other.events(Cast.bob) { try $0.receive(Words("Hm."), from: $0.customer, $1) },
        by: Cast.bob)
      due.formUnion(other.ticket.dueNotices(at: instant, by: .onlyAlways).map(\.key))
    }
    for _ in 0..<14 {
      let deed = deeds.randomElement(using: &chance)
      let isLong = Int.random(in: 0..<6, using: &chance) == 0
      let longest = isLong ? 200 * 60 * minute : 200 * minute
      let next = world.now.advanced(byMilliseconds: .random(in: 1...longest, using: &chance))
      try look(at: next.advanced(byMilliseconds: -1))
      world.now = next
      guard let deed, world.refusal(deed.actor, deed.decide) == nil else { continue }
      world.record(try world.events(deed.actor, deed.decide), by: deed.actor)
      try look(at: world.now)
    }
    return (world, due)
  }

  /// Whatever could be told of a ticket's clocks, sensibly or not.
  private static func candidates(_ world: World) -> [NoticeKey] {
    let promised = world.history.map(\.sequence)
    return world.ticket.clockRows(by: .onlyAlways).flatMap { row in
      ClockName.allCases.flatMap { clock in
        promised.flatMap { promise in
          [75, 100].map {
            NoticeKey(clock: clock, began: row.began, promised: promise, threshold: $0)
          }
        }
      }
    }
  }

  /// What stands for something else that was due: for the clock in whose time the customer said the words of which
  /// it is, and which began no clock of its own.
  private static func standing(
    _ keys: Set<NoticeKey>, for due: Set<NoticeKey>, in world: World
  ) -> Set<NoticeKey> {
    let responses = world.ticket.clocks.all.map(\.clock).filter {
      [.response, .nextResponse].contains($0.name)
    }
    let asked = Dictionary(
      world.history.compactMap { recorded -> (Int64, Instant)? in
        if case .received = recorded.event { (recorded.sequence, recorded.occurredAt) } else { nil }
      }
    ) { first, _ in first }
    return keys.filter { key in
      guard [.response, .nextResponse].contains(key.clock), let words = asked[key.began],
        !responses.contains(where: { $0.name == key.clock && $0.start.source == key.began })
      else { return false }
      return responses.contains { clock in
        let reading = clock.reading(at: world.now, by: .onlyAlways)
        let cycle = reading.cycles[0]
        guard cycle.from.at <= words, words < cycle.stoppedAt ?? .latest else { return false }
        // What was promised by those words is promised by what was in force then.
        let target =
          key.promised == key.began
          ? reading.targets.last { $0.from.at <= words }
          : reading.targets.first { $0.from.source == key.promised }
        let promised = target.map { Int64($0.version) } ?? 0
        return due.contains(
          NoticeKey(
            clock: clock.name, began: cycle.from.source, promised: promised,
            threshold: key.threshold))
      }
    }
  }

  @Test func `just those notices are true that were due at some time`() throws {
    var chance = Chance(seed: 17)
    var seen: Set<[Int]> = []
    for trial in 0..<Chance.trials(1_000) {
      let (world, due) = try Self.history(&chance)
      let candidates = Set(Self.candidates(world))
      #expect(due.isSubset(of: candidates))
      var all = world
      all.record(
        candidates.map {
          .notified(Notice(key: $0, due: world.now, sent: world.now, agent: nil, deadline: nil))
        },
        by: Cast.bob)
      let untrue = Set(all.ticket.untrueNotices(at: world.now, by: .onlyAlways))
      let standing = Self.standing(candidates.subtracting(due), for: due, in: world)
      if untrue != candidates.subtracting(due).subtracting(standing) {
        Issue.record(
          """
          trial \(trial): \(world.history.map { "\($0.event.kind) \($0.occurredAt.milliseconds)" }), \
          true, not due: \(candidates.subtracting(untrue).subtracting(due).subtracting(standing)), \
          due, not true: \(due.intersection(untrue))
          """)
        return
      }
      seen.insert([
        world.ticket.clocks.resolution.reading(at: world.now, by: .onlyAlways).cycles.count,
        due.count { $0.clock == .resolution && $0.threshold == 100 },
      ])
    }
    #expect(seen.contains { $0[0] > 1 && $0[1] > 1 }, "no cycle, or no breach in one")
  }
}
