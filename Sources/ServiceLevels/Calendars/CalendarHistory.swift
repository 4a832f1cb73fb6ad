/// A working calendar with all its versions: each stretch of time is measured by the one in force.
///
/// All measures are running milliseconds: time in which the calendar is open. What begins is part
/// of a stretch and what ends it is not. (service-levels.md 1.0, 1.6, 1.9)
package struct CalendarHistory: Hashable, Sendable {
  /// In order of time; the first one holds before its instant too.
  package let versions: [CalendarVersion]
  /// What was open before each version's instant, whichever version was in force.
  private let openBefore: [Int64]
  /// By how much the history's sums exceed those of each version's calendar.
  private let shifts: [Int64]

  /// Round the clock, in UTC.
  package static let always = CalendarHistory(.always(in: .utc))

  /// A calendar that has never been another.
  package init(_ calendar: WorkingCalendar) {
    self.init(versions: [CalendarVersion(from: .earliest, calendar)])
  }

  /// Versions in any order; of two with one instant the later in the list holds.
  ///
  /// Traps on an empty list.
  package init(versions: [CalendarVersion]) {
    precondition(!versions.isEmpty, "a calendar without a version")
    var ordered: [CalendarVersion] = []
    for version in versions.stablySorted(by: \.from) {
      if ordered.last?.from == version.from { ordered.removeLast() }
      ordered.append(version)
    }
    self.versions = ordered
    var sums: [Int64] = [0]
    var shifts: [Int64] = [0]
    for (version, next) in zip(ordered, ordered.dropFirst()) {
      let sum = version.calendar.open(before: next.from) + shifts[shifts.count - 1]
      sums.append(sum)
      shifts.append(sum - next.calendar.open(before: next.from))
    }
    openBefore = sums
    self.shifts = shifts
  }
}

/// A working calendar, and since when it is in force.
package struct CalendarVersion: Hashable, Sendable {
  package let from: Instant
  package let calendar: WorkingCalendar

  package init(from: Instant, _ calendar: WorkingCalendar) {
    self.from = from
    self.calendar = calendar
  }
}

// MARK: Running time

extension CalendarHistory {
  /// The running milliseconds from `start` to `end`, 0 if `end` is not later.
  package func running(from start: Instant, to end: Instant) -> Int64 {
    start < end ? open(before: end) - open(before: start) : 0
  }

  /// The least instant at which so much has run since `start`: when something is due.
  ///
  /// `start` itself for 0 or less. A budget that is used up at closing time is due then. Saturates
  /// at `Instant.latest`.
  package func due(after milliseconds: Int64, from start: Instant) -> Instant {
    milliseconds <= 0 ? start : leastInstant(open: sum(start, milliseconds))
  }

  /// The greatest instant at which no more has run since `start`: the limit.
  ///
  /// Later than the least one only if the calendar is closed in between. Saturates at
  /// `Instant.latest`.
  package func limit(after milliseconds: Int64, from start: Instant) -> Instant {
    greatestInstant(open: sum(start, max(0, milliseconds)))
  }

  /// The greatest instant from which so much runs until `end`: the latest time to begin.
  ///
  /// `end` itself for 0 or less. Saturates at `Instant.earliest`.
  package func latestStart(before milliseconds: Int64, until end: Instant) -> Instant {
    milliseconds <= 0 ? end : greatestInstant(open: sum(end, -milliseconds))
  }

  /// The least instant from which no more runs until `end`.
  ///
  /// Saturates at `Instant.earliest`.
  package func earliestStart(before milliseconds: Int64, until end: Instant) -> Instant {
    leastInstant(open: sum(end, -max(0, milliseconds)))
  }

  /// The first instant from this one on at which it is open.
  ///
  /// `Instant.latest` if it never is again.
  package func firstOpening(from instant: Instant) -> Instant {
    limit(after: 0, from: instant)
  }

  /// Whether it is open at an instant: from an opening's first millisecond to before its end.
  ///
  /// Never at `Instant.latest`, after which nothing runs.
  package func isOpen(at instant: Instant) -> Bool {
    running(from: instant, to: instant.advanced(byMilliseconds: 1)) > 0
  }

  /// The version in force at an instant.
  package func version(at instant: Instant) -> CalendarVersion {
    versions[index(at: instant)]
  }
}

// MARK: Sums

extension CalendarHistory {
  private func index(at instant: Instant) -> Int {
    max(0, versions.partitioningIndex { $0.from > instant } - 1)
  }

  /// What is open before an instant.
  private func open(before instant: Instant) -> Int64 {
    let index = index(at: instant)
    return versions[index].calendar.open(before: instant) + shifts[index]
  }

  /// What is open before `start`, and so much more or less; no more than all time has.
  private func sum(_ start: Instant, _ milliseconds: Int64) -> Int64 {
    open(before: start) + min(milliseconds, Instant.latest - Instant.earliest)
  }

  private func leastInstant(open: Int64) -> Instant {
    guard open > 0 else { return .earliest }
    let index = openBefore.partitioningIndex { $0 >= open } - 1
    return versions[index].calendar.leastInstant(open: open - shifts[index])
  }

  private func greatestInstant(open: Int64) -> Instant {
    guard open >= 0 else { return .earliest }
    let index = openBefore.partitioningIndex { $0 > open } - 1
    return versions[index].calendar.greatestInstant(open: open - shifts[index])
  }
}
