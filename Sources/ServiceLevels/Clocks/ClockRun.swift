/// A clock's history played up to some mark.
struct ClockRun {
  private let start: Mark
  /// The first target, while it is not in force yet.
  private var coming: TargetVersion?
  private let calendars: Calendars
  private var state = ClockState.running
  /// Up to where everything is counted.
  private var reached: Mark
  private var cycleStart: Mark
  private var elapsedMs: Int64 = 0
  private var segments: [ClockSegment] = []
  /// All but the one in force.
  private var pastStays: [TargetStay] = []
  private var stay: TargetStay
  /// All but the last.
  private var pastCycles: [CycleVerdict] = []
  /// The last cycle, once it has stopped: a target that comes later does not touch it.
  private var stoppedCycle: CycleVerdict?

  init(start: Mark, target: TargetVersion, calendars: Calendars) {
    self.start = start
    self.calendars = calendars
    reached = start
    cycleStart = start
    let isComing = start.at < target.from.at
    coming = isComing ? target : nil
    stay = TargetStay(
      target: target, usedBeforeMs: nil, countsSince: isComing ? nil : start.at, cycle: 1, usedMs: 0
    )
  }
}

extension ClockRun {
  /// Plays one more fact, which must be no earlier than the one before.
  mutating func apply(_ fact: ClockFact) {
    promise(by: fact.mark)
    if case .retarget(let target) = fact.change {
      enter(target, at: fact.mark)
      return
    }
    count(to: fact.mark)
    if case .reopen = fact.change { beginCycle(at: fact.mark) }
    state = ClockState(after: fact) ?? state
    stoppedCycle = state.ending == nil ? nil : cycle
  }

  /// What the clock says at an instant no earlier than the last fact played.
  func reading(at instant: Instant) -> ClockReading {
    var run = self
    let instant = max(instant, reached.at)
    run.promise(by: Mark(at: instant, source: .max))
    if state.ending == nil { run.count(to: Mark(at: instant)) }
    return ClockReading(
      at: instant, start: start, state: state, target: stay.target,
      elapsedMs: run.elapsedMs, segments: run.segments, cycles: pastCycles + [run.cycle],
      stays: pastStays + [run.stay], calendars: calendars)
  }

  /// Puts the first target in force where that is by a mark; what ran before counts as used.
  private mutating func promise(by mark: Mark) {
    guard let target = coming, target.from <= mark else { return }
    coming = nil
    enter(target, at: target.from)
    // The time before it was under no promise.
    pastStays.removeLast()
  }

  /// The last cycle, as it stands.
  private var cycle: CycleVerdict {
    if let stoppedCycle { return stoppedCycle }
    return CycleVerdict(
      cycle: pastCycles.count + 1, from: cycleStart, state: state, target: stay.target,
      elapsedMs: elapsedMs)
  }

  private mutating func enter(_ target: TargetVersion, at mark: Mark) {
    let isStopped = state.ending != nil
    if !isStopped { count(to: mark) }
    pastStays.append(stay)
    stay = TargetStay(
      target: target, usedBeforeMs: elapsedMs, countsSince: isStopped ? nil : mark.at,
      cycle: pastCycles.count + 1, usedMs: elapsedMs)
  }

  private mutating func beginCycle(at mark: Mark) {
    pastCycles.append(cycle)
    cycleStart = mark
    guard stay.countsSince == nil else { return }
    stay.countsSince = mark.at
    stay.cycle = pastCycles.count + 1
  }

  /// Adds the time since the last mark, as what the clock was doing.
  private mutating func count(to mark: Mark) {
    defer { reached = mark }
    guard mark.at > reached.at else { return }
    let calendar = stay.target.calendar
    let milliseconds = calendars.calendar(ofClock: calendar).running(from: reached.at, to: mark.at)
    segments.append(
      ClockSegment(
        from: reached, to: mark, kind: state.segmentKind, targetVersion: stay.target.version,
        calendar: calendar, milliseconds: milliseconds))
    if state == .running { elapsedMs += milliseconds }
    stay.usedMs = elapsedMs
  }
}
