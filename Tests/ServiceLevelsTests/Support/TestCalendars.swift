import ServiceLevels

/// Short words for calendars in tests.
enum TestCalendars {
  /// Opens on these weekdays, Monday 1; closures are days, with hours behind a blank if only those.
  static func history(
    _ hours: String..., on weekdays: ClosedRange<Int> = 1...5, in zone: String,
    closed: [String] = []
  ) throws -> CalendarHistory {
    CalendarHistory(try calendar(hours, on: weekdays, in: zone, closed: closed))
  }

  static func calendar(
    _ hours: [String], on weekdays: ClosedRange<Int> = 1...5, in zone: String,
    closed: [String] = []
  ) throws -> WorkingCalendar {
    let openings = try hours.map { try Opening(text: $0) }
    let week = Dictionary(uniqueKeysWithValues: weekdays.map { ($0, openings) })
    let closures = try closed.map { text in
      let words = text.split(separator: " ").map { String($0) }
      let hours = words.count > 1 ? try Opening(text: words[1]) : .wholeDay
      return Closure(try Closure.Day(text: words[0]), hours: hours, name: "holiday")
    }
    let opening = try OpeningHours(week: week, closures: closures)
    return WorkingCalendar(hours: opening, zone: try SystemZones.zone(zone))
  }

  /// Mon-Fri 09:00-17:00 in Berlin: the fixture's `OFF`.
  static func office() throws -> CalendarHistory {
    try history("09:00-17:00", in: "Europe/Berlin")
  }
}

extension CalendarHistory {
  /// When so much is used up from a time in the zone of the calendar, and what the wall shows then.
  func due(_ target: String, from start: String) throws -> String {
    let zone = versions[0].calendar.zone
    let start = try InstantText.parse(start, in: zone)
    let budgetMs = try Target(text: target).budget(from: start, on: self)
    return InstantText.iso(due(after: budgetMs, from: start), in: zone)
  }

  func limit(_ target: String, from start: String) throws -> String {
    let zone = versions[0].calendar.zone
    let start = try InstantText.parse(start, in: zone)
    let budgetMs = try Target(text: target).budget(from: start, on: self)
    return InstantText.iso(limit(after: budgetMs, from: start), in: zone)
  }
}
