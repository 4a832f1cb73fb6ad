import ServiceLevels
import TestSupport
import Testing

/// Laws that hold for every working calendar and every clock on one.
@Suite(.enabled(if: SystemZones.areReadable)) struct CalendarPropertyTests {
  /// A calendar, with one or two versions, and an instant in the weeks its closures are in.
  private struct World {
    let calendar: CalendarHistory
    /// The same without its closures.
    let unclosed: CalendarHistory
    let start: Instant

    init(_ zones: [Zone], _ chance: inout Chance) {
      let zone = zones.randomElement(using: &chance) ?? .utc
      let first = Int.random(in: 7_900_000...38_000_000, using: &chance)
      let minutes = first..<first + 50_000
      let versions = (0..<Int.random(in: 1...2, using: &chance)).map { _ in
        let from = Int.random(in: minutes, using: &chance)
        let hours = RandomCalendar.hours(RandomCalendar.plan([], around: minutes, &chance))
        return (Instant(milliseconds: Int64(from) * 60_000), hours)
      }
      calendar = CalendarHistory(
        versions: versions.map {
          CalendarVersion(from: $0.0, WorkingCalendar(hours: $0.1, zone: zone))
        })
      unclosed = CalendarHistory(
        versions: versions.map {
          let week = Dictionary(uniqueKeysWithValues: $0.1.week.enumerated().map { ($0 + 1, $1) })
          let hours = (try? OpeningHours(week: week)) ?? .always
          return CalendarVersion(from: $0.0, WorkingCalendar(hours: hours, zone: zone))
        })
      let minute = Int.random(in: minutes, using: &chance)
      start = Instant(
        milliseconds: Int64(minute) * 60_000 + Int64.random(in: 0..<60_000, using: &chance))
    }

    /// Some running time, from a moment to some weeks, as often as not to the end of an opening.
    func budget(_ chance: inout Chance) -> Int64 {
      let end = start.advanced(byMilliseconds: Int64.random(in: 1...3_000_000_000, using: &chance))
      let all = calendar.running(from: start, to: end)
      return Bool.random(using: &chance) || all == 0
        ? max(1, all) : Int64.random(in: 1...all, using: &chance)
    }
  }

  private func repeated(_ count: Int = 1_000, _ law: (World, inout Chance) throws -> Bool) throws {
    let zones = try [
      "Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "UTC",
    ].map { try SystemZones.zone($0) }
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    let count = Chance.trials(count)
    print("random calendars: seed \(seed), \(count) of them")
    let failed = try (0..<count).first { _ in try !law(World(zones, &chance), &chance) }
    #expect(failed == nil, "seed \(seed)")
  }

  @Test func `the budget runs until due and until limit, not before and not after`() throws {
    try repeated { world, chance in
      let (calendar, start) = (world.calendar, world.start)
      let budget = world.budget(&chance)
      let due = calendar.due(after: budget, from: start)
      let limit = calendar.limit(after: budget, from: start)
      guard due < .latest else { return true }
      let before = due.advanced(byMilliseconds: -1)
      let after = limit.advanced(byMilliseconds: 1)
      return due <= limit && calendar.running(from: start, to: due) == budget
        && calendar.running(from: start, to: before) == budget - 1
        && (limit == .latest || calendar.running(from: start, to: limit) == budget)
        && (limit == .latest || calendar.running(from: start, to: after) == budget + 1)
    }
  }

  @Test func `two budgets end where the second one begun at the end of the first does`() throws {
    try repeated { world, chance in
      let (first, second) = (world.budget(&chance), world.budget(&chance))
      let middle = world.calendar.due(after: first, from: world.start)
      guard middle < .latest else { return true }
      return world.calendar.due(after: first + second, from: world.start)
        == world.calendar.due(after: second, from: middle)
    }
  }

  @Test func `what runs before and after an instant is what runs over it`() throws {
    try repeated { world, chance in
      let ends = (0..<2).map { _ in
        world.start.advanced(byMilliseconds: Int64.random(in: 0...9_000_000_000, using: &chance))
      }.sorted()
      let calendar = world.calendar
      return calendar.running(from: world.start, to: ends[1])
        == calendar.running(from: world.start, to: ends[0])
        + calendar.running(from: ends[0], to: ends[1])
        && calendar.running(from: ends[1], to: ends[0]) == 0
    }
  }

  @Test func `backwards from due lies the latest beginning, and the start no later`() throws {
    try repeated { world, chance in
      let (calendar, start) = (world.calendar, world.start)
      let budget = world.budget(&chance)
      let due = calendar.due(after: budget, from: start)
      guard due < .latest else { return true }
      let latest = calendar.latestStart(before: budget, until: due)
      let earliest = calendar.earliestStart(before: budget, until: due)
      let later = latest.advanced(byMilliseconds: 1)
      return earliest <= start && start <= latest
        && calendar.running(from: latest, to: due) == budget
        && calendar.running(from: later, to: due) == budget - 1
        && (earliest == .earliest || calendar.running(from: earliest, to: due) == budget)
    }
  }

  @Test func `more opening time never moves due later`() throws {
    try repeated { world, chance in
      let budget = world.budget(&chance)
      return world.unclosed.due(after: budget, from: world.start)
        <= world.calendar.due(after: budget, from: world.start)
    }
  }

  @Test func `segments follow each other and add up to what runs`() throws {
    try repeated(300) { world, chance in
      let end = world.start.advanced(
        byMilliseconds: Int64.random(in: 1...3_000_000_000, using: &chance))
      let segments = world.calendar.segments(from: world.start, to: end)
      return segments.first?.range.lowerBound == world.start
        && segments.last?.range.upperBound == end
        && zip(segments, segments.dropFirst()).allSatisfy {
          $0.range.upperBound == $1.range.lowerBound
        }
        && segments.allSatisfy { !$0.range.isEmpty }
        && segments.reduce(0) { $0 + $1.runningMs }
          == world.calendar.running(from: world.start, to: end)
    }
  }

  /// A clock that is paused now and then, and when it was last resumed.
  private static func clock(
    _ world: World, budget: Int64, pauses: [Int64]
  ) -> (clock: Clock, resumed: Instant) {
    let target = TargetVersion(
      version: 1, label: "", budgetMs: budget, calendar: "desk", from: Mark(at: world.start))
    var clock = Clock(target)
    var at = world.start
    for (index, gap) in pauses.enumerated() {
      at = at.advanced(byMilliseconds: gap)
      if index.isMultiple(of: 2) {
        clock.pause(at: Mark(at: at), reason: "waiting")
      } else {
        clock.resume(at: Mark(at: at))
      }
    }
    return (clock, at)
  }

  private static func gaps(_ chance: inout Chance) -> [Int64] {
    (0..<Int.random(in: 0...3, using: &chance) * 2).map { _ in
      Int64.random(in: 0...400_000_000, using: &chance)
    }
  }

  @Test func `met means no more than the budget, and no later than the limit`() throws {
    try repeated { world, chance in
      let budget = world.budget(&chance)
      var (clock, resumed) = Self.clock(world, budget: budget, pauses: Self.gaps(&chance))
      let calendars = Calendars(["desk": world.calendar])
      let reading = try clock.reading(at: resumed, calendars: calendars)
      guard let limit = reading.limit, limit < .latest else { return true }
      let near = limit.advanced(byMilliseconds: Int64.random(in: -2...2, using: &chance))
      let stop = max(resumed, near)
      clock.stop(at: Mark(at: stop), ending: .answered)
      let stopped = try clock.reading(at: stop, calendars: calendars)
      let isMet = stopped.verdict == .met
      return isMet == (stopped.elapsedMs <= budget) && isMet == (stop <= limit)
        && stopped.breaches.map(\.at) == (isMet ? [] : [limit])
    }
  }

  @Test func `another pause never makes a clock due earlier`() throws {
    try repeated { world, chance in
      let budget = world.budget(&chance)
      let gaps = Self.gaps(&chance)
      guard gaps.count > 1 else { return true }
      // Without the last pause, the clock runs on from the one before.
      let (all, resumed) = Self.clock(world, budget: budget, pauses: gaps)
      let fewer = Self.clock(world, budget: budget, pauses: gaps.dropLast(2)).clock
      let calendars = Calendars(["desk": world.calendar])
      guard let later = try all.reading(at: resumed, calendars: calendars).due,
        let earlier = try fewer.reading(at: resumed, calendars: calendars).due
      else { return false }
      return earlier <= later
    }
  }

  @Test func `the proof adds up to the budget at due and at limit, and to what has elapsed`() throws
  {
    try repeated(300) { world, chance in
      let budget = min(world.budget(&chance), 400_000_000)
      let (clock, resumed) = Self.clock(world, budget: budget, pauses: Self.gaps(&chance))
      let reading = try clock.reading(at: resumed, calendars: Calendars(["desk": world.calendar]))
      guard let due = reading.due, let limit = reading.limit, limit < .latest else { return true }
      return [(due, budget), (limit, budget), (resumed, reading.elapsedMs)].allSatisfy { end, sum in
        let proof = reading.proof(to: end)
        return proof.reduce(0) { $0 + $1.countedMs } == sum
          && zip(proof, proof.dropFirst()).allSatisfy { $0.range.upperBound == $1.range.lowerBound }
          && (proof.isEmpty || proof[0].range.lowerBound == world.start)
          && (proof.last.map { $0.range.upperBound == end } ?? true)
      }
    }
  }

  @Test func `the century after next is as exact as this one`() throws {
    let office = try TestCalendars.history(
      "01:30-05:00", "09:00-17:00", on: 1...7, in: "America/New_York",
      closed: ["*-12-25", "2151-03-14"])
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    let years =
      try InstantText.parse("2140-01-01T00:00Z").milliseconds...Instant.latest.milliseconds
    for _ in 0..<300 {
      let start = Instant(milliseconds: Int64.random(in: years, using: &chance))
      let end = start.advanced(byMilliseconds: Int64.random(in: 0...20_000_000_000, using: &chance))
      let proof = office.segments(from: start, to: end).reduce(0) { $0 + $1.runningMs }
      #expect(office.running(from: start, to: end) == proof, "seed \(seed)")
      let due = office.due(after: proof, from: start)
      #expect(proof == 0 || office.running(from: start, to: due) == proof, "seed \(seed)")
    }
  }
}
