extension CalendarHistory {
  /// The same wall-clock time so many working days later, or the first opening after it.
  ///
  /// A working day is a local day with an opening; the day of `start` does not count. Where that
  /// time is outside the openings, the next one's beginning is meant (service-levels.md 1.9.2), so
  /// that as much runs until then as until the closing before. `start` for a count of 0 or less.
  /// Takes as long as there are working days. `Instant.latest` if they never come.
  package func end(ofWorkingDays count: Int, from start: Instant) -> Instant {
    guard count > 0 else { return start }
    let time = version(at: start).calendar.zone.civil(at: start).millisecondOfDay
    var opening = start
    var zone = Zone.utc
    for _ in 0..<count {
      zone = version(at: opening).calendar.zone
      let tomorrow = zone.civil(at: opening).date.adding(days: 1)
      opening = firstOpening(from: zone.firstInstant(of: tomorrow))
      guard opening < .latest else { return .latest }
    }
    zone = version(at: opening).calendar.zone
    let date = zone.civil(at: opening).date
    let end = zone.instant(of: CivilDateTime(date: date, millisecondOfDay: time), overlap: .second)
    return firstOpening(from: end)
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
