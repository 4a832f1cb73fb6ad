/// What became of the promise between the start, or a reopening, and the stop that followed.
package struct CycleVerdict: Hashable, Sendable {
  /// 1 for the first.
  package let cycle: Int
  /// The clock's start, or the reopening.
  package let from: Mark
  /// What the clock does at the end of the cycle: stopped, unless it is the last one.
  package let state: ClockState
  /// The target in force at the end of the cycle.
  package let target: TargetVersion
  /// The running milliseconds of this cycle and all before it.
  package let elapsedMs: Int64

  /// Decided by all that has elapsed and the budget in force at the end of the cycle.
  package var verdict: Verdict {
    Verdict(elapsedMs: elapsedMs, budgetMs: target.budgetMs, ending: state.ending)
  }
}

extension CycleVerdict {
  /// When the cycle ended; nil while it goes on.
  package var stoppedAt: Instant? {
    if case .stopped(let mark, _) = state { mark.at } else { nil }
  }
}
