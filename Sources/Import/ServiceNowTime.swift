import ServiceLevels

/// Times as the log has them: the day first, no zone, taken for UTC.
enum ServiceNowTime {
  /// What a text of digits and marks may be: `29/2/2016 01:16`, the day, the month and the hour
  /// padded or not.
  private static let parts: [(digits: ClosedRange<Int>, end: UInt8?)] = [
    (1...2, UInt8(ascii: "/")), (1...2, UInt8(ascii: "/")), (4...4, UInt8(ascii: " ")),
    (1...2, UInt8(ascii: ":")), (2...2, nil),
  ]

  /// Reads the time in a column.
  ///
  /// - Parameter began: when the import began; what is later is refused.
  static func read(
    _ text: String, in column: ServiceNowColumn, began: Instant
  ) throws(ServiceNowFault) -> Instant {
    guard let numbers = numbers(text), numbers[3] < 24, numbers[4] < 60 else {
      throw .noTime(column, value: text)
    }
    let (first, second, year) = (numbers[0], numbers[1], numbers[2])
    guard let date = CivilDate(year: year, month: second, day: first) else {
      let isMonthFirst = CivilDate(year: year, month: first, day: second) != nil
      throw isMonthFirst ? .monthFirst(column, value: text) : .noTime(column, value: text)
    }
    let instant = Zone.utc.instant(
      of: CivilDateTime(date: date, millisecondOfDay: (numbers[3] * 60 + numbers[4]) * 60_000),
      overlap: .first)
    guard instant <= began else { throw .future(column, value: text, began: began) }
    return instant
  }

  private static func numbers(_ text: String) -> [Int]? {
    var numbers: [Int] = []
    var rest = text.utf8[...]
    for (digits, end) in parts {
      let part = rest.prefix { 0x30...0x39 ~= $0 }
      rest = rest.dropFirst(part.count)
      guard digits.contains(part.count), rest.popFirst() == end else { return nil }
      numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return numbers
  }

  /// Writes an instant as the log does, to the minute.
  static func text(_ instant: Instant) -> String {
    let civil = Zone.utc.civil(at: instant)
    let minute = (civil.minute < 10 ? "0" : "") + "\(civil.minute)"
    return "\(civil.date.day)/\(civil.date.month)/\(civil.date.year) \(civil.hour):\(minute)"
  }

  /// Whether its date cannot be meant with the month first.
  static func showsDayFirst(_ instant: Instant) -> Bool {
    Zone.utc.civil(at: instant).date.day > 12
  }
}
