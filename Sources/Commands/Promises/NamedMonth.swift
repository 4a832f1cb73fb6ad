import Interpreter
import JSON
import ServiceLevels

/// A month as people and programs write it, `2026-12`: from 1970, in which calendars begin, to 9999.
struct NamedMonth: WrittenValue {
  let period: CivilPeriod

  var text: String { period.text }

  init?(_ text: String) {
    guard let period = try? CivilPeriod(text: text), period.kind == .month, text >= "1970" else {
      return nil
    }
    self.period = period
  }
}

extension ValueType where Value == NamedMonth {
  static let month = written(
    "month", .word, ["minLength": 7, "maxLength": 7],
    expected: ["a month from 1970-01 to 9999-12, such as 2026-12"])
}
