import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A time to come as people say it: a time of the day, a day, or both.
///
/// `14:30` is that of today, or of tomorrow where it has passed; `tomorrow`, `fri` and `2026-03-05` are their
/// first instants, and `fri 9` is a time of that day.
struct ComingTime: WrittenValue {
  let text: String

  private enum Day: Equatable {
    case tomorrow
    /// 1 for Monday.
    case weekday(Int)
  }

  /// - Returns: nil for what is no such time.
  init?(_ said: String) {
    // `9:30` is as good as `09:30`.
    let isShort = said.utf8.count == 4 && said.utf8.dropFirst().first == 0x3A
    let text = isShort ? "0" + said : said
    guard
      Self.parts(text) != nil || (try? ToldTime.instant(text, on: "1970-01-01", in: .utc)) != nil
        || EffectiveTime(text) != nil
    else { return nil }
    self.text = text
  }

  /// The day and the time of `fri 9`; nil where it does not begin with a day's name.
  private static func parts(_ text: String) -> (day: Day, time: String)? {
    let words = text.lowercased().split(separator: " ")
    guard let first = words.first, words.count <= 2, let day = day(first) else { return nil }
    guard words.count == 2 else { return (day, "00:00") }
    let time = words[1].contains(":") ? String(words[1]) : words[1] + ":00"
    let clock = time.utf8.count == 4 ? "0" + time : time
    let isTime = (try? ToldTime.instant(clock, on: "1970-01-01", in: .utc)) != nil
    return isTime ? (day, clock) : nil
  }

  private static func day(_ word: Substring) -> Day? {
    if word == "tomorrow" { return .tomorrow }
    guard word.count >= 3 else { return nil }
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    return names.firstIndex { $0.hasPrefix(word) }.map { .weekday($0 + 1) }
  }

  /// The next such instant behind now by the clock on the wall.
  ///
  /// - Throws: `noSuchTime`, and `hasPassed` for an instant that is not to come, within the parameter's
  ///   slot.
  func coming(on wall: Wall, within parameter: Parameter<ComingTime>) throws(Failure) -> Instant {
    guard let at = instant(on: wall) else {
      throw .refused(.within(slot: parameter.name, span: nil, .noSuchTime(text)))
    }
    if at > wall.now { return at }
    throw .refused(.within(slot: parameter.name, span: nil, .hasPassed(at)))
  }

  private func instant(on wall: Wall) -> Instant? {
    let today = wall.zone.civil(at: wall.now).date
    if let (day, time) = Self.parts(text) {
      let days =
        switch day {
        case .tomorrow: 1
        case .weekday(let weekday): (weekday - today.weekday + 6) % 7 + 1
        }
      return Self.instant(time, on: today.adding(days: days), wall)
    }
    if text.utf8.prefix(3).contains(0x3A) {
      let at = Self.instant(text, on: today, wall)
      return at.map { $0 > wall.now } == true
        ? at : Self.instant(text, on: today.adding(days: 1), wall)
    }
    return (try? ToldTime.instant(text, on: "1970-01-01", in: wall.zone))
      ?? EffectiveTime(text)?.instant(in: wall.zone)
  }

  private static func instant(_ time: String, on day: CivilDate, _ wall: Wall) -> Instant? {
    let text = String(wall.moment(wall.zone.firstInstant(of: day)).long.prefix(10))
    return try? ToldTime.instant(time, on: text, in: wall.zone)
  }
}

extension ValueType where Value == ComingTime {
  /// Day and time may be two words.
  static let comingTime = written(
    "time", .phrase, ["minLength": 3],
    expected: ["14:30", "tomorrow", "fri 9", "2026-03-05 14:30"])
}
