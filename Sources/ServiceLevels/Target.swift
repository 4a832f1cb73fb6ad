/// What a service level promises, as it is written: `30m`, `4h`, `1d`, `1w`, `1mo`.
///
/// Minutes and hours are running time; days, weeks and months are civil and follow the wall clock
/// (service-levels.md 1.9.2).
package enum Target: Hashable, Sendable {
  case running(milliseconds: Int64)
  case days(Int)
  case weeks(Int)
  case months(Int)

  /// Reads the spelling that `text` gives.
  ///
  /// - Returns: nil for any other text, and for amounts of 0 or beyond 10,000.
  package init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let amount = Int(digits), (1...10_000).contains(amount) else { return nil }
    switch text.dropFirst(digits.count) {
    case "m": self = .running(milliseconds: Int64(amount) * 60_000)
    case "h": self = .running(milliseconds: Int64(amount) * 3_600_000)
    case "d": self = .days(amount)
    case "w": self = .weeks(amount)
    case "mo": self = .months(amount)
    default: return nil
    }
  }

  package var text: String {
    switch self {
    case .running(let milliseconds) where milliseconds % 3_600_000 == 0:
      "\(milliseconds / 3_600_000)h"
    case .running(let milliseconds): "\(milliseconds / 60_000)m"
    case .days(let count): "\(count)d"
    case .weeks(let count): "\(count)w"
    case .months(let count): "\(count)mo"
    }
  }

  /// The running milliseconds a clock gets that starts at an instant, fixed once (1.9.4).
  ///
  /// A civil target ends at the same wall time, in a shorter month on its last day, so a day over a
  /// change of clocks has 23 or 25 hours.
  package func budget(from start: Instant, in zone: Zone) -> Int64 {
    var civil = zone.civil(at: start)
    switch self {
    case .running(let milliseconds): return milliseconds
    case .days(let count): civil.date = CivilDate(dayNumber: civil.date.dayNumber + count)
    case .weeks(let count): civil.date = CivilDate(dayNumber: civil.date.dayNumber + 7 * count)
    case .months(let count): civil.date = civil.date.adding(months: count)
    }
    return zone.instant(of: civil) - start
  }
}
