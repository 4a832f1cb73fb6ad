import Interpreter
import ServiceLevels
import SupportDesk

/// What every report speaks of.
enum ReportParameters {
  static let month = Parameter(
    "month",
    "Only of the month, such as `2026-12`: what began in it, or of breaches what ran out in it.",
    ValueType<NamedMonth>.month)

  /// The month that a call names, by the desk's wall clocks; nil for all time.
  static func range(_ call: Call, _ desk: Reading) -> Range<Instant>? {
    call[optional: month]?.period.bounds(in: desk.wall.zone)
  }
}
