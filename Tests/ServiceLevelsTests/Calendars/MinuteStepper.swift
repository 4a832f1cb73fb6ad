/// A second opinion on working calendars: walks through every minute of a stretch of time.
///
/// Shares no code with the module: days, weekdays and leap years are counted one by one, wall
/// clocks come from Python, and openings are painted on an array. Minutes are counted from 1970,
/// UTC.
struct MinuteStepper {
  /// Minutes of a day that are open: from, until.
  typealias Hours = (from: Int, until: Int)
  /// From a minute on, wall clocks are so many minutes ahead.
  typealias Offset = (minute: Int, offset: Int)

  struct Closure {
    /// Nothing for every year.
    let year: Int?
    let month: Int
    let day: Int
    let hours: Hours
  }

  struct Plan {
    /// Monday first.
    let week: [[Hours]]
    let closures: [Closure]
    let offsets: [Offset]
  }

  let first: Int
  /// Whether each minute from `first` on is open.
  private(set) var isOpen: [Bool]

  /// Walks through minutes, with whichever plan is in force: the last that has begun, or the first.
  init(_ range: Range<Int>, _ plans: [(from: Int, plan: Plan)]) {
    first = range.lowerBound
    isOpen = Array(repeating: false, count: range.count)
    for (index, entry) in plans.enumerated() {
      let from = index == 0 ? first : max(first, entry.from)
      let until =
        index + 1 < plans.count ? min(plans[index + 1].from, range.upperBound) : range.upperBound
      guard from < until else { continue }
      let painted = Self.paint(range, entry.plan)
      for minute in from..<until { isOpen[minute - first] = painted[minute - first] }
    }
  }
}

// MARK: Painting

extension MinuteStepper {
  private static func paint(_ range: Range<Int>, _ plan: Plan) -> [Bool] {
    // Two days more on both sides: hours that a zone skips move on.
    let margin = 2 * 1_440
    let wide = range.lowerBound - margin..<range.upperBound + margin
    var walls: [Int] = []
    walls.reserveCapacity(wide.count)
    var next = 0
    var offset = plan.offsets.first?.offset ?? 0
    for minute in wide {
      while next < plan.offsets.count, plan.offsets[next].minute <= minute {
        offset = plan.offsets[next].offset
        next += 1
      }
      walls.append(minute + offset)
    }
    var open = Array(repeating: false, count: wide.count)
    let clock = WallClock(walls)
    for day in Self.days(through: clock.last) where day.number * 1_440 + 1_440 > clock.lowest {
      guard clock.shows(day: day.number) else { continue }
      for run in Self.runs(on: day, plan) {
        let start = clock.index(of: day.number * 1_440 + run.from, isEnd: false)
        let end = clock.index(of: day.number * 1_440 + run.until, isEnd: true)
        for index in max(0, start)..<max(0, start, min(end, open.count)) { open[index] = true }
      }
    }
    return Array(open[margin..<margin + range.count])
  }

  private struct Day {
    let number: Int
    let year: Int
    let month: Int
    let day: Int
    /// Monday 0.
    let weekday: Int
  }

  /// Every day since 1970, counted one by one; kept, for it takes a while.
  private static let allDays: [Day] = {
    var days: [Day] = []
    var (year, month, day) = (1_970, 1, 1)
    for number in 0..<30_000 {
      days.append(
        Day(number: number, year: year, month: month, day: day, weekday: (number + 3) % 7))
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    return days
  }()

  private static func days(through wall: Int) -> ArraySlice<Day> {
    allDays[..<min(allDays.count, max(0, wall / 1_440 + 2))].suffix(100)
  }

  /// What is open on a day, in one piece each.
  private static func runs(on day: Day, _ plan: Plan) -> [Hours] {
    var minutes = Array(repeating: false, count: 1_440)
    for hours in plan.week[day.weekday] {
      for minute in hours.from..<hours.until { minutes[minute] = true }
    }
    for closure in plan.closures
    where closure.month == day.month && closure.day == day.day
      && closure.year ?? day.year == day.year
    {
      for minute in closure.hours.from..<closure.hours.until { minutes[minute] = false }
    }
    var runs: [Hours] = []
    for (minute, isOpen) in minutes.enumerated() where isOpen {
      if runs.last?.until == minute {
        runs[runs.count - 1].until = minute + 1
      } else {
        runs.append((minute, minute + 1))
      }
    }
    return runs
  }
}

/// Which minutes show which time on the wall.
private struct WallClock {
  let lowest: Int
  let last: Int
  /// The first and the last minute that shows each time from `lowest` on; -1 for none.
  private var firsts: [Int]
  private var lasts: [Int]

  init(_ walls: [Int]) {
    lowest = walls.min() ?? 0
    last = walls.max() ?? 0
    firsts = Array(repeating: -1, count: last - lowest + 1)
    lasts = firsts
    for (index, wall) in walls.enumerated() {
      if firsts[wall - lowest] < 0 { firsts[wall - lowest] = index }
      lasts[wall - lowest] = index
    }
  }

  func shows(day: Int) -> Bool {
    let minutes = (day * 1_440 - lowest..<day * 1_440 + 1_440 - lowest).clamped(to: firsts.indices)
    return firsts[minutes].contains { $0 >= 0 }
  }

  /// Where a wall-clock time is shown first, or last; if it never is, moved on by what is skipped.
  func index(of wall: Int, isEnd: Bool) -> Int {
    var shown = min(wall, last)
    while shown > lowest, shown < lowest || firsts[shown - lowest] < 0 { shown -= 1 }
    guard shown >= lowest else { return wall - lowest }
    let index = shown == wall && !isEnd ? firsts[shown - lowest] : lasts[shown - lowest]
    return index + wall - shown
  }
}
