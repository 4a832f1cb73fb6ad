import ServiceLevels
import SupportDesk
import TestSupport
import Testing

/// What was promised from times that were wrong is, once they are known, what a right clock would
/// have had promised.
struct RereckoningTests {
  private static let day: Int64 = 86_400_000

  /// Promises in months alone, whose lengths differ with the day from which they are reckoned.
  private static func policy(_ change: PolicyFact.OnPriorityChange) -> PolicyFact {
    PolicyFact(
      name: "months", version: 3, zone: "UTC", warnings: [75], reopenDays: 7,
      rows: Priority.allCases.map {
        .init(
          rank: Int64($0.rank + 1), priorities: [$0],
          targets: [
            .response: "\($0.rank + 1)mo", .nextResponse: "\($0.rank + 1)mo",
            .resolution: "\($0.rank + 5)mo",
          ])
      }, onPriorityChange: change)
  }

  /// What happens, and how long after what was before it by a right clock.
  private struct Step {
    var afterMs: Int64
    var person: Person
    var decide: World.Decision
    /// Late words are told of an instant that lies so many percent of the way from the opening to the
    /// last right time: whose own times are wrong become words of the instant at which it was found out,
    /// and what else is of that instant may have been promised or not.
    var latePercent: Int64?
  }

  private static func step(_ chance: inout Chance) -> Step {
    let isLate = Bool.random(using: &chance)
    let priority = Priority.allCases.randomElement(using: &chance) ?? .low
    let deeds: [(Person, World.Decision)] = [
      (Cast.ann, { try $0.receive(Words("Hm?"), from: $0.customer, $1) }),
      (Cast.ann, { try $0.reply(Words("So."), $1) }),
      (
        Cast.bob,
        { try $0.set($0.priority == priority ? .high : priority, because: Words("So."), $1) }
      ),
    ]
    // Only messages may be late.
    let deed = deeds[Int.random(in: 0..<(isLate ? 2 : 3), using: &chance)]
    return Step(
      afterMs: Int64.random(in: 1...(20 * day), using: &chance), person: deed.0, decide: deed.1,
      latePercent: isLate ? Int64.random(in: 0...100, using: &chance) : nil)
  }

  /// Records the steps by a clock that tells the time of each change, late words as of an instant that
  /// is told with it; a step that is refused is one of nothing.
  private static func play(
    _ steps: [Step], by policy: PolicyFact, _ clock: (Int) -> Instant,
    late: (Int, Int64, World) -> Instant
  ) throws -> [Recorded<TicketEvent>] {
    var world = World(by: policy, at: clock(0))
    for (number, step) in steps.enumerated() {
      world.now = clock(number + 1)
      let at = step.latePercent.map { late(number + 1, $0, world) } ?? world.now
      let then = Circumstances(
        actor: step.person, at: at, policy: policy, zone: .utc, calendars: .onlyAlways)
      let events: [TicketEvent]
      do { events = try step.decide(world.ticket, then) } catch is Refusal {
        events = [.tagged(.init("x"))]
      }
      world.record(events, by: step.person, occurredAt: at)
    }
    return world.history
  }

  /// A history as the wrong clock had it and as a right one would have, and what is found out.
  private struct Trial {
    var told: [Recorded<TicketEvent>]
    var right: [Recorded<TicketEvent>]
    var found: Instant
    var changes: ClosedRange<Int64>
  }

