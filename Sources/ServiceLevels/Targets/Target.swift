/// What a service level promises: an amount of running time, working days, or a civil period.
///
/// Counts are positive; a period of none or less gives a budget of 0. (service-levels.md 1.9)
package struct Target: Hashable, Sendable {
  package let amount: Amount
  /// Whether it counts round the clock whatever the policy's calendar is, as `always` says.
  package let isAlways: Bool

  /// An amount, on the policy's calendar unless it always counts.
  package init(_ amount: Amount, isAlways: Bool = false) {
    self.amount = amount
    self.isAlways = isAlways
  }

  /// The counts of days, weeks and months that can be written.
  package static let counts = 1...9_999

  /// The ways in which time is promised.
  package enum Amount: Hashable, Sendable {
    /// `30m`, `4h`: counted while the calendar is open.
    case running(milliseconds: Int64)
    /// `1wd`: until the same wall-clock time so many days later, counting days with an opening.
    case workingDays(Int)
    /// `1d`: until the same wall-clock time so many days later.
    case days(Int)
    /// `1w`: until the same wall-clock time so many weeks later.
    case weeks(Int)
    /// `1mo`: until that time on the same day of the month, or on the month's last day.
    case months(Int)
  }
}

extension Target {
  /// Whether it is a civil day, week or month, which no working calendar can measure.
  package var isCivil: Bool {
    switch amount {
    case .running, .workingDays: false
    case .days, .weeks, .months: true
    }
  }

  /// The running time that it is; nil of days, which are as long as the calendar makes them.
  package var runningMs: Int64? {
    if case .running(let milliseconds) = amount { milliseconds } else { nil }
  }

  /// Whether it counts days on which a calendar opens.
  package var countsWorkingDays: Bool {
    if case .workingDays = amount { true } else { false }
  }

  /// The calendar that measures it: the policy's, or one that is always open in the same zones.
  package func calendar(for policy: CalendarHistory) -> CalendarHistory {
    isAlways ? policy.roundTheClock : policy
  }

  /// The running milliseconds that a clock started at this instant may use, at least 0.
  ///
  /// Fixed once, at the clock's start, so that it can be paused like any other (1.9.4). A civil
  /// period ends on the wall clock of the calendar's zone: a day over a change of daylight saving
  /// time is such as 23 or 25 hours. An end that is skipped moves on by the gap; one that is shown
  /// twice is the second, as it is for every closing. Ends no later than `Instant.latest`. Throws
  /// for a civil period on a calendar that is not always open at the start.
  package func budget(
    from start: Instant, on policy: CalendarHistory
  ) throws(CivilTargetFailure) -> Int64 {
    try requireMeasurable(on: policy, at: start)
    return measured(from: start, on: calendar(for: policy))
  }

  /// The budget on a calendar that is always open in a zone.
  package func budget(from start: Instant, in zone: Zone) -> Int64 {
    measured(from: start, on: CalendarHistory(.always(in: zone)))
  }

  private func measured(from start: Instant, on calendar: CalendarHistory) -> Int64 {
    let zone = calendar.version(at: start).calendar.zone
    let end =
      switch amount {
      case .running(let milliseconds): start.advanced(byMilliseconds: milliseconds)
      case .workingDays(let count): calendar.end(ofWorkingDays: count, from: start)
      case .days(let count): civilEnd(from: start, in: zone) { $0.adding(days: count) }
      case .weeks(let count):
        civilEnd(from: start, in: zone) {
          $0.adding(days: min(max(count, 0), CivilDate.years.upperBound * 53) * 7)
        }
      case .months(let count): civilEnd(from: start, in: zone) { $0.adding(months: count) }
      }
    if case .running = amount { return max(0, end - start) }
    return calendar.running(from: start, to: end)
  }

  /// Refuses a civil period on a calendar that is not always open at an instant (1.9.2).
  package func requireMeasurable(
    on policy: CalendarHistory, at instant: Instant
  ) throws(CivilTargetFailure) {
    let calendar = calendar(for: policy).version(at: instant).calendar
    guard isCivil, !calendar.hours.isAlways else { return }
    throw CivilTargetFailure(target: self, workingDaysPerWeek: calendar.hours.openDaysPerWeek)
  }

  private func civilEnd(
    from start: Instant, in zone: Zone, _ end: (CivilDate) -> CivilDate
  ) -> Instant {
    let local = zone.civil(at: start)
    let civil = CivilDateTime(date: end(local.date), millisecondOfDay: local.millisecondOfDay)
    return zone.instant(of: civil, overlap: .second)
  }
}

/// That a civil period was promised on a calendar that closes, where it could mean many things.
package struct CivilTargetFailure: Error, Hashable, Sendable {
  package let target: Target
  /// Weekdays on which the calendar opens, 0 to 7.
  package let workingDaysPerWeek: Int

  /// What may have been meant: as much running time, working days, the period round the clock.
  ///
  /// A month is no fixed number of hours or working days and leaves only the last. Each can be
  /// written if the target itself can; what would be too long is left out.
  package var alternatives: [Target] {
    let days: (running: Int, working: Int)? =
      switch target.amount {
      case .days(let count): (count, count)
      case .weeks(let count) where Target.counts ~= count: (count * 7, count * workingDaysPerWeek)
      default: nil
      }
    var amounts: [Target.Amount] = []
    if let days, 1...Int(DurationText.longestMs / dayMs) ~= days.running {
      amounts.append(.running(milliseconds: Int64(days.running) * dayMs))
    }
    if let days, Target.counts ~= days.working { amounts.append(.workingDays(days.working)) }
    return amounts.map { Target($0) } + [Target(target.amount, isAlways: true)]
  }
}
