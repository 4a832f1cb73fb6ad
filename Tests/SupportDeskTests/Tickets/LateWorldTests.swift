import ServiceLevels
import SupportDesk
import TestSupport
import Testing

/// What must hold of clocks whatever happens, much of it told late.
struct LateWorldTests {
  private static let minute: Int64 = 60_000

  /// What may be told of a time that is over, and what may not.
  private static let (late, timely): ([Deed], [Deed]) = (
    [
      Deed("reply", Cast.bob) { try $0.reply(Words("Words."), $1) },
      Deed("receive", Cast.bob) { try $0.receive(Words("Hm."), from: $0.customer, $1) },
    ],
    [
      Deed("excuse", Cast.bob) { try $0.excuse(because: Words("Thanks."), $1) },
      Deed("wait", Cast.bob) { try $0.wait(Words("Which?"), $1) },
      Deed("resolve", Cast.bob) { try $0.resolve(Words("Done."), silent: false, $1) },
      Deed("resolve --silent", Cast.bob) { try $0.resolve(nil, silent: true, $1) },
      Deed("reopen", Cast.bob) { try $0.reopen($1) },
      Deed("set", Cast.bob) { ticket, now in
        try ticket.set(ticket.priority == .urgent ? .low : .urgent, because: Words("So."), now)
      },
    ]
  )

  /// When the first of the customer's words was said that nothing answers; nil where all are answered.
  ///
  /// An answer covers all that was said before it. That none is needed covers only what was known when that
  /// was said.
  private static func waitsSince(_ history: [Recorded<TicketEvent>]) -> Instant? {
    func answers(_ later: Recorded<TicketEvent>, _ words: Recorded<TicketEvent>) -> Bool {
      guard (later.occurredAt, later.sequence) > (words.occurredAt, words.sequence) else {
        return false
      }
      return switch later.event {
      case .replied, .resolved: true
      case .excused: later.sequence > words.sequence
      default: false
      }
    }
    return history.filter { words in
      switch words.event {
      case .opened, .received: !history.contains { answers($0, words) }
      default: false
      }
    }.map(\.occurredAt).min()
  }

  /// Takes back what is not true any more, and tells what is due, as the desk does behind every change.
  private func tell(_ world: inout World) {
    let untrue = world.ticket.untrueNotices(at: world.now, by: .onlyAlways)
    world.record(untrue.map { .withdrawn($0) }, by: Cast.bob)
    let due = world.ticket.dueNotices(at: world.now, by: .onlyAlways)
    world.record(due.map { .notified($0) }, by: Cast.bob)
  }

  /// The budgets that are used up and were not told, though nothing that was told of a clock that is no more may
  /// stand for them; what is judged while a clock rests is told when it rests no more.
  private func untold(_ world: World) -> Int {
    let clocks = world.ticket.clocks.all.map(\.clock)
    let told = world.ticket.notices.filter(\.isBreach)
    let displaced = told.count { key in
      !clocks.contains { $0.name == key.clock && $0.began(key.began) }
    }
    let breaches = clocks.flatMap { clock -> [NoticeKey] in
      let reading = clock.reading(at: world.now, by: .onlyAlways)
      let isResting = if case .paused = reading.state { true } else { false }
      return reading.breaches.filter { !isResting || $0.cause == .overrun }.map { breach in
        NoticeKey(
          clock: clock.name, began: reading.cycles[breach.cycle - 1].from.source,
          promised: Int64(breach.targetVersion), threshold: 100)
      }
    }
    return max(0, breaches.count { !told.contains($0) } - displaced)
  }

  /// The rule that is broken; nil where each holds.
  private func fault(_ world: World) -> String? {
    let clocks = world.ticket.clocks.all.map(\.clock)
    let rows = world.ticket.clockRows(by: .onlyAlways)
    if Set(rows.map { "\($0.clock) \($0.began)" }).count != rows.count {
      return "a clock is one row"
    }
    let breaches = world.ticket.breachRows(by: .onlyAlways)
    let places = breaches.map { "\($0.clock) \($0.began) \($0.target)" }
    if Set(places).count != places.count { return "a budget is used up once" }
    for name in ClockName.allCases
    where clocks.count(where: { $0.name == name && !$0.isStopped }) > 1 {
      return "one clock of a name runs"
    }
    if clocks.count(where: { !$0.name.isResolutionOrUpdate && !$0.isStopped }) > 1 {
      return "one answer is owed"
    }
    if clocks.contains(where: { !$0.name.isResolutionOrUpdate && !$0.isStopped })
      != world.ticket.clocks.isAnswerOwed
    {
      return "the answer that is owed is promised"
    }
    if clocks.contains(where: { $0.start.at > world.now }) {
      return "no clock counts from later on"
    }
    if world.ticket.clocks.answerCountsFrom != Self.waitsSince(world.history) {
      return "the customer waits from the first of their words that nothing answers"
    }
    if untold(world) > 0 { return "every budget that was used up is told" }
    if !world.ticket.untrueNotices(at: world.now, by: .onlyAlways).isEmpty {
      return "what is told is true"
    }
    guard let whole = Ticket(TicketNumber(1), world.history) else { return "a history folds" }
    return whole == world.ticket ? nil : "the whole fold is what the steps made"
  }

  @Test func `whatever is told late, each clock is one, and one answer is owed`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    var (lateness, excuses) = (0, 0)
    for trial in 0..<Chance.trials(4_000) {
      var world = World()
      for _ in 0..<Int.random(in: 2...14, using: &chance) {
        world.now = world.now.advanced(
          byMilliseconds: .random(in: 1...90, using: &chance) * Self.minute)
        let isLate = Int.random(in: 0..<2, using: &chance) == 0
        guard let deed = (isLate ? Self.late : Self.timely).randomElement(using: &chance),
          world.refusal(deed.actor, deed.decide) == nil
        else { continue }
        let opened = world.ticket.openedAt
        let then = opened.advanced(
          byMilliseconds: .random(in: 1...(world.now - opened) / Self.minute, using: &chance)
            * Self.minute)
        do {
          if isLate {
            try world.act(deed.actor, at: then, deed.decide)
          } else {
            try world.act(deed.actor, deed.decide)
          }
        } catch is Refusal { continue }
        for row in world.ticket.clockRows(by: .onlyAlways) {
          let next = world.ticket.timedNotices(at: .latest, by: .onlyAlways).first {
            $0.notice.key.clock == row.clock && $0.notice.key.began == row.began
          }
          #expect(row.noticeAt == next?.at, "seed \(seed), trial \(trial)")
        }
        tell(&world)
        if isLate { lateness += 1 } else if deed.name == "excuse" { excuses += 1 }
        if let fault = fault(world) {
          Issue.record(
            """
            seed \(seed), trial \(trial): \(fault): \
            \(world.history.map { "\($0.event.kind) \(($0.occurredAt - opened) / Self.minute)" })
            """)
          return
        }
      }
    }
    #expect(lateness > 100 && excuses > 20, "little was told late, or excused")
  }
}

extension ClockName {
  fileprivate var isResolutionOrUpdate: Bool { self == .resolution || self == .update }
}
