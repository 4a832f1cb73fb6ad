/// A rule by which a budget that is used up too fast raises an alarm.
///
/// Two spans of time, so that it is neither raised by a moment nor kept up by what is over.
package struct BurnAlert: Hashable, Sendable {
  /// The part of the budget that is too much within the long time, in percent.
  package let sharePercent: Int
  package let longMs: Int64
  package let shortMs: Int64

  /// The pairs of the table, the most urgent first. (availability.md 2.7)
  package static let table = [
    BurnAlert(sharePercent: 2, longMs: 1 * hourMs, shortMs: 5 * minuteMs),
    BurnAlert(sharePercent: 5, longMs: 6 * hourMs, shortMs: 30 * minuteMs),
    BurnAlert(sharePercent: 10, longMs: 24 * hourMs, shortMs: 2 * hourMs),
    BurnAlert(sharePercent: 10, longMs: 72 * hourMs, shortMs: 6 * hourMs),
  ]

  /// The burn rate at which the share of a budget is used up within the long time.
  ///
  /// - Parameter agreedMs: the agreed time of the whole period, which is what the budget is of.
  package func factor(agreedMs: Int64) -> Fraction {
    Fraction(Int128(agreedMs) * Int128(sharePercent), over: Int128(longMs) * 100)
  }
}

extension Availability {
  /// The alerts of the table that are raised now: both burn rates are above the factor.
  package var burnAlerts: [BurnAlert] {
    BurnAlert.table.filter { alert in
      let factor = alert.factor(agreedMs: agreedMs)
      return [alert.longMs, alert.shortMs].allSatisfy { milliseconds in
        burnRate(overMs: milliseconds).map { $0 > factor } ?? false
      }
    }
  }
}
