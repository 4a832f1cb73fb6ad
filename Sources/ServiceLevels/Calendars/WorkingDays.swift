extension CalendarHistory {
  /// The same wall-clock time so many working days later, or the first opening after it.
  ///
  /// A working day is a local day with an opening; the day of `start` does not count. Where that
  /// time is outside the openings, the next one's beginning is meant (service-levels.md 1.9.2), so
  /// that as much runs until then as until the closing before. `start` for a count of 0 or less.
  /// Takes as long as there are working days. `Instant.latest` if they never come.
  package func end(ofWorkingDays count: Int, from start: Instant) -> Instant {
    guard count > 0 else { return start }
    let calendar = version(at: start).calendar
    let local = calendar.zone.civil(at: start)
    var (days, date) = (LocalDays(calendar), local.date)
    for _ in 0..<count {
      guard let next = workingDay(after: date, on: days) else { return .latest }
      (days, date) = next
    }
    let end = CivilDateTime(date: date, millisecondOfDay: local.millisecondOfDay)
    return firstOpening(from: days.zone.instant(of: end, overlap: .second))
  }

  /// The first later day with an opening of its own, and the calendar in force on it.
  ///
  /// Hours that clocks move over midnight do not make a day a working day, and a date counts once,
  /// also if a later version hangs on a wall to the west.
  private func workingDay(
    after last: CivilDate, on days: LocalDays
  ) -> (days: LocalDays, date: CivilDate)? {
    var midnight = days.end(of: last)
    while true {
      let opening = firstOpening(from: midnight)
      guard opening < .latest else { return nil }
      let days = LocalDays(version(at: opening).calendar)
      let date = days.zone.civil(at: opening).date
      if date > last, !days.hours.openings(on: date).isEmpty { return (days, date) }
      midnight = days.end(of: date)
    }
  }

  /// Always open in the zones of the versions.
  var roundTheClock: CalendarHistory {
    CalendarHistory(
      versions: versions.map { CalendarVersion(from: $0.from, .always(in: $0.calendar.zone)) })
  }
}

extension OpeningHours {
  /// On how many weekdays it opens, 0 to 7.
  package var openDaysPerWeek: Int {
    week.count { !$0.isEmpty }
  }
}
