extension ZoneRule {
  /// Reads a POSIX `TZ` text, such as `CET-1CEST,M3.5.0,M10.5.0/3` or `<-03>3`.
  ///
  /// Daylight saving time must come with its two days: what a text without them means is left to
  /// the implementation by POSIX, and no zone file has one.
  init(text: String) throws(ZoneFailure) {
    var scanner = Scanner(text)
    guard let rule = ZoneRule(scanning: &scanner), scanner.isAtEnd else {
      throw .malformedRule(text, at: scanner.position)
    }
    self = rule
  }

  private init?(scanning scanner: inout Scanner) {
    guard let name = scanner.zoneAbbreviation(), let west = scanner.clockTime(hours: 0...24) else {
      return nil
    }
    standard = LocalTimeType(offset: -west, abbreviation: name)
    guard !scanner.isAtEnd else {
      daylight = nil
      return
    }
    guard let daylightName = scanner.zoneAbbreviation() else { return nil }
    var daylightOffset = standard.offset + 3_600
    if scanner.next != UInt8(ascii: ",") {
      guard let west = scanner.clockTime(hours: 0...24) else { return nil }
      daylightOffset = -west
    }
    guard scanner.take(","), let start = scanner.yearlyMoment(),
      scanner.take(","), let end = scanner.yearlyMoment()
    else { return nil }
    let type = LocalTimeType(offset: daylightOffset, abbreviation: daylightName)
    daylight = Daylight(type: type, start: start, end: end)
  }
}

extension Scanner {
  /// Reads a zone's abbreviation: three letters or more, or `<…>` around letters, digits and signs.
  fileprivate mutating func zoneAbbreviation() -> String? {
    let isQuoted = take("<")
    let name = word { isQuoted ? isAbbreviationByte($0) : isLetter($0) }
    guard name.utf8.count >= 3, !isQuoted || take(">") else { return nil }
    return name
  }

  /// Reads `[+-]h[:mm[:ss]]` as seconds.
  fileprivate mutating func clockTime(hours: ClosedRange<Int>) -> Int? {
    let sign = take(oneOf: ["+", "-"]) == "-" ? -1 : 1
    guard let hour = number(in: hours, digits: 1...3) else { return nil }
    var seconds = hour * 3_600
    for unit in [60, 1] where take(":") {
      guard let count = number(in: 0...59, digits: 2...2) else { return nil }
      seconds += count * unit
    }
    return sign * seconds
  }

  /// Reads a day of the year and, after `/`, a time; without one it is 02:00.
  fileprivate mutating func yearlyMoment() -> ZoneRule.YearlyMoment? {
    guard let day = yearlyDay() else { return nil }
    guard take("/") else { return ZoneRule.YearlyMoment(day: day, seconds: 7_200) }
    guard let seconds = clockTime(hours: 0...167) else { return nil }
    return ZoneRule.YearlyMoment(day: day, seconds: seconds)
  }

  private mutating func yearlyDay() -> ZoneRule.YearlyDay? {
    if take("J") {
      return number(in: 1...365, digits: 1...3).map { .julian($0) }
    }
    guard take("M") else {
      return number(in: 0...365, digits: 1...3).map { .zeroBased($0) }
    }
    guard let month = number(in: 1...12, digits: 1...2), take("."),
      let week = number(in: 1...5, digits: 1...1), take("."),
      let weekday = number(in: 0...6, digits: 1...1)
    else { return nil }
    return .weekday(month: month, week: week, weekday: weekday)
  }
}

/// Whether the byte may stand in a zone's abbreviation (RFC 9636, 3.2).
func isAbbreviationByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
}
