/// The rule at the end of a zone file for all time to come, such as `CET-1CEST,M3.5.0,M10.5.0/3`
/// (RFC 9636 section 3.3.1).
struct ZoneRule: Hashable, Sendable {
  private let standard: ZoneKind
  private let daylight: ZoneKind?
  private var start = Change.always
  private var end = Change.always

  /// When clocks change in a year: on which day, and how many seconds after its midnight.
  private struct Change: Hashable, Sendable {
    enum Day: Hashable, Sendable {
      /// 1 to 365; February 29 is never counted.
      case julian(Int)
      /// 0 to 365; February 29 is counted.
      case ordinal(Int)
      /// The n-th weekday (0 Sunday) of a month; the fifth is the last.
      case weekday(month: Int, week: Int, weekday: Int)
    }

    var day: Day
    var seconds: Int

    static let always = Change(day: .ordinal(0), seconds: 0)

    /// Seconds since 1970 on the wall clock.
    func local(year: Int) -> Int64 { Int64(dayNumber(year: year)) * 86_400 + Int64(seconds) }

    private func dayNumber(year: Int) -> Int {
      let newYear = ZoneRule.dayNumber(year, 1, 1)
      switch day {
      case .julian(let day):
        return newYear + day - 1 + (CivilDate.isLeap(year) && day > 59 ? 1 : 0)
      case .ordinal(let day): return newYear + day
      case .weekday(let month, let week, let weekday):
        let first = ZoneRule.dayNumber(year, month, 1)
        let firstWeekday = ((first + 4) % 7 + 7) % 7
        let day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
        let length = CivilDate.length(ofMonth: month, year: year)
        return first + (day >= length ? day - 7 : day)
      }
    }
  }

  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    CivilDate(year: min(max(year, 1), 9_999), month: month, day: day)?.dayNumber ?? 0
  }

  func kind(at seconds: Int64) -> ZoneKind {
    guard let daylight else { return standard }
    let local = Instant(milliseconds: (seconds + Int64(standard.offsetSeconds)) * 1_000)
    let year = CivilDateTime(asUTC: local).date.year
    let begins = start.local(year: year) - Int64(standard.offsetSeconds)
    let ends = end.local(year: year) - Int64(daylight.offsetSeconds)
    let isDaylight =
      begins < ends ? begins <= seconds && seconds < ends : seconds < ends || begins <= seconds
    return isDaylight ? daylight : standard
  }

  init(_ text: String) throws(ZoneFailure) {
    var parser = Parser(text: Array(text.utf8), whole: text)
    let name = try parser.name()
    standard = ZoneKind(offsetSeconds: -(try parser.offset()), abbreviation: name)
    guard !parser.isAtEnd else {
      daylight = nil
      return
    }
    let daylightName = try parser.name()
    let offset =
      parser.isAtEnd || parser.isAtComma ? standard.offsetSeconds + 3_600 : -(try parser.offset())
    daylight = ZoneKind(offsetSeconds: offset, abbreviation: daylightName)
    start = try parser.change()
    end = try parser.change()
    guard parser.isAtEnd else { throw .badRule(text) }
  }

  private struct Parser {
    let text: [UInt8]
    let whole: String
    var position = 0

    var isAtEnd: Bool { position >= text.count }
    var isAtComma: Bool { peek == UInt8(ascii: ",") }
    private var peek: UInt8? { isAtEnd ? nil : text[position] }

    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
      guard peek == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    mutating func name() throws(ZoneFailure) -> String {
      let isQuoted = takes("<")
      let start = position
      while let byte = peek, byte != UInt8(ascii: ">") {
        let isLetter = (0x41...0x5A).contains(byte & 0xDF)
        if !isQuoted && !isLetter { break }
        position += 1
      }
      let name = String(decoding: text[start..<position], as: UTF8.self)
      guard !name.isEmpty, !isQuoted || takes(">") else { throw .badRule(whole) }
      return name
    }

    private mutating func number(_ range: ClosedRange<Int>) throws(ZoneFailure) -> Int {
      var number = 0
      let start = position
      while let byte = peek, (0x30...0x39).contains(byte), position - start < 4 {
        number = number * 10 + Int(byte) - 0x30
        position += 1
      }
      guard position > start, range.contains(number) else { throw .badRule(whole) }
      return number
    }

    /// Seconds of `[+-]hh[:mm[:ss]]`.
    mutating func offset() throws(ZoneFailure) -> Int {
      let isNegative = takes("-")
      if !isNegative { _ = takes("+") }
      var seconds = try number(0...167) * 3_600
      if takes(":") {
        seconds += try number(0...59) * 60
        if takes(":") { seconds += try number(0...59) }
      }
      return isNegative ? -seconds : seconds
    }

    mutating func change() throws(ZoneFailure) -> Change {
      guard takes(",") else { throw .badRule(whole) }
      let day: Change.Day
      if takes("M") {
        let month = try number(1...12)
        guard takes(".") else { throw .badRule(whole) }
        let week = try number(1...5)
        guard takes(".") else { throw .badRule(whole) }
        day = .weekday(month: month, week: week, weekday: try number(0...6))
      } else if takes("J") {
        day = .julian(try number(1...365))
      } else {
        day = .ordinal(try number(0...365))
      }
      return Change(day: day, seconds: takes("/") ? try offset() : 7_200)
    }
  }
}
