/// When a desk is open by its own wall clock, wherever that hangs: a week, and days that differ.
///
/// Another week for a time, such as longer hours before Christmas, is another version of the
/// calendar for that time.
package struct OpeningHours: Hashable, Sendable {
  /// The openings of each weekday in order, Monday first; seven lists.
  package let week: [[Opening]]
  /// In the order given.
  package let closures: [Closure]
  private let yearly: [MonthDay: [Closure]]
  private let dated: [CivilDate: [Closure]]

  /// Round the clock, every day.
  package static let always = OpeningHours(
    existing: Array(repeating: [.wholeDay], count: 7), closures: [])

  /// Joins a week and its closures; openings may come in any order, and those that touch are one.
  ///
  /// A weekday is a number, Monday 1 to Sunday 7, and traps if it is another; one that is missing
  /// is closed. Throws `overlap` where two openings of one day have a minute in common.
  package init(
    week: [Int: [Opening]], closures: [Closure] = []
  ) throws(CalendarFailure) {
    precondition(week.keys.allSatisfy { 1...7 ~= $0 }, "weekday out of range")
    var days: [[Opening]] = []
    for weekday in 1...7 {
      let openings = (week[weekday] ?? []).sorted { $0.from < $1.from }
      for (left, right) in zip(openings, openings.dropFirst()) where right.from < left.until {
        throw .overlap(weekday: weekday, left, right)
      }
      days.append(
        openings.reduce(into: []) { joined, opening in
          if let last = joined.last, let both = last.joined(to: opening) {
            joined[joined.count - 1] = both
          } else {
            joined.append(opening)
          }
        })
    }
    self.init(existing: days, closures: closures)
  }

  private init(existing week: [[Opening]], closures: [Closure]) {
    self.week = week
    self.closures = closures
    var yearly: [MonthDay: [Closure]] = [:]
    var dated: [CivilDate: [Closure]] = [:]
    for closure in closures {
      switch closure.day {
      case .date(let date): dated[date, default: []].append(closure)
      case .yearly(let day): yearly[day, default: []].append(closure)
      }
    }
    self.yearly = yearly
    self.dated = dated
  }

  /// Whether it never closes at all.
  package var isAlways: Bool {
    closures.isEmpty && week.allSatisfy { Self.minutes($0) == 1_440 }
  }
}

// MARK: Days

extension OpeningHours {
  /// The openings of a day in order, without what its closures take.
  func openings(on date: CivilDate) -> [Opening] {
    var openings = week[date.weekday - 1]
    guard !openings.isEmpty else { return [] }
    for closure in closures(on: date) { openings = openings.flatMap { $0.without(closure.hours) } }
    return openings
  }

  /// The closures of a day, those of every year first.
  func closures(on date: CivilDate) -> [Closure] {
    guard !closures.isEmpty else { return [] }
    return (yearly[MonthDay(date)] ?? []) + (dated[date] ?? [])
  }

  /// The days in these years on which something is closed that the week opens, in order.
  func closureDays(years: ClosedRange<Int>) -> [CivilDate] {
    var days = dated.keys.filter { years.contains($0.year) }
    for year in years {
      for day in yearly.keys {
        if let date = day.date(in: year), dated[date] == nil { days.append(date) }
      }
    }
    return days.filter { !week[$0.weekday - 1].isEmpty }.sorted()
  }

  /// The year of the last closure that is for one day only.
  var lastDatedYear: Int? { dated.keys.map(\.year).max() }

  private static func minutes(_ openings: [Opening]) -> Int {
    openings.reduce(0) { $0 + $1.minutes }
  }
}
