import ServiceLevels
import TestSupport

/// A calendar made by chance, as the module and as the model see it.
struct RandomCalendar {
  private let history: CalendarHistory
  private let model: MinuteStepper
  private let minutes: Range<Int>
  /// What the model counts before each minute of the range.
  private let sums: [Int]

  /// A zone, and when its clocks are set.
  typealias Place = (zone: Zone, offsets: [MinuteStepper.Offset])

  /// Some weeks, as often as not around an instant at which a zone's clocks are set.
  init(_ places: [Place], _ chance: inout Chance) {
    let (zone, offsets) = places.randomElement(using: &chance) ?? (.utc, [])
    let anyMinute = Int.random(in: 7_900_000...38_000_000, using: &chance)
    let change = offsets.filter { 5_000_000...38_000_000 ~= $0.minute }.randomElement(
      using: &chance)
    let middle = Bool.random(using: &chance) ? change?.minute ?? anyMinute : anyMinute
    let first = middle - Int.random(in: 0...8_000, using: &chance)
    minutes = first..<first + Int.random(in: 3_000...20_000, using: &chance)
    let count = [1, 1, 1, 2, 3].randomElement(using: &chance) ?? 1
    var plans: [(from: Int, plan: MinuteStepper.Plan)] = []
    var versions: [CalendarVersion] = []
    for index in 0..<count {
      let from = index == 0 ? 0 : Int.random(in: minutes, using: &chance)
      // A later version may hang on another wall.
      let other = places.randomElement(using: &chance) ?? (zone, offsets)
      let place = index == 0 || Bool.random(using: &chance) ? (zone, offsets) : other
      let plan = Self.plan(place.1, around: minutes, &chance)
      plans.append((from, plan))
      versions.append(
        CalendarVersion(
          from: Self.instant(from), WorkingCalendar(hours: Self.hours(plan), zone: place.0)))
    }
    history = CalendarHistory(versions: versions)
    model = MinuteStepper(minutes, plans.sorted { $0.from < $1.from })
    var sums = [0]
    for isOpen in model.isOpen { sums.append(sums[sums.count - 1] + (isOpen ? 1 : 0)) }
    self.sums = sums
  }

  private static func instant(_ minute: Int) -> Instant {
    Instant(milliseconds: Int64(minute) * 60_000)
  }
}

// MARK: Chance

extension RandomCalendar {
  static func plan(
    _ offsets: [MinuteStepper.Offset], around minutes: Range<Int>, _ chance: inout Chance
  ) -> MinuteStepper.Plan {
    let isAlwaysOpen = Int.random(in: 1...6, using: &chance) == 1
    let week = (0..<7).map { _ in
      isAlwaysOpen ? [(from: 0, until: 1_440)] : openings(&chance)
    }
    let closures = (0..<Int.random(in: 0...12, using: &chance)).map { _ in
      closure(around: minutes, &chance)
    }
    return MinuteStepper.Plan(week: week, closures: closures, offsets: offsets)
  }

  /// Up to three, many in the small hours, where clocks are set; they may touch.
  private static func openings(_ chance: inout Chance) -> [MinuteStepper.Hours] {
    let latest = Bool.random(using: &chance) ? 1_440 : 240
    let step = [1, 5, 30].randomElement(using: &chance) ?? 1
    let count = Int.random(in: 0...3, using: &chance) * 2
    let edges = (0..<count).map { _ in
      Int.random(in: 0...latest / step, using: &chance) * step
    }.sorted()
    let pairs = stride(from: 0, to: count, by: 2).map { (from: edges[$0], until: edges[$0 + 1]) }
    return pairs.filter { $0.from < $0.until }
  }

  private static func closure(
    around minutes: Range<Int>, _ chance: inout Chance
  ) -> MinuteStepper.Closure {
    // A day in the range, taken from UTC: a day more or less is no matter.
    let minute = Int.random(in: minutes, using: &chance)
    let date = Zone.utc.civil(at: instant(minute)).date
    let edges = (0..<2).map { _ in Int.random(in: 0...1_440, using: &chance) }.sorted()
    let isWhole = Bool.random(using: &chance) || edges[0] == edges[1]
    return MinuteStepper.Closure(
      year: Bool.random(using: &chance) ? date.year : nil, month: date.month, day: date.day,
      hours: isWhole ? (0, 1_440) : (edges[0], edges[1]))
  }

  /// The same as the module says it.
  static func hours(_ plan: MinuteStepper.Plan) -> OpeningHours {
    func opening(_ hours: MinuteStepper.Hours) -> Opening? {
      try? Opening(
        from: TimeOfDay(minutes: hours.from), until: TimeOfDay(minutes: hours.until))
    }
    var week: [Int: [Opening]] = [:]
    for (day, openings) in plan.week.enumerated() { week[day + 1] = openings.compactMap(opening) }
    let closures = plan.closures.compactMap { closure -> Closure? in
      let date = closure.year.flatMap {
        CivilDate(year: $0, month: closure.month, day: closure.day)
      }
      let yearly = MonthDay(month: closure.month, day: closure.day).map { Closure.Day.yearly($0) }
      guard let day = date.map({ .date($0) }) ?? yearly, let hours = opening(closure.hours) else {
        return nil
      }
      return Closure(day, hours: hours, name: "closure")
    }
    return (try? OpeningHours(week: week, closures: closures)) ?? .always
  }
}

