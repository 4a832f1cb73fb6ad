/// What a clock's owner promised from some instant on.
package struct TargetVersion: Hashable, Sendable {
  /// 1 and up.
  package let version: Int
  /// Running milliseconds, counted from the clock's start.
  package let budget: Int64
  package let from: Mark
  /// The priority's word.
  package let label: String

  package init(version: Int, budget: Int64, from: Mark, label: String) {
    self.version = version
    self.budget = budget
    self.from = from
    self.label = label
  }
}

/// How a clock came to its end.
package enum Ending: Hashable, Sendable {
  /// What was promised was done; whether in time, the inequality decides.
  case answered
  /// The ticket was resolved without the answer (service-levels.md 1.1).
  case endedByResolution
  case cancelled(String)
}

/// The facts of one clock in the order in which they occurred.
///
/// The state of a clock is a pure function of these facts and an instant: see `reading(at:)`. A
/// fact that is marked before the one last given is lifted to it; a fact that changes nothing, such
/// as a second pause, is passed over.
package struct Clock: Sendable {
  enum Step: Sendable {
    case retarget(TargetVersion)
    case pause(Mark, String)
    case resume(Mark)
    case stop(Mark, Ending)
    case reopen(Mark)

    var mark: Mark {
      switch self {
      case .retarget(let target): target.from
      case .pause(let mark, _), .resume(let mark), .stop(let mark, _), .reopen(let mark): mark
      }
    }
  }

  package let start: Mark
  /// The promise now in force.
  package private(set) var target: TargetVersion
  package private(set) var isStopped = false
  /// When the newest fact occurred.
  package private(set) var lastMark: Mark
  let firstTarget: TargetVersion
  private(set) var steps: [Step] = []
  private var isPaused = false

  package init(start: Mark, target: TargetVersion) {
    self.start = start
    self.target = target
    firstTarget = target
    lastMark = start
  }

  private mutating func lift(_ mark: Mark) -> Mark {
    let lifted = Mark(at: max(mark.at, lastMark.at), source: mark.source)
    lastMark = lifted
    return lifted
  }

  /// A new promise; what has elapsed stays (service-levels.md 1.3).
  package mutating func retarget(_ next: TargetVersion) {
    target = TargetVersion(
      version: next.version, budget: next.budget, from: lift(next.from), label: next.label)
    steps.append(.retarget(target))
  }

  package mutating func pause(at mark: Mark, reason: String) {
    guard !isPaused, !isStopped else { return }
    isPaused = true
    steps.append(.pause(lift(mark), reason))
  }

  package mutating func resume(at mark: Mark) {
    guard isPaused, !isStopped else { return }
    isPaused = false
    steps.append(.resume(lift(mark)))
  }

  /// Ends the clock, also while it pauses.
  package mutating func stop(at mark: Mark, ending: Ending) {
    guard !isStopped else { return }
    isStopped = true
    isPaused = false
    steps.append(.stop(lift(mark), ending))
  }

  /// Goes on with the same budget; the time since the stop does not count (1.4).
  package mutating func reopen(at mark: Mark) {
    guard isStopped else { return }
    isStopped = false
    steps.append(.reopen(lift(mark)))
  }
}
