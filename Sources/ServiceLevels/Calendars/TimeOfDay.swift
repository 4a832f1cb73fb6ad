/// A minute of the day as wall clocks show it, midnight at the day's end included.
package struct TimeOfDay: Hashable, Sendable {
  /// Minutes since the wall clock showed 00:00, 0 to 1440.
  package let minutes: Int

  /// Milliseconds since the wall clock showed 00:00.
  var milliseconds: Int64 { Int64(minutes) * minuteMs }

  /// 00:00, with which a day begins.
  package static let midnight = TimeOfDay(minutes: 0)
  /// 24:00, with which a day ends: the 00:00 of the next.
  package static let dayEnd = TimeOfDay(minutes: 1_440)

  /// The time so many minutes after 00:00.
  ///
  /// Traps outside 0 to 1440.
  package init(minutes: Int) {
    precondition(0...1_440 ~= minutes, "time of day out of range")
    self.minutes = minutes
  }
}

extension TimeOfDay: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    left.minutes < right.minutes
  }
}

// MARK: Text

extension TimeOfDay {
  /// Reads `09:00`, two digits each; `24:00` is the latest.
  ///
  /// `nil` for what is written otherwise or is on no clock, such as `24:30` or `09:60`.
  package init?(text: String) {
    var scanner = Scanner(text)
    guard let time = scanner.minuteOfDay(), scanner.isAtEnd else { return nil }
    self = time
  }

  /// `09:00`; the end of the day is `24:00`.
  package var text: String {
    padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
  }
}

extension Scanner {
  /// Reads `09:00`, at most `24:00`.
  mutating func minuteOfDay() -> TimeOfDay? {
    var ahead = self
    guard let hour = ahead.number(in: 0...24, digits: 2...2), ahead.take(":"),
      let minute = ahead.number(in: 0...59, digits: 2...2), hour * 60 + minute <= 1_440
    else { return nil }
    self = ahead
    return TimeOfDay(minutes: hour * 60 + minute)
  }

  /// Reads the same, or `9`, or `9:30`.
  mutating func shortMinuteOfDay() -> TimeOfDay? {
    if let whole = minuteOfDay() { return whole }
    var ahead = self
    guard let hour = ahead.number(in: 0...24, digits: 1...2) else { return nil }
    var minute = 0
    if ahead.take(":") {
      guard let said = ahead.number(in: 0...59, digits: 2...2) else { return nil }
      minute = said
    }
    guard hour * 60 + minute <= 1_440 else { return nil }
    self = ahead
    return TimeOfDay(minutes: hour * 60 + minute)
  }
}
