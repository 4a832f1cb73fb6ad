/// How spans of running time are written; a day here has 24 hours, whatever clocks do.
package enum DurationText {
  /// The longest span that can be read: a million hours, 114 years.
  package static let longestMs: Int64 = 1_000_000 * hourMs

  /// Reads hours, minutes and seconds in that order: `30m`, `4h`, `90s`, `1h30m`, `0.250s`.
  ///
  /// At least one unit, each at most once, and counts may exceed 59. A last number of two digits
  /// behind hours or minutes counts the next smaller unit: `1h30`. Only seconds have a fraction, no
  /// finer than a millisecond. The answer is in milliseconds, 0 to `longestMs`.
  ///
  /// - Parameter withDays: whether `2d` may stand first, as twice 24 hours; a target's day is
  ///   civil.
  package static func parse(
    _ text: String, withDays: Bool = false
  ) throws(DurationTextFailure) -> Int64 {
    var scanner = Scanner(text)
    var total: Int64 = 0
    var smallest = withDays ? Int64.max : dayMs
    repeat {
      guard let part = scanner.part(below: smallest) else {
        throw .unreadable(text, at: scanner.position)
      }
      total += part.milliseconds
      smallest = part.unit
    } while !scanner.isAtEnd
    guard total <= longestMs else { throw .tooLong(text) }
    return total
  }

  /// Writes the two largest units for people, `23 h 40 m`, rounded toward zero: `6 d 23 h`, `45 s`.
  ///
  /// Units are days of 24 hours, hours, minutes and seconds; the second unit is the next smaller
  /// one and is left out if it counts 0. Less than a second is `999 ms`, nothing is `0 s`. A negative
  /// span has `-`.
  ///
  /// - Parameters:
  ///   - withDays: whether there are days: not of hours of work, of which no day has 24.
  ///   - isWhole: whether every unit down to seconds is written, as far as it does not count 0.
  package static func words(
    _ milliseconds: Int64, withDays: Bool = true, isWhole: Bool = false
  ) -> String {
    let size = milliseconds.magnitude
    let units = withDays ? units : Array(units.dropFirst())
    guard let largest = units.firstIndex(where: { $0.size.magnitude <= size }) else {
      return milliseconds == 0 ? "0 s" : "\(milliseconds) ms"
    }
    var rest = size
    var parts: [String] = []
    for unit in units[largest...].prefix(isWhole ? units.count : 2) {
      if rest >= unit.size { parts.append("\(rest / unit.size.magnitude) \(unit.name)") }
      rest %= unit.size.magnitude
    }
    return (milliseconds < 0 ? "-" : "") + parts.joined(separator: " ")
  }

  /// Writes the span to the millisecond, `1h30m0.250s`, leaving out units that count 0.
  ///
  /// `parse` reads it back, up to `longestMs`. A negative span has `-`, which `parse` refuses.
  /// Nothing is `0s`.
  package static func exact(_ milliseconds: Int64) -> String {
    let size = milliseconds.magnitude
    let hours = size / UInt64(hourMs)
    let minutes = size / UInt64(minuteMs) % 60
    let seconds = Int(size / UInt64(secondMs) % 60)
    let fraction = Int(size % UInt64(secondMs))
    var text = milliseconds < 0 ? "-" : ""
    if hours > 0 { text += "\(hours)h" }
    if minutes > 0 { text += "\(minutes)m" }
    if fraction > 0 {
      text += "\(seconds).\(padded(fraction, 3))s"
    } else if seconds > 0 || size == 0 {
      text += "\(seconds)s"
    }
    return text
  }
}

/// Why a text is not a span of time.
package enum DurationTextFailure: Error, Hashable, Sendable {
  /// The bytes from this one on do not fit.
  case unreadable(String, at: Int)
  /// Longer than `DurationText.longestMs`.
  case tooLong(String)
}

private let secondMs: Int64 = 1_000

private let units: [(name: Unicode.Scalar, size: Int64)] = [
  ("d", dayMs), ("h", hourMs), ("m", minuteMs), ("s", secondMs),
]

extension Scanner {
  /// Reads a count and its unit, which must be smaller than the one before; all in milliseconds.
  fileprivate mutating func part(below previous: Int64) -> (milliseconds: Int64, unit: Int64)? {
    let start = position
    guard let count = number(digits: 1...9).map(Int64.init) else { return nil }
    let isTwoDigits = position - start == 2
    if isAtEnd, isTwoDigits, let unit = [hourMs: minuteMs, minuteMs: secondMs][previous] {
      return (count * unit, unit)
    }
    if previous > secondMs, take(".") {
      guard let fraction = thousandths(), take("s") else { return nil }
      return (count * secondMs + Int64(fraction), secondMs)
    }
    for unit in units where unit.size < previous && take(unit.name) {
      return (count * unit.size, unit.size)
    }
    return nil
  }
}
