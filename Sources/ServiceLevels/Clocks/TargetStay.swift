/// One stretch in which one target version was in force.
struct TargetStay: Hashable {
  let target: TargetVersion
  /// What had elapsed when it came into force; nothing for the clock's first target.
  let usedBeforeMs: Int64?
  /// From when on it counts: a version that comes while the clock is stopped waits for a reopening.
  var countsSince: Instant?
  /// The cycle in which it begins to count, 1 for the first.
  var cycle: Int
  /// What has elapsed when it is replaced, or at the instant of the reading.
  var usedMs: Int64

  /// The running milliseconds that are so many percent of the budget, rounded up.
  func milliseconds(percent: Int) -> Int64 {
    precondition(0...1_000 ~= percent, "percentage out of range")
    return (target.budgetMs * Int64(percent) + 99) / 100
  }

  /// What a breach of this version is put down to.
  var breachCause: Breach.Cause {
    guard let usedBeforeMs else { return .overrun }
    return usedBeforeMs >= target.budgetMs ? .reclassified : .overrun
  }
}
