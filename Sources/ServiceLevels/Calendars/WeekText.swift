/// The hours of some weekdays, as one line says them: `Mon-Fri 09:00-13:00 14:00-18:00`.
package struct WeekHours: Hashable, Sendable {
  /// Monday 1 to Sunday 7, in the order of the week, each once.
  package let weekdays: [Int]
  /// In the order given.
  package let openings: [Opening]

  /// Three letters each, Monday first.
  package static let weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Reads weekdays and stretches of them, then one opening or more, with blanks between.
  ///
  /// `Fri-Mon` goes over the end of the week. Names are read in any case.
  package init(text: String) throws(WeekFailure) {
    let words = text.split(whereSeparator: \.isWhitespace).map { String($0) }
    var days: Set<Int> = []
    var openings: [Opening] = []
    for word in words {
      if openings.isEmpty, let named = Self.weekdays(named: word) {
        guard days.isDisjoint(with: named) else { throw .twice(word) }
        days.formUnion(named)
        continue
      }
      guard !days.isEmpty else { throw .noWeekday(word) }
      do throws(OpeningFailure) { openings.append(try Opening(text: word)) } catch {
        throw .noOpening(word, error)
      }
    }
    guard !openings.isEmpty else { throw .incomplete(text) }
    weekdays = days.sorted()
    self.openings = openings
  }

  /// `Mon` or `Mon-Fri`; nil for what is neither.
  private static func weekdays(named word: String) -> Set<Int>? {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { name in
      weekdayNames.firstIndex { $0.lowercased() == name.lowercased() }
    }
    guard 1...2 ~= ends.count, let first = ends[0], let last = ends[ends.count - 1] else {
      return nil
    }
    let count = (last - first + 7) % 7
    return Set((first...first + count).map { $0 % 7 + 1 })
  }
}

/// Why a line says no hours of a week.
package enum WeekFailure: Error, Hashable, Sendable {
  /// The word is neither a weekday nor a stretch of them.
  case noWeekday(String)
  /// The word is no opening.
  case noOpening(String, OpeningFailure)
  /// A weekday of the word was named before.
  case twice(String)
  /// It has no weekday, or no opening.
  case incomplete(String)
  /// Two openings of a day have minutes in common.
  case calendar(CalendarFailure)
}

extension OpeningHours {
  /// Reads a week such as `Mon-Thu 09:00-17:00; Fri 09:00-15:00`: what `WeekHours` reads, with `;` between.
  ///
  /// What is not named is closed.
  package init(week text: String, closures: [Closure] = []) throws(WeekFailure) {
    var week: [Int: [Opening]] = [:]
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let hours = try WeekHours(text: String(part))
      for weekday in hours.weekdays {
        if week[weekday] != nil { throw .twice(WeekHours.weekdayNames[weekday - 1]) }
        week[weekday] = hours.openings
      }
    }
    do throws(CalendarFailure) { try self.init(week: week, closures: closures) } catch {
      throw .calendar(error)
    }
  }

  /// A text that `init(week:)` reads as the same week; weekdays of the same hours stand together.
  ///
  /// Empty where it never opens.
  package var weekText: String {
    var parts: [(days: ClosedRange<Int>, openings: [Opening])] = []
    for (index, openings) in week.enumerated() where !openings.isEmpty {
      if let last = parts.last, last.days.upperBound == index - 1, last.openings == openings {
        parts[parts.count - 1].days = last.days.lowerBound...index
      } else {
        parts.append((index...index, openings))
      }
    }
    return parts.map { days, openings in
      let names = [days.lowerBound, days.upperBound].map { WeekHours.weekdayNames[$0] }
      let named = days.count == 1 ? names[0] : names.joined(separator: "-")
      return ([named] + openings.map(\.text)).joined(separator: " ")
    }.joined(separator: "; ")
  }
}

extension CalendarHistory {
  /// A week on the wall clocks of a zone that has never been another: what `OpeningHours(week:)` reads.
  package init(week text: String, in zone: Zone) throws(WeekFailure) {
    self.init(WorkingCalendar(hours: try OpeningHours(week: text), zone: zone))
  }
}