// MARK: Comparing

extension RandomCalendar {
  /// Compares all questions at some random minutes; tells what differs, and how much was compared.
  func compare(_ chance: inout Chance, _ differ: (String) -> Void) -> Int {
    var count = 0
    func same<Value: Equatable>(_ what: String, _ ours: Value, _ theirs: Value) {
      count += 1
      if ours != theirs { differ("\(what) is \(ours), not \(theirs)") }
    }
    for _ in 0..<6 {
      let start = Int.random(in: 0..<minutes.count, using: &chance)
      let end = Int.random(in: start...minutes.count, using: &chance)
      let (from, to) = (instant(start), instant(end))
      same("open at \(from)", history.isOpen(at: from), model.isOpen[start])
      let open = sums[end] - sums[start]
      same("running \(from) \(to)", history.running(from: from, to: to), Int64(open) * 60_000)
      if let first = model.isOpen[start...].firstIndex(of: true) {
        same("opening after \(from)", history.firstOpening(from: from), instant(first))
      }
      guard open > 0 else { continue }
      let budget = Int.random(in: 1...open, using: &chance)
      let forth = index(ofMoreThan: sums[start] + budget - 1) ?? end
      same("due \(budget) m after \(from)", due(budget, from), instant(forth))
      if let over = index(ofMoreThan: sums[start] + budget) {
        let limit = history.limit(after: Int64(budget) * 60_000, from: from)
        same("limit \(budget) m after \(from)", limit, instant(over - 1))
      }
      let back = min(end, (index(ofMoreThan: sums[end] - budget) ?? end + 1) - 1)
      let latest = history.latestStart(before: Int64(budget) * 60_000, until: to)
      same("begin \(budget) m before \(to)", latest, instant(back))
      let proof = history.segments(from: from, to: to)
      same("proof \(from) \(to)", proof.reduce(0) { $0 + $1.runningMs }, Int64(open) * 60_000)
      same(
        "proof's ends", proof.first?.range.lowerBound == from && proof.last?.range.upperBound == to,
        true)
    }
    return count
  }

  /// The same for a clock that is paused now and then.
  func compareClock(_ chance: inout Chance, _ differ: (String) -> Void) throws -> Int {
    let edges = (0..<Int.random(in: 0...4, using: &chance) * 2 + 1).map { _ in
      Int.random(in: 0..<minutes.count, using: &chance)
    }.sorted()
    let start = edges[0]
    var isPaused = Array(repeating: false, count: minutes.count)
    var used = [0]
    var clockFacts: [(from: Int, until: Int)] = []
    for pair in stride(from: 1, to: edges.count, by: 2) {
      clockFacts.append((edges[pair], edges[pair + 1]))
      for index in edges[pair]..<edges[pair + 1] { isPaused[index] = true }
    }
    for index in start..<minutes.count {
      used.append(used[used.count - 1] + (model.isOpen[index] && !isPaused[index] ? 1 : 0))
    }
    let total = used[used.count - 1]
    guard total > 0 else { return 0 }
    let budget = Int.random(in: 1...total, using: &chance)
    let target = TargetVersion(
      version: 1, label: "", budgetMs: Int64(budget) * 60_000, calendar: "desk",
      from: Mark(at: instant(start)))
    var clock = Clock(target)
    for pause in clockFacts {
      clock.pause(at: Mark(at: instant(pause.from)), reason: "waiting")
      clock.resume(at: Mark(at: instant(pause.until)))
    }
    let end = Int.random(in: (edges.last ?? start)...minutes.count, using: &chance)
    let reading = try clock.reading(at: instant(end), calendars: Calendars(["desk": history]))
    let due = start + (used.firstIndex { $0 >= budget } ?? 0)
    let over = used.firstIndex { $0 > budget }
    let proof = reading.proof(to: instant(due)).reduce(0) { $0 + $1.countedMs }
    let differs = [
      ("elapsed", reading.elapsedMs == Int64(used[end - start]) * 60_000),
      ("due", reading.due == instant(due)),
      ("limit", over.map { reading.limit == instant(start + $0 - 1) } ?? true),
      ("missed", (reading.verdict == .missed) == (used[end - start] > budget)),
      (
        "breach",
        over.map { start + $0 > end || reading.breaches.map(\.at) == [instant(start + $0 - 1)] }
          ?? true
      ),
      ("proof of due", proof == Int64(budget) * 60_000),
    ].filter { !$0.1 }
    for (what, _) in differs { differ("clock \(what) \(instant(start)) \(clockFacts) \(budget)") }
    return 6
  }

  private func instant(_ index: Int) -> Instant { Self.instant(minutes.lowerBound + index) }

  private func due(_ budget: Int, _ from: Instant) -> Instant {
    history.due(after: Int64(budget) * 60_000, from: from)
  }

  /// The first index from which on the model's sum is more than so much; nothing if it never is.
  private func index(ofMoreThan sum: Int) -> Int? {
    var (low, high) = (0, sums.count)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > sum { high = middle } else { low = middle + 1 }
    }
    return low < sums.count ? low : nil
  }
}
