/// What a clock is doing.
package enum ClockState: Hashable, Sendable {
  case running
  /// Halted for this reason.
  case paused(reason: String)
  /// Ended; it may be reopened.
  case stopped(at: Mark, ending: Ending)

  /// What a clock does after a fact, or nothing if the fact leaves that alone.
  init?(after fact: ClockFact) {
    switch fact.change {
    case .retarget: return nil
    case .pause(let reason): self = .paused(reason: reason)
    case .resume, .reopen: self = .running
    case .stop(let ending): self = .stopped(at: fact.mark, ending: ending)
    }
  }

  /// How the clock stopped, if it has.
  package var ending: Ending? {
    if case .stopped(_, let ending) = self { ending } else { nil }
  }

  /// What the time spent in this state is.
  var segmentKind: ClockSegment.Kind {
    switch self {
    case .running: .running
    case .paused(let reason): .paused(reason: reason)
    case .stopped: .resolved
    }
  }
}
