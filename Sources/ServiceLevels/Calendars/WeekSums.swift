/// A week of openings summed up, so that any number of weeks is one multiplication.
///
/// Counts on a wall clock that nobody sets, in milliseconds since it showed 1970-01-01T00:00.
struct WeekSums: Hashable {
  /// What is open in a week.
  let openMs: Int64
  /// In order, counted from Monday 00:00.
  private let openings: [Stretch]

  private struct Stretch: Hashable {
    let start: Int64
    let end: Int64
    /// What is open from Monday 00:00 to the start.
    let openBefore: Int64
  }

  /// Sums up seven lists of openings, Monday's first.
  init(_ week: [[Opening]]) {
    var openings: [Stretch] = []
    var open: Int64 = 0
    for (day, hours) in week.enumerated() {
      for opening in hours {
        let start = Int64(day) * dayMs + opening.from.milliseconds
        let end = Int64(day) * dayMs + opening.until.milliseconds
        openings.append(Stretch(start: start, end: end, openBefore: open))
        open += end - start
      }
    }
    self.openings = openings
    openMs = open
  }

  private static let weekMs = 7 * dayMs
  /// 1970-01-01 was a Thursday: the week that it lies in began three days before.
  private static let mondayMs = -3 * dayMs
}

extension WeekSums {
  /// What is open before a time, counted from the Monday before 1970; negative before that.
  func open(before wall: Int64) -> Int64 {
    let (weeks, rest) = (wall - Self.mondayMs).floored(by: Self.weekMs)
    let count = openings.partitioningIndex { $0.start >= rest }
    guard count > 0 else { return weeks * openMs }
    let last = openings[count - 1]
    return weeks * openMs + last.openBefore + min(rest, last.end) - last.start
  }

  /// The least time before which so much is open; traps if nothing ever is.
  func leastTime(open: Int64) -> Int64 {
    time(in: (open - 1).floored(by: openMs), plus: 1)
  }

  /// The greatest time before which no more is open; traps if nothing ever is.
  func greatestTime(open: Int64) -> Int64 {
    time(in: open.floored(by: openMs), plus: 0)
  }

  /// The time so far into the opening in which a remainder of a week's sum lies.
  private func time(in sum: (quotient: Int64, remainder: Int64), plus extra: Int64) -> Int64 {
    let count = openings.partitioningIndex { $0.openBefore > sum.remainder }
    let opening = openings[count - 1]
    let into = sum.remainder - opening.openBefore + extra
    return Self.mondayMs + sum.quotient * Self.weekMs + opening.start + into
  }
}
