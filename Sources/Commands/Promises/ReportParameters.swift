import Interpreter
import ServiceLevels
import SupportDesk

/// What every report speaks of.
enum ReportParameters {
  static let month = Parameter(
    "month",
    "Only of the month, such as `2026-12`: what began in it, or of breaches what ran out in it.",
    .string("month", extent: .word))

  /// The month that a call names, by the desk's wall clocks; nil for all time.
  static func range(_ call: Call, _ desk: Reading) throws(Failure) -> Range<Instant>? {
    guard let text = call[optional: month] else { return nil }
    guard let named = try? CivilPeriod(text: text), named.kind == .month, text >= "1970" else {
      throw .refused(.within(slot: month.name, span: nil, .noSuchMonth(text)))
    }
    return named.bounds(in: desk.wall.zone)
  }
}
