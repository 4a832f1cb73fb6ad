import ServiceLevels

/// A file of holidays: the events of whole days of an iCalendar stream (RFC 5545), each day a closure.
///
/// What is read of an event is its days, its yearly rule, the days that the rule leaves out or adds, and
/// what it is called. A rule without an end is read through `YearlyRule.lastYear`. An event that is
/// cancelled closes nothing.
enum HolidayFile {
  /// All that is wrong with a file, each by its line.
  typealias Fault = (line: Int, fault: HolidayFault)

  static func read(_ bytes: [UInt8]) -> (closures: [Closure], faults: [Fault]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let plain = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    guard let text = String(validating: plain, as: UTF8.self) else {
      return ([], [(1, .malformed("no UTF-8"))])
    }
    let lines = ContentLine.lines(of: text)
    guard let first = lines.first, first.isMark("BEGIN", "VCALENDAR") else {
      return ([], [(1, .malformed("no BEGIN:VCALENDAR"))])
    }
    var (closures, faults): ([Closure], [Fault]) = ([], [])
    var event: HolidayEvent?
    // Of what stands inside an event, such as an alarm, nothing is the event's.
    var inner = 0
    for line in lines {
      guard let name = line.name else {
        faults.append((line.number, .malformed(line.value)))
        continue
      }
      if line.isMark("BEGIN", "VEVENT"), event == nil {
        event = HolidayEvent(line: line.number)
      } else if event != nil, inner == 0, line.isMark("END", "VEVENT") {
        if let whole = event {
          do throws(HolidayFailure) { closures += try whole.closures() } catch {
            faults.append((error.line, error.fault))
          }
        }
        event = nil
      } else if event != nil, name == "BEGIN" {
        inner += 1
      } else if event != nil, name == "END" {
        inner -= 1
      } else if inner == 0 {
        event?.take(line, name)
      }
    }
    if let event { faults.append((event.line, .malformed("BEGIN:VEVENT without its END"))) }
    if let last = lines.last, !last.isMark("END", "VCALENDAR") {
      faults.append((last.number, .malformed("no END:VCALENDAR")))
    }
    return (closures, faults)
  }
}

/// Why an event gives no closures, and where it says so.
struct HolidayFailure: Error {
  let line: Int
  let fault: HolidayFault
}

/// A line of the stream, unfolded: a name, its parameters, a value.
struct ContentLine {
  /// Where it begins, 1 for the first line.
  let number: Int
  /// In upper case; nil where it has none.
  let name: String?
  /// In upper case, with their values as they are.
  let parameters: [String: String]
  let value: String

  func isMark(_ name: String, _ value: String) -> Bool {
    self.name == name && self.value.uppercased() == value
  }

  /// RFC 5545, 3.1: a line that begins with a blank goes on with the one before.
  static func lines(of text: String) -> [ContentLine] {
    var rows: [(number: Int, text: String)] = []
    let split = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, row) in split.enumerated() where !row.isEmpty {
      if let first = row.first, first == " " || first == "\t", !rows.isEmpty {
        rows[rows.count - 1].text += row.dropFirst()
      } else {
        rows.append((index + 1, String(row)))
      }
    }
    return rows.map { ContentLine($0.number, $0.text) }
  }

  private init(_ number: Int, _ text: String) {
    self.number = number
    var isQuoted = false
    var parts: [String] = [""]
    for (place, character) in zip(text.indices, text) {
      switch character {
      case "\"": isQuoted.toggle()
      case ";" where !isQuoted: parts.append("")
      case ":" where !isQuoted:
        value = String(text[text.index(after: place)...])
        name = parts[0].uppercased()
        parameters = Dictionary(
          parts.dropFirst().map { part in
            let ends = part.split(separator: "=", maxSplits: 1).map { String($0) }
            return (ends.first?.uppercased() ?? "", ends.count > 1 ? ends[1] : "")
          }
        ) { first, _ in first }
        return
      default: parts[parts.count - 1].append(character)
      }
    }
    (name, parameters, value) = (nil, [:], text)
  }
}

