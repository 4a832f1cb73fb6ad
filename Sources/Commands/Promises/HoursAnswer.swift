import Interpreter
import ServiceLevels
import SupportDesk

/// A stretch in which a calendar was open, or in which a closure kept it from being so.
struct HoursAnswer: Sendable {
  let from: Moment
  let to: Moment
  /// What it adds: nothing where it was closed.
  let lengthMs: Int64
  /// Why it was closed; nil where it was open.
  let closed: String?

  /// Those of a stretch of a clock that ran; nil where the calendar never closes.
  static func all(
    _ segment: ClockSegment, by calendars: Calendars, _ wall: Wall
  ) -> [HoursAnswer]? {
    guard segment.kind == .running, let calendar = calendars[segment.calendar] else { return nil }
    let segments = calendar.segments(from: segment.from.at, to: segment.to.at)
    if segments.allSatisfy({ $0.rule == .always }) { return nil }
    return segments.compactMap { segment in
      let closed: String?
      switch segment.rule {
      case .always, .opening: closed = nil
      case .closure(let closure, _): closed = closure.name.isEmpty ? "closed" : closure.name
      case .outsideHours: return nil
      }
      return HoursAnswer(
        from: wall.moment(segment.range.lowerBound), to: wall.moment(segment.range.upperBound),
        lengthMs: segment.runningMs, closed: closed)
    }
  }

  /// The time of day at which they ended; with its day where that is another.
  var end: String { from.long.prefix(10) == to.long.prefix(10) ? to.clock : to.long }

  static let shape = Shape<HoursAnswer>(
    "Hours",
    [
      Field("from", "When they began.", .instant, \.from),
      Field("to", "When they ended.", .instant, \.to),
      Field("lengthMs", "What they add.", .count, \.lengthMs),
      Field(maybe: "closed", "What closed it; absent where it was open.", .text, \.closed),
    ])
}
