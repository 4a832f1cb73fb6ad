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

extension Budget {
  /// What people are shown to be left, in whole seconds and never more than the truth: `9360 s`.
  package var shownRemaining: String { remainingSeconds.floored(decimals: 0) + " s" }

  /// What people are shown to be used, never less than the truth: `27.8 %`, or `n/a`.
  package var shownUsed: String { usedPercent.map { $0.ceiled(decimals: 1) + " %" } ?? "n/a" }
}
