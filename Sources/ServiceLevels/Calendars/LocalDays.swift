/// The days of a calendar, their openings as instants.
struct LocalDays {
  let hours: OpeningHours
  let zone: Zone

  init(hours: OpeningHours, zone: Zone) {
    self.hours = hours
    self.zone = zone
  }

  init(_ calendar: WorkingCalendar) {
    self.init(hours: calendar.hours, zone: calendar.zone)
  }

  /// The first year that has openings.
  static let firstYear = 1_970
}

extension LocalDays {
  /// From the first instant of a day to the last that shows the midnight after it.
  ///
  /// Empty if the zone skips the day.
  func range(of date: CivilDate) -> Range<Instant> {
    let start = zone.firstInstant(of: date)
    return start..<max(start, end(of: date))
  }

  /// The last instant that shows the midnight after a day, or the first behind a gap over it.
  func end(of date: CivilDate) -> Instant {
    let midnight = CivilDateTime(date: date.adding(days: 1), millisecondOfDay: 0)
    return zone.instant(of: midnight, overlap: .second, gap: .end)
  }

  /// Whether a day can have openings: not before 1970, nor if the zone skips it.
  func hasOpenings(_ date: CivilDate) -> Bool {
    date.year >= Self.firstYear && !range(of: date).isEmpty
  }

  /// A day's openings without its closures, as the zone's wall clocks show them.
  ///
  /// They may overlap where the clocks are set.
  func openings(of date: CivilDate) -> [Range<Instant>] {
    let openings = hours.openings(on: date)
    guard !openings.isEmpty, hasOpenings(date) else { return [] }
    return openings.map { range(of: $0, on: date) }
  }

  /// From the first instant that shows an opening's beginning to the last that shows its end.
  func range(of opening: Opening, on date: CivilDate) -> Range<Instant> {
    let start = instant(opening.from, on: date, .first)
    return start..<max(start, instant(opening.until, on: date, .second))
  }

  /// The days of which hours may lie in a stretch, some more at both ends.
  func dates(in range: Range<Instant>) -> [CivilDate] {
    // What a zone skips moves on, so that the day before may reach in.
    let first = zone.civil(at: range.lowerBound).date.dayNumber - 2
    let last = zone.civil(at: range.upperBound).date.dayNumber + 1
    return (first...max(first, last)).map(CivilDate.init(dayNumber:))
  }

  /// Whether an opening begins or ends between two times on the wall, both included.
  ///
  /// In milliseconds since wall clocks showed 1970-01-01T00:00.
  func hasEdge(from start: Int64, through end: Int64) -> Bool {
    // A day's end is the next one's beginning.
    let first = start.floored(by: dayMs).quotient - 1
    return (first...end.floored(by: dayMs).quotient).contains { day in
      let midnight = day * dayMs
      return hours.openings(on: CivilDate(dayNumber: Int(day))).contains { opening in
        start...end ~= midnight + opening.from.milliseconds
          || start...end ~= midnight + opening.until.milliseconds
      }
    }
  }

  private func instant(
    _ time: TimeOfDay, on date: CivilDate, _ overlap: Zone.Overlap
  ) -> Instant {
    let isEnd = time == .dayEnd
    let civil = CivilDateTime(
      date: isEnd ? date.adding(days: 1) : date,
      millisecondOfDay: isEnd ? 0 : Int(time.milliseconds))
    return zone.instant(of: civil, overlap: overlap)
  }
}
