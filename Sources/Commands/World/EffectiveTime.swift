import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// From when on something holds: a day, which is its first instant, or a day with a time.
struct EffectiveTime: WrittenValue {
  let text: String

  /// - Returns: nil for what is neither `2026-04-01` nor such a day with a time, and for one before 1970, in
  ///   which calendars begin.
  init?(_ text: String) {
    guard let at = Self.instant(text, in: .utc), at.milliseconds >= 0 else { return nil }
    self.text = text
  }

  private static func instant(_ text: String, in zone: Zone) -> Instant? {
    if case .date(let date)? = try? Closure.Day(text: text) { return zone.firstInstant(of: date) }
    return try? InstantText.parse(text, in: zone)
  }

  /// The instant by the wall clocks of a zone; nil for a time that they skip.
  func instant(in zone: Zone) -> Instant? { Self.instant(text, in: zone) }

  /// The same.
  ///
  /// - Throws: `noSuchTime`, within the parameter's slot, for a time that they skip.
  func instant(
    in zone: Zone, within parameter: Parameter<EffectiveTime>
  ) throws(Failure) -> Instant {
    guard let instant = Self.instant(text, in: zone) else {
      throw .refused(.within(slot: parameter.name, span: nil, .noSuchTime(text)))
    }
    return instant
  }
}

extension ValueType where Value == EffectiveTime {
  static let effectiveTime = written(
    "day", .word, ["minLength": 10],
    expected: ["a day from 1970 on, such as 2026-04-01", "2026-04-01T09:00"])
}
