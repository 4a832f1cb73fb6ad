package import ServiceLevels

/// A working calendar as people write it.
///
///     zone      Europe/London
///     hours     Mon-Thu 09:00-13:00 14:00-17:30
///     hours     Fri 09:00-16:00
///     closed    2026-12-24 13:00-24:00 Christmas Eve
///     closed    *-12-26 Boxing Day
///     holidays  england.ics
///
/// A line is a thing. `#` begins a comment where nothing or a blank stands before it, and `;` ends a line as its end does.
/// Keys are read in any case.
package struct CalendarText: Equatable, Sendable {
  package var zone: ZoneFact
  package var hours: OpeningHours

  /// The words that begin a line.
  package enum Key: String, CaseIterable, Sendable {
    case zone, hours, closed, holidays
  }

  /// What a text names and does not hold itself.
  package struct Sources {
    /// A zone of the system by its name; nil where there is none.
    package var zone: (String) -> ZoneFact?
    /// The bytes of a file; nil where it cannot be read.
    package var file: (String) -> [UInt8]?

    package init(zone: @escaping (String) -> ZoneFact?, file: @escaping (String) -> [UInt8]?) {
      self.zone = zone
      self.file = file
    }
  }

  /// Reads a text.
  ///
  /// - Throws: every line that cannot be read, in their order, so that nothing is taken of it.
  package init(_ text: String, _ sources: Sources) throws(DocumentFaults) {
    if text.drop(while: \.isWhitespace).lowercased().hasPrefix("begin:vcalendar") {
      throw DocumentFaults([DocumentFault(line: 0, .isHolidays)])
    }
    var reader = Reader(sources: sources)
    for line in DocumentLine.lines(of: text) { reader.take(line) }
    self = try reader.whole()
  }

  package init(zone: ZoneFact, hours: OpeningHours) {
    self.zone = zone
    self.hours = hours
  }

  /// A text that `init` reads as this calendar; holidays of a file stand in it day by day.
  package var text: String {
    var lines = ["zone      \(zone.zone.name)"]
    lines += hours.weekText.split(separator: ";").map {
      "hours     " + $0.trimming { $0 == " " }
    }
    lines += hours.closures.map { closure in
      let isPlain = closure.hours == .wholeDay && !DocumentLine.looksLikeHours(closure.name)
      let hours = isPlain ? "" : " " + closure.hours.text
      return "closed    \(closure.day.text)\(hours) \(closure.name)"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// All that is wrong with a text.
package struct DocumentFaults: Error, Equatable, Sendable {
  /// At least one.
  package var all: [DocumentFault]

  package init(_ all: [DocumentFault]) { self.all = all }
}

// MARK: Reading

/// What was read of a text so far.
private struct Reader {
  let sources: CalendarText.Sources
  private var zone: ZoneFact?
  private var hasZone = false
  private var week: [String] = []
  private var weekLine = 0
  private var closures: [Closure] = []
  private var faults: [DocumentFault] = []

  init(sources: CalendarText.Sources) { self.sources = sources }

  mutating func take(_ line: DocumentLine) {
    guard let key = CalendarText.Key(rawValue: line.key.lowercased()) else {
      let known = CalendarText.Key.allCases.map(\.rawValue)
      return fault(line, .unknownKey(line.key, known: known))
    }
    if line.value.isEmpty { return fault(line, .noValue(key.rawValue)) }
    switch key {
    case .zone: takeZone(line)
    case .hours: takeHours(line)
    case .closed: takeClosed(line)
    case .holidays: takeHolidays(line)
    }
  }

  private mutating func takeZone(_ line: DocumentLine) {
    if hasZone { return fault(line, .twice(line.key)) }
    hasZone = true
    zone = sources.zone(line.value)
    if zone == nil { fault(line, .noSuchZone(line.value)) }
  }

  private mutating func takeHours(_ line: DocumentLine) {
    do throws(WeekFailure) {
      _ = try OpeningHours(week: (week + [line.value]).joined(separator: "; "))
      week.append(line.value)
      weekLine = line.number
    } catch {
      fault(line, .week(error))
    }
  }

  /// A day, its hours where it is not whole, and what it is called.
  private mutating func takeClosed(_ line: DocumentLine) {
    let words = line.value.split(maxSplits: 2, whereSeparator: \.isWhitespace).map { String($0) }
    do throws(ClosureDayFailure) {
      let day = try Closure.Day(text: words[0])
      let rest = words.dropFirst()
      guard let second = rest.first, DocumentLine.looksLikeHours(second) else {
        closures.append(Closure(day, name: Self.name(rest)))
        return
      }
      do throws(OpeningFailure) {
        let hours = try Opening(text: second)
        closures.append(Closure(day, hours: hours, name: Self.name(rest.dropFirst())))
      } catch {
        fault(line, .opening(error))
      }
    } catch {
      fault(line, .day(error))
    }
  }

  private static func name(_ words: ArraySlice<String>) -> String {
    words.isEmpty ? "closed" : words.joined(separator: " ")
  }

  private mutating func takeHolidays(_ line: DocumentLine) {
    guard let bytes = sources.file(line.value) else {
      return fault(line, .noSuchFile(line.value))
    }
    let found = HolidayFile.read(bytes)
    closures += found.closures
    faults += found.faults.map {
      DocumentFault(file: line.value, line: $0.line, .holiday($0.fault))
    }
  }

  private mutating func fault(_ line: DocumentLine, _ what: DocumentFault.What) {
    faults.append(DocumentFault(line: line.number, what))
  }

  func whole() throws(DocumentFaults) -> CalendarText {
    var faults = faults
    if !hasZone { faults.append(DocumentFault(line: 0, .missing(CalendarText.Key.zone.rawValue))) }
    if week.isEmpty, faults.allSatisfy({ !$0.isOfHours }) {
      faults.append(DocumentFault(line: 0, .missing(CalendarText.Key.hours.rawValue)))
    }
    guard faults.isEmpty, let zone,
      let hours = try? OpeningHours(week: week.joined(separator: "; "), closures: closures)
    else { throw DocumentFaults(faults) }
    return CalendarText(zone: zone, hours: hours)
  }
}

extension DocumentFault {
  fileprivate var isOfHours: Bool {
    if case .week = what { true } else { false }
  }
}
