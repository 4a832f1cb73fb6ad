@testable import ServiceLevels
import TestSupport
import Testing

/// Laws that hold for every clock, tried on thousands of random histories.
@Suite struct PropertyTests {
  private typealias Step = SecondStepper.Step

  /// Where random histories start; any instant would do.
  private static let start = Mark(at: Instant(milliseconds: 1_772_442_000_000))

  private static func mark(_ second: Int) -> Mark {
    Mark(at: start.at.advanced(byMilliseconds: Int64(second) * 1_000))
  }

  private static func clock(budget: Int, _ steps: [Step], start: Mark = start) -> Clock {
    var clock = Clock(target(1, budget, at: start))
    play(steps, on: &clock)
    return clock
  }

  private static func play(_ steps: [Step], on clock: inout Clock) {
    for step in steps {
      let mark = mark(step.second)
      switch step.action {
      case .retarget(let version, let budget):
        clock.retarget(target(version, budget, at: mark))
      case .pause: clock.pause(at: mark, reason: "waiting-customer")
      case .resume: clock.resume(at: mark)
      case .stop: clock.stop(at: mark, ending: .answered)
      case .reopen: clock.reopen(at: mark)
      }
    }
  }

  private static func target(_ version: Int, _ budget: Int, at mark: Mark) -> TargetVersion {
    TargetVersion(version: version, label: "", budgetMs: Int64(budget) * 1_000, from: mark)
  }

  /// Up to twelve steps in a minute, one in ten too early, many of them senseless.
  private static func steps(_ chance: inout Chance) -> [Step] {
    var second = 0
    return (0..<Int.random(in: 0...12, using: &chance)).map { index in
      second += Int.random(in: 0...8, using: &chance)
      let early = Int.random(in: 1...10, using: &chance) == 1 ? 5 : 0
      let action: SecondStepper.Action =
        switch Int.random(in: 0...6, using: &chance) {
        case 0, 1: .pause
        case 2, 3: .resume
        case 4: .stop
        case 5: .reopen
        default:
          .retarget(
            version: Int.random(in: 1...4, using: &chance) == 1 ? 1 : index + 2,
            budget: Int.random(in: 0...40, using: &chance))
        }
      return Step(second: max(0, second - early), action: action)
    }
  }

  /// Alternating pauses and resumptions, in order, ending with a resumption.
  private static func pauses(_ chance: inout Chance) -> [Step] {
    var second = 0
    return (0..<Int.random(in: 0...5, using: &chance) * 2).map { index in
      second += Int.random(in: 0...20, using: &chance)
      return Step(second: second, action: index.isMultiple(of: 2) ? .pause : .resume)
    }
  }

  private func repeated(
    _ count: Int = 5_000, _ law: (inout Chance) throws -> Bool
  ) rethrows {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    print("random histories: seed \(seed), \(count) of them")
    let failed = try (0..<count).first { _ in try !law(&chance) }
    #expect(failed == nil, "seed \(seed)")
  }

  @Test func `a promise of what began before it is a change from one that cannot be broken`() {
    var chance = Chance(seed: 23)
    for _ in 0..<2_000 {
      let steps = Self.steps(&chance)
      let (second, budget) = (
        Int.random(in: 1...40, using: &chance), Int.random(in: 0...60, using: &chance)
      )
      let promised = Self.target(90, budget, at: Self.mark(second))
      var clock = Clock(promised, start: Self.start)
      var other = Self.clock(budget: 1_000_000, [])
      let early = steps.filter { step in
        switch step.action {
        case .pause, .resume: step.second < second
        case .retarget, .stop, .reopen: false
        }
      }
      let late = steps.filter { $0.second >= second }
      Self.play(early, on: &clock)
      Self.play(early, on: &other)
      other.retarget(promised)
      Self.play(late, on: &clock)
      Self.play(late, on: &other)
      for at in stride(from: second, through: 100, by: 7) {
        let (one, two) = (
          clock.reading(at: Self.mark(at).at), other.reading(at: Self.mark(at).at)
        )
        #expect(one.elapsedMs == two.elapsedMs && one.state == two.state)
        #expect(one.due == two.due && one.limit == two.limit && one.verdict == two.verdict)
        #expect(one.breaches == two.breaches && one.warnings(at: 75) == two.warnings(at: 75))
        #expect(one.targets == Array(two.targets.dropFirst()))
      }
    }
  }

  @Test func `a clock agrees with one that steps through every second`() {
    repeated(10_000) { chance in
      let steps = Self.steps(&chance)
      let budget = Int.random(in: 0...40, using: &chance)
      let last = Int.random(in: 0...90, using: &chance)
      let reading = Self.clock(budget: budget, steps).reading(at: Self.mark(last).at)
      return Self.agree(reading, SecondStepper(budget: budget, steps: steps, until: last), last)
    }
  }