  private static func trial(_ chance: inout Chance, by policy: PolicyFact) throws -> Trial? {
    let steps = (0..<Int.random(in: 1...9, using: &chance)).map { _ in step(&chance) }
    let late = steps.compactMap(\.latePercent)
    var times = [Instant(milliseconds: 1_772_442_000_000)]
    for step in steps {
      times.append(times[times.count - 1].advanced(byMilliseconds: step.afterMs))
    }
    let wrong = Int.random(in: 0..<times.count, using: &chance)
    // Late words of a ticket that the wrong clock opened would be older than the ticket.
    if wrong == 0, !late.isEmpty { return nil }
    let lead = Int64.random(in: 200...900, using: &chance) * day
    let found = times[times.count - 1].advanced(byMilliseconds: 60_000)
    let lastRight = times[max(wrong - 1, 0)]
    let told = try play(steps, by: policy) {
      $0 < wrong ? times[$0] : times[$0].advanced(byMilliseconds: lead)
    } late: { _, percent, world in
      let opened = world.ticket.openedAt
      return opened.advanced(
        byMilliseconds: (min(lastRight, world.now) - opened) * percent / 100)
    }
    let right = try play(steps, by: policy) {
      $0 < wrong ? times[$0] : found
    } late: { number, _, _ in
      min(told[number].occurredAt, found)
    }
    return Trial(
      told: told, right: right, found: found, changes: Int64(wrong + 1)...Int64(times.count))
  }

  /// What the clocks say a year later.
  private static func clocks(_ history: [Recorded<TicketEvent>]) throws -> [String] {
    let ticket = try #require(Ticket(TicketNumber(1), history))
    return ticket.clocks.all.map { _, clock in
      let reading = clock.reading(
        at: ticket.openedAt.advanced(byMilliseconds: 365 * day), by: .onlyAlways)
      let targets = reading.targets.map { "\($0.label) \($0.budgetMs)" }
      let breaches = reading.breaches.map { "\($0.at.milliseconds) by \($0.targetVersion)" }
      return "\(clock.name) \(clock.start) \(targets) \(reading.elapsedMs) \(breaches)"
    }
  }

  @Test(arguments: PolicyFact.OnPriorityChange.allCases)
  func `promises are those of a right clock, whatever a wrong one had promised`(
    change: PolicyFact.OnPriorityChange
  ) throws {
    let policy = Self.policy(change)
    var chance = Chance(seed: 13)
    var (reckoned, ofLate): (Set<ClockName>, Set<Bool>) = ([], [])
    for number in 0..<Chance.trials(3_000) {
      guard let trial = try Self.trial(&chance, by: policy) else { continue }
      let known = Corrections([Correction(changes: trial.changes, at: trial.found)])
      let history = trial.told.map(known.applied)
      func budgets(by policy: PolicyFact) -> [CorrectedBudget] {
        Ticket.correctedBudgets(
          TicketNumber(1), history, of: trial.changes, .onlyAlways
        ) {
          $0.policy == policy.name && $0.policyVersion == policy.version ? (policy, .utc) : nil
        }
      }
      let found = budgets(by: policy)
      let corrected = Corrections([
        Correction(changes: trial.changes, at: trial.found, budgets: found)
      ])
      let read = trial.told.map(corrected.applied)
      let isRight =
        try Self.clocks(read) == Self.clocks(trial.right)
        && read.map(\.occurredAt) == trial.right.map(\.occurredAt)
        && read.map(\.event) == trial.right.map(\.event)
      if !isRight {
        Issue.record(
          """
          trial \(number), \(trial.changes): \(trial.told.map(\.event.kind)), \(found)
          \(try Self.clocks(read)), not \(try Self.clocks(trial.right))
          """)
        return
      }
      reckoned.formUnion(found.map(\.clock))
      ofLate.formUnion(found.map { $0.change != nil })
      for (place, budget) in found.enumerated() {
        // Each is needful.
        let told = trial.told[Int(budget.event) - 1].event
        #expect(told.corrected(notAfter: .latest, [budget]) != told, "trial \(number)")
        #expect(!found[..<place].contains(budget))
      }
      for other in Self.others(than: policy) { #expect(budgets(by: other) == []) }
    }
    #expect(reckoned == [.response, .nextResponse, .resolution])
    #expect(ofLate == [true, false])
  }

  /// What they promised is not known by this one.
  private static func others(than policy: PolicyFact) -> [PolicyFact] {
    ([("months", 4), ("weeks", 3)] as [(String, Int64)]).map { name, version in
      var other = policy
      (other.name, other.version) = (name, version)
      return other
    }
  }
}
