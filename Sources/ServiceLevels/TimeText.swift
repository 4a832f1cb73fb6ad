/// Instants as text: RFC 3339.
package enum InstantText {
  /// `2026-03-02T09:00:00+01:00`, in UTC with `Z`; milliseconds only where there are any.
  package static func iso(_ instant: Instant, in zone: Zone) -> String {
    let offset = zone.offsetSeconds(at: instant)
    let civil = zone.civil(at: instant)
    let sign = offset < 0 ? "-" : "+"
    let minutes = abs(offset) / 60
    let end = offset == 0 ? "Z" : "\(sign)\(two(minutes / 60)):\(two(minutes % 60))"
    return "\(date(civil.date))T\(time(civil, precise: true))\(end)"
  }

  /// `2026-03-02 09:00`, for people; seconds only where there are any, fractions never.
  package static func short(_ instant: Instant, in zone: Zone) -> String {
    let civil = zone.civil(at: instant)
    return "\(date(civil.date)) \(wall(civil))"
  }

  /// `09:00`, or `09:00:30` where there are seconds.
  package static func clock(_ instant: Instant, in zone: Zone) -> String {
    let civil = zone.civil(at: instant)
    return wall(civil)
  }

  private static func wall(_ civil: CivilDateTime) -> String {
    var civil = civil
    civil.millisecondOfDay -= civil.millisecondOfDay % 1_000
    return time(civil, precise: civil.millisecondOfDay % 60_000 != 0)
  }

  /// Reads RFC 3339, or a wall time of the zone: `2026-03-02T09:00:00`, `2026-03-02 09:00`.
  ///
  /// - Returns: nil for any other text, and for days and times that do not exist.
  package static func parse(_ text: String, in zone: Zone) -> Instant? {
    var parser = TimeParser(text)
    guard let civil = parser.civil() else { return nil }
    if parser.isAtEnd { return zone.instant(of: civil) }
    guard let offset = parser.offsetSeconds(), parser.isAtEnd else { return nil }
    return civil.instantAsUTC.advanced(byMilliseconds: -Int64(offset) * 1_000)
  }

  private static func date(_ date: CivilDate) -> String {
    let year = String(date.year)
    return String(repeating: "0", count: max(0, 4 - year.count)) + year
      + "-\(two(date.month))-\(two(date.day))"
  }

  private static func time(_ civil: CivilDateTime, precise: Bool) -> String {
    let minutes = Int(civil.millisecondOfDay / 60_000)
    let rest = Int(civil.millisecondOfDay % 60_000)
    var text = "\(two(minutes / 60)):\(two(minutes % 60))"
    if precise { text += ":\(two(rest / 1_000))" }
    if rest % 1_000 != 0 {
      let fraction = String(rest % 1_000)
      text += "." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }
    return text
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Reads the parts of a date and time one after the other.
private struct TimeParser {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  private mutating func takes(_ characters: String) -> Bool {
    guard let first = rest.first, characters.utf8.contains(first) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func number(_ count: Int, _ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    rest.removeFirst(count)
    let number = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    return range.contains(number) ? number : nil
  }

  mutating func civil() -> CivilDateTime? {
    guard let year = number(4, 1...9_999), takes("-"), let month = number(2, 1...12), takes("-"),
      let day = number(2, 1...31), let date = CivilDate(year: year, month: month, day: day),
      takes("Tt "), let hour = number(2, 0...23), takes(":"), let minute = number(2, 0...59)
    else { return nil }
    var milliseconds = Int64(hour * 60 + minute) * 60_000
    if takes(":") {
      guard let second = number(2, 0...59) else { return nil }
      milliseconds += Int64(second) * 1_000
      if takes(".") {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest.removeFirst(digits.count)
        let padded =
          Array(digits.prefix(3)) + Array(repeating: 0x30, count: max(0, 3 - digits.count))
        milliseconds += padded.reduce(Int64(0)) { $0 * 10 + Int64($1) - 0x30 }
      }
    }
    return CivilDateTime(date: date, millisecondOfDay: milliseconds)
  }

  mutating func offsetSeconds() -> Int? {
    if takes("Zz") { return 0 }
    let isNegative = rest.first == UInt8(ascii: "-")
    guard takes("+-"), let hours = number(2, 0...23), takes(":"), let minutes = number(2, 0...59)
    else { return nil }
    return (hours * 60 + minutes) * (isNegative ? -60 : 60)
  }
}

/// Spans of time as text.
package enum DurationText {
  /// At most two units for people: `23 h 40 m`, `6 d 23 h`, `45 s`; rounded toward zero.
  package static func short(_ milliseconds: Int64) -> String {
    let seconds = Int64(milliseconds.magnitude / 1_000)
    let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")]
    let sign = milliseconds < 0 && seconds > 0 ? "-" : ""
    guard let first = units.firstIndex(where: { seconds >= $0.0 }) else { return "0 s" }
    var text = "\(seconds / units[first].0) \(units[first].1)"
    if first + 1 < units.count {
      let rest = seconds % units[first].0 / units[first + 1].0
      if rest > 0 { text += " \(rest) \(units[first + 1].1)" }
    }
    return sign + text
  }

  /// Reads `25m`, `1h30m`, `1h30`, `90s`, `2d` into milliseconds; a day here is 24 hours.
  ///
  /// - Returns: nil for any other text, and beyond 100 years.
  package static func parse(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000]
    var total: Int64 = 0
    var digits = ""
    var last: Int64 = .max
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      guard let unit = units[character], unit < last, let amount = Int64(digits),
        amount <= 3_200_000_000
      else { return nil }
      total += amount * unit
      last = unit
      digits = ""
    }
    if !digits.isEmpty {
      guard last == 3_600_000, let minutes = Int64(digits), minutes < 60 else { return nil }
      total += minutes * 60_000
    } else if last == .max {
      return nil
    }
    return total <= 3_200_000_000_000 ? total : nil
  }
}
