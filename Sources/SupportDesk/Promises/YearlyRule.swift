import ServiceLevels

/// A rule of every year (RFC 5545, 3.3.10): what `FREQ=YEARLY` says with months, days of months and
/// weekdays.
struct YearlyRule {
  /// Every day that it names, in order, the beginning among them.
  let dates: [CivilDate]
  /// An endless rule is read through this year.
  static let lastYear = 2_100

  /// - Parameter start: a day of the rule's own.
  /// - Returns: nil for another rule, and where the beginning is none of its days.
  init?(_ text: String, from start: CivilDate) {
    guard let parts = Parts(text) else { return nil }
    var dates: [CivilDate] = []
    let end = parts.until?.year ?? (parts.count == nil ? Self.lastYear : CivilDate.years.upperBound)
    years: for year in stride(from: start.year, through: end, by: parts.interval) {
      for date in Self.days(of: year) where date >= start && parts.fits(date, start) {
        if let until = parts.until, date > until { break years }
        if let count = parts.count, dates.count >= count { break years }
        dates.append(date)
      }
      // 29 February comes every eighth year at the latest.
      if dates.isEmpty, year > start.year + 8 * parts.interval { return nil }
    }
    guard dates.first == start else { return nil }
    self.dates = dates
  }

  private static func days(of year: Int) -> [CivilDate] {
    guard let first = CivilDate(year: year, month: 1, day: 1),
      let last = CivilDate(year: year, month: 12, day: 31)
    else { return [] }
    return (first.dayNumber...last.dayNumber).map { CivilDate(dayNumber: $0) }
  }

  private struct Parts {
    var interval = 1
    var count: Int?
    var until: CivilDate?
    private var months: Set<Int> = []
    private var monthDays: Set<Int> = []
    private var weekdays: [(weekday: Int, which: Int?)] = []

    init?(_ text: String) {
      var names: Set<String> = []
      for part in text.split(separator: ";") {
        let ends = part.split(separator: "=", omittingEmptySubsequences: false).map { String($0) }
        guard ends.count == 2, names.insert(ends[0].uppercased()).inserted,
          take(ends[0].uppercased(), ends[1].uppercased())
        else { return nil }
      }
      guard names.contains("FREQ"), count == nil || until == nil else { return nil }
    }

    private mutating func take(_ name: String, _ value: String) -> Bool {
      let values = value.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      switch name {
      case "FREQ": return value == "YEARLY"
      // Where weeks begin is asked by rules of weeks alone.
      case "WKST": return true
      case "INTERVAL":
        guard let number = Int(value), 1...1_000 ~= number else { return false }
        interval = number
      case "COUNT":
        guard let number = Int(value), 1...10_000 ~= number else { return false }
        count = number
      case "UNTIL":
        let day = value.prefix { $0 != "T" }
        guard day.utf8.count == 8, let number = Int(day) else { return false }
        until = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        return until != nil
      case "BYMONTH": return Self.numbers(values, 1...12).map { months = $0 } != nil
      case "BYMONTHDAY":
        return Self.numbers(values, -31...31).map { monthDays = $0 } != nil
          && !monthDays.contains(0)
      case "BYDAY": return takeWeekdays(values)
      default: return false
      }
      return true
    }

    private static func numbers(_ values: [String], _ range: ClosedRange<Int>) -> Set<Int>? {
      let numbers = values.compactMap { Int($0) }.filter { range ~= $0 }
      return numbers.count == values.count ? Set(numbers) : nil
    }

    private mutating func takeWeekdays(_ values: [String]) -> Bool {
      let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
      for value in values {
        guard let name = names.firstIndex(of: String(value.suffix(2))) else { return false }
        let number = value.dropLast(2)
        let which = Int(number)
        guard number.isEmpty || which.map({ $0 != 0 && -53...53 ~= $0 }) == true else {
          return false
        }
        weekdays.append((name + 1, which))
      }
      return true
    }

    func fits(_ date: CivilDate, _ start: CivilDate) -> Bool {
      if !months.isEmpty, !months.contains(date.month) { return false }
      if !monthDays.isEmpty {
        guard monthDays.contains(date.day) || monthDays.contains(date.day - date.daysInMonth - 1)
        else { return false }
      }
      if !weekdays.isEmpty {
        guard weekdays.contains(where: { fits(date, $0) }) else { return false }
      }
      if monthDays.isEmpty, weekdays.isEmpty {
        return date.day == start.day && (!months.isEmpty || date.month == start.month)
      }
      return true
    }

    /// Whether it is that weekday: of those of its month where months are named, else of its year.
    private func fits(_ date: CivilDate, _ wanted: (weekday: Int, which: Int?)) -> Bool {
      guard date.weekday == wanted.weekday else { return false }
      guard let which = wanted.which else { return true }
      let first = CivilDate(
        year: date.year, month: months.isEmpty ? 1 : date.month, day: 1)
      let last = CivilDate(
        year: date.year, month: months.isEmpty ? 12 : date.month,
        day: months.isEmpty ? 31 : date.daysInMonth)
      guard let first, let last else { return false }
      return which > 0
        ? (date.dayNumber - first.dayNumber) / 7 + 1 == which
        : (last.dayNumber - date.dayNumber) / 7 + 1 == -which
    }
  }
}

extension CivilDate {
  fileprivate var daysInMonth: Int {
    (28...31).last { CivilDate(year: year, month: month, day: $0) != nil } ?? 28
  }
}
