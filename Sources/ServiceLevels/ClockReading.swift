/// A clock at an instant: every number with the segments it is the sum of.
package struct ClockReading: Sendable {
  package enum State: Hashable, Sendable {
    case running
    case paused(reason: String)
    case stopped(Ending)
  }

  package enum Verdict: Hashable, Sendable {
    case open, met, missed, endedByResolution
    case cancelled(String)
  }

  /// A stretch in which nothing about the clock changed; half-open.
  package struct Segment: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case running
      case paused(String)
    }

    package var from: Mark
    package var to: Mark
    package var kind: Kind
    package var target: Int

    package var milliseconds: Int64 { to.at - from.at }
  }

  /// A budget that was used up; never taken back (1.3).
  package struct Breach: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
      /// Time ran out.
      case overrun
      /// A change of priority set a budget that was already used up.
      case reclassified
    }

    package var at: Instant
    package var target: TargetVersion
    package var cause: Cause
  }

  /// What was decided when a cycle ended.
  package struct CycleVerdict: Hashable, Sendable {
    package var stop: Mark
    package var verdict: Verdict
    package var elapsed: Int64
    /// Whether a budget had been used up by then.
    package var isBreached: Bool
    package var target: TargetVersion
  }

  package internal(set) var state: State = .running
  /// 1 and up; grows with each reopening.
  package internal(set) var cycle = 1
  /// Running milliseconds up to the instant.
  package internal(set) var elapsed: Int64 = 0
  package internal(set) var target: TargetVersion
  package internal(set) var segments: [Segment] = []
  package internal(set) var breaches: [Breach] = []
  package internal(set) var cycles: [CycleVerdict] = []
  var verdictAtStop: Verdict?
  var last: Mark

  /// Milliseconds of the budget not used; negative once it is overdrawn.
  package var remaining: Int64 { target.budget - elapsed }

  /// The least instant at which the budget is used up if nothing else happens; nil unless running.
  ///
  /// On an always-open calendar it is also the greatest, the limit (1.0).
  package var due: Instant? {
    state == .running ? last.at.advanced(byMilliseconds: remaining) : nil
  }

  package var limit: Instant? { due }

  /// One inequality decides: met iff the running time is within the budget.
  package var verdict: Verdict {
    verdictAtStop ?? (elapsed > target.budget ? .missed : .open)
  }

  /// When that part of the budget is used up, unless something happens before.
  ///
  /// - Returns: nil unless the clock runs.
  package func instant(ofThresholdPercent percent: Int64) -> Instant? {
    guard state == .running else { return nil }
    let (whole, rest) = target.budget.quotientAndRemainder(dividingBy: 100)
    // Rounded up: the threshold is reached, not nearly so.
    let used = whole * percent + (rest * percent + 99) / 100
    return last.at.advanced(byMilliseconds: used - elapsed)
  }
}

extension Clock {
  /// The clock as its facts up to an instant, that one included, leave it.
  package func reading(at instant: Instant) -> ClockReading {
    var reading = ClockReading(target: firstTarget, last: start)
    guard start.at <= instant else { return reading }
    for step in steps {
      guard step.mark.at <= instant else { break }
      reading.run(to: step.mark)
      reading.take(step)
    }
    reading.run(to: Mark(at: instant, source: 0))
    return reading
  }
}

extension ClockReading {
  /// Lets time pass: the one place where two instants become running milliseconds.
  mutating func run(to mark: Mark) {
    let kind: Segment.Kind
    switch state {
    case .stopped: return
    case .running: kind = .running
    case .paused(let reason): kind = .paused(reason)
    }
    let before = elapsed
    if mark.at > last.at {
      let segment = Segment(from: last, to: mark, kind: kind, target: target.version)
      segments.append(segment)
      if kind == .running { elapsed += segment.milliseconds }
    }
    if before <= target.budget, elapsed > target.budget {
      breaches.append(
        Breach(
          at: last.at.advanced(byMilliseconds: target.budget - before), target: target,
          cause: .overrun))
    }
    last = mark
  }

  mutating func take(_ step: Clock.Step) {
    switch step {
    case .retarget(let next):
      target = next
      if elapsed > next.budget, verdictAtStop == nil {
        breaches.append(Breach(at: next.from.at, target: next, cause: .reclassified))
      }
    case .pause(_, let reason): state = .paused(reason: reason)
    case .resume: state = .running
    case .stop(let mark, let ending):
      state = .stopped(ending)
      let decided = decide(ending)
      verdictAtStop = decided
      cycles.append(
        CycleVerdict(
          stop: mark, verdict: decided, elapsed: elapsed, isBreached: !breaches.isEmpty,
          target: target))
    case .reopen(let mark):
      segments.append(
        Segment(from: last, to: mark, kind: .paused("resolved"), target: target.version))
      state = .running
      verdictAtStop = nil
      cycle += 1
      last = mark
    }
  }

  private func decide(_ ending: Ending) -> Verdict {
    switch ending {
    case .answered: elapsed <= target.budget ? .met : .missed
    case .endedByResolution: elapsed <= target.budget ? .endedByResolution : .missed
    case .cancelled(let reason): .cancelled(reason)
    }
  }
}

extension ClockReading {
  init(target: TargetVersion, last: Mark) {
    self.target = target
    self.last = last
  }
}