/// An event while its lines are read.
struct HolidayEvent {
  /// Where it begins.
  let line: Int
  private var lines: [String: [ContentLine]] = [:]
  private static let kept: Set = [
    "DTSTART", "DTEND", "DURATION", "SUMMARY", "RRULE", "EXDATE", "RDATE", "STATUS",
    "RECURRENCE-ID", "EXRULE",
  ]
  /// No later year is written with four digits.
  private static let yearMax = 9_999
  /// As many days as one event can have.
  private static let daysMax = 366

  init(line: Int) { self.line = line }

  mutating func take(_ line: ContentLine, _ name: String) {
    if Self.kept.contains(name) { lines[name, default: []].append(line) }
  }

  private func first(_ name: String) -> ContentLine? { lines[name]?.first }

  func closures() throws(HolidayFailure) -> [Closure] {
    if first("STATUS")?.value.uppercased() == "CANCELLED" { return [] }
    guard let begin = first("DTSTART") else { throw HolidayFailure(line: line, fault: .noStart) }
    for name in ["RECURRENCE-ID", "EXRULE"] {
      if let line = first(name) { throw line.failure(.badRule(name)) }
    }
    let start = try begin.dates()[0]
    let length = try length(from: start)
    let without = Set(try dates("EXDATE"))
    var starts = [start]
    if let rule = first("RRULE") {
      guard lines["RRULE"]?.count == 1, let yearly = YearlyRule(rule.value, from: start) else {
        throw rule.failure(.badRule(rule.value))
      }
      starts = yearly.dates
    }
    let name = summary
    let days = (starts + (try dates("RDATE"))).filter { !without.contains($0) }.flatMap { start in
      (0..<length).map { start.adding(days: $0) }
    }
    if let far = days.first(where: { $0.year > Self.yearMax }) {
      throw begin.failure(.noSuchDay(String(far.year)))
    }
    return Set(days).sorted().map { Closure(.date($0), name: name) }
  }

  private func dates(_ name: String) throws(HolidayFailure) -> [CivilDate] {
    var dates: [CivilDate] = []
    for line in lines[name] ?? [] { dates += try line.dates() }
    return dates
  }

  /// How many days it has: until its end, which is none of them, or by its length, or one.
  private func length(from start: CivilDate) throws(HolidayFailure) -> Int {
    let line: ContentLine
    let days: Int?
    if let end = first("DTEND") {
      line = end
      days = try end.dates()[0].dayNumber - start.dayNumber
    } else if let length = first("DURATION") {
      line = length
      days = length.wholeDays
    } else {
      return 1
    }
    guard let days, 1...Self.daysMax ~= days else { throw line.failure(.badLength(line.value)) }
    return days
  }

  /// What it is called: on one line, without the escapes of RFC 5545, 3.3.11.
  private var summary: String {
    var name = ""
    var isEscaped = false
    for character in first("SUMMARY")?.value ?? "" {
      switch (isEscaped, character) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (true, "n"), (true, "N"): name.append(" ")
      default: name.append(character)
      }
      isEscaped = false
    }
    let plain = DocumentLine.name(name.trimming(\.isWhitespace))
    return plain.isEmpty ? "holiday" : plain
  }
}

extension ContentLine {
  func failure(_ fault: HolidayFault) -> HolidayFailure {
    HolidayFailure(line: number, fault: fault)
  }

  /// The days that it names, at least one.
  fileprivate func dates() throws(HolidayFailure) -> [CivilDate] {
    var dates: [CivilDate] = []
    for text in value.split(separator: ",", omittingEmptySubsequences: false) {
      let digits = text.utf8.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      if text.contains("T") { throw failure(.notAllDay(value)) }
      guard digits.count == 8, text.utf8.count == 8, let number = Int(text),
        let date = CivilDate(
          year: number / 10_000, month: number / 100 % 100, day: number % 100)
      else { throw failure(.noSuchDay(String(text))) }
      dates.append(date)
    }
    return dates
  }

  /// `P2D` or `P1W`; nil for what is no whole number of days.
  fileprivate var wholeDays: Int? {
    guard value.hasPrefix("P"), let unit = value.last,
      let count = Int(value.dropFirst().dropLast()),
      0...1_000 ~= count
    else { return nil }
    switch unit {
    case "D": return count
    case "W": return count * 7
    default: return nil
    }
  }
}