  private static func agree(_ reading: ClockReading, _ oracle: SecondStepper, _ last: Int) -> Bool {
    let phase =
      switch reading.state {
      case .running: "running"
      case .paused: "paused"
      case .stopped: "stopped"
      }
    let breaches = reading.breaches.map {
      SecondStepper.Breach(
        second: Int($0.at - start.at) / 1_000, version: $0.targetVersion,
        isReclassified: $0.cause == .reclassified)
    }
    let usedUp = reading.thresholds(percent: 100).map {
      [Int($0.at - start.at) / 1_000, $0.targetVersion]
    }
    let stops = reading.cycles.filter { $0.state.ending != nil }
    let isOver = phase != "stopped" && oracle.used[last] > oracle.budget
    return phase == oracle.phase && reading.elapsedMs == Int64(oracle.used[last]) * 1_000
      && breaches == oracle.breaches && usedUp == oracle.usedUp
      && reading.due == oracle.due.map { mark($0).at }
      && reading.limit == oracle.limit.map { mark($0).at }
      && stops.map { $0.verdict == .missed } == oracle.misses
      && (phase == "stopped" || (reading.verdict == .missed) == isOver)
  }

  @Test func `what has run at due and at limit is the budget`() {
    repeated { chance in
      let clock = Self.clock(
        budget: Int.random(in: 0...40, using: &chance), Self.steps(&chance))
      let reading = clock.reading(at: Self.mark(200).at)
      guard let due = reading.due, let limit = reading.limit else { return true }
      return due <= limit && clock.reading(at: due).elapsedMs == reading.budgetMs
        && clock.reading(at: limit).elapsedMs == reading.budgetMs
    }
  }

  @Test func `met means no more than the budget, and no later than the limit`() {
    repeated { chance in
      var clock = Self.clock(
        budget: Int.random(in: 0...400, using: &chance), Self.steps(&chance))
      let before = clock.reading(at: Self.mark(100).at)
      guard let limit = before.limit else { return true }
      let near = limit.advanced(byMilliseconds: Int64.random(in: -2...2, using: &chance))
      let any = Self.mark(Int.random(in: 100...600, using: &chance)).at
      let stop = max(before.at, Bool.random(using: &chance) ? near : any)
      clock.stop(at: Mark(at: stop), ending: .answered)
      let after = clock.reading(at: stop)
      let isMet = after.verdict == .met
      return isMet == (after.elapsedMs <= after.budgetMs) && isMet == (stop <= limit)
    }
  }

  @Test func `another pause never makes a clock due earlier`() {
    repeated { chance in
      let all = Self.pauses(&chance)
      guard !all.isEmpty else { return true }
      let dropped = Int.random(in: 0..<all.count / 2, using: &chance) * 2
      let fewer = Array(all[..<dropped] + all[(dropped + 2)...])
      let budget = Int.random(in: 0...100, using: &chance)
      let at = Self.mark(300).at
      guard let later = Self.clock(budget: budget, all).reading(at: at).due,
        let earlier = Self.clock(budget: budget, fewer).reading(at: at).due
      else { return false }
      return earlier <= later
    }
  }

  @Test func `two budgets end where the second one begun at the end of the first does`() {
    repeated { chance in
      let pauses = Self.pauses(&chance)
      let (first, second) = (
        Int.random(in: 0...60, using: &chance), Int.random(in: 0...60, using: &chance)
      )
      let at = Self.mark(300).at
      let whole = Self.clock(budget: first + second, pauses).reading(at: at).due
      guard let middle = Self.clock(budget: first, pauses).reading(at: at).due else {
        return false
      }
      let rest = Self.clock(budget: second, pauses, start: Mark(at: middle))
      return rest.reading(at: at).due == whole
    }
  }

  @Test func `segments follow each other and the running ones add up`() {
    repeated { chance in
      let clock = Self.clock(
        budget: Int.random(in: 0...40, using: &chance), Self.steps(&chance))
      let reading = clock.reading(at: Self.mark(Int.random(in: 0...90, using: &chance)).at)
      let segments = reading.segments
      let isContiguous = zip(segments, segments.dropFirst()).allSatisfy { $0.to == $1.from }
      let running = segments.filter { $0.kind == .running }.reduce(0) { $0 + $1.milliseconds }
      return isContiguous && running == reading.elapsedMs
        && segments.allSatisfy { $0.from.at < $0.to.at && $0.milliseconds == $0.to.at - $0.from.at }
    }
  }

  @Test func `a later reading never takes a breach or a threshold back`() {
    repeated { chance in
      let clock = Self.clock(
        budget: Int.random(in: 0...40, using: &chance), Self.steps(&chance))
      let seconds = (0..<2).map { _ in Int.random(in: 0...90, using: &chance) }.sorted()
      let readings = seconds.map { clock.reading(at: Self.mark($0).at) }
      let thresholds = readings.map { $0.warnings(at: 75) }
      return readings[1].breaches.starts(with: readings[0].breaches)
        && thresholds[1].starts(with: thresholds[0])
        && zip(thresholds[1], thresholds[1].dropFirst()).allSatisfy { $0.at <= $1.at }
    }
  }
}
