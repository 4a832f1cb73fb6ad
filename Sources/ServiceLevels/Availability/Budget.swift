/// The time that a target allows to be missed in a period, in exact seconds. (availability.md 2.7)
package struct Budget: Hashable, Sendable {
  /// For the whole period, without the windows that are already approved.
  package let totalSeconds: Fraction
  /// Up to now.
  package let usedSeconds: Fraction
  /// Negative by what is exceeded.
  package let remainingSeconds: Fraction
  /// How much is used, in percent, possibly above 100; `nil` if there is no budget.
  package let usedPercent: Fraction?

  init(total: Int128, used: Int128, unitsPerSecond: Int128) {
    totalSeconds = Fraction(total, over: unitsPerSecond)
    usedSeconds = Fraction(used, over: unitsPerSecond)
    remainingSeconds = Fraction(total - used, over: unitsPerSecond)
    usedPercent = total > 0 ? Fraction(used * 100, over: total) : nil
  }
}
