/// What a notice is about; there is never a second one for the same key.
package struct NoticeKey: Hashable, Sendable {
  package var clock: ClockName
  /// 1 and up: the cycle of a resolution clock, the ordinal of a next-response clock.
  package var cycle: Int64
  /// 1 and up: grows with each change of the target.
  package var targetVersion: Int64
  /// Percent of the budget: 75 warns, 100 is the breach.
  package var threshold: Int64

  package init(clock: ClockName, cycle: Int64, targetVersion: Int64, threshold: Int64) {
    self.clock = clock
    self.cycle = cycle
    self.targetVersion = targetVersion
    self.threshold = threshold
  }
}
