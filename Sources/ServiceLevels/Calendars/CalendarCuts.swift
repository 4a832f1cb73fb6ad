extension CalendarPieces {
  /// Cuts all time where a calendar leaves its week, or the clocks of its zone are set.
  init(hours: OpeningHours, zone: Zone) {
    let week = WeekSums(hours.week)
    guard !hours.isAlways else {
      self.init(cuts: [Cut(.earliest, .open)], week: week, repeating: nil)
      return
    }
    let cutter = CalendarCutter(hours: hours, zone: zone)
    self.init(cuts: cutter.cuts(), week: week, repeating: cutter.cycleStart)
  }
}

/// Finds the stretches in which a calendar follows its week, and what it does between them.
private struct CalendarCutter {
  typealias Cut = CalendarPieces.Cut

  private let days: LocalDays
  private let years: ClosedRange<Int>
  private let changes: [Zone.OffsetChange]
  /// A day, and the largest step of the zone's clocks: no change touches a day so far from it.
  private let reachMs: Int64
  /// When nothing is left but what every year, or every 400 years, brings.
  let cycleStart: Instant?

  init(hours: OpeningHours, zone: Zone) {
    let listedYear = zone.lastListedChange.map { zone.civil(at: $0).date.year }
    let steadyYear = max(LocalDays.firstYear, listedYear ?? 0, hours.lastDatedYear ?? 0) + 2
    // One year more than a cycle, since the hours of a day may reach over its end.
    let lastYear = steadyYear + 400
    let isEndless = lastYear < CivilDate.years.upperBound
    years = LocalDays.firstYear...min(lastYear, CivilDate.years.upperBound)
    cycleStart = isEndless ? zone.firstInstant(of: CivilDate(firstOf: steadyYear)) : nil
    let start = zone.firstInstant(of: CivilDate(firstOf: years.lowerBound))
    let end = isEndless ? zone.firstInstant(of: CivilDate(firstOf: lastYear + 1)) : .latest
    let listed = zone.listing(from: start, through: end)
    changes = listed.offsets(from: start, through: end)
    let settings = zip(changes, changes.dropFirst()).map { abs($1.offsetMs - $0.offsetMs) }
    reachMs = dayMs + (settings.max() ?? 0)
    days = LocalDays(hours: hours, zone: listed)
  }

  /// Where the calendar begins to do something else, in order.
  func cuts() -> [Cut] {
    var cuts: [Cut] = []
    var irregular = zip(changes, changes.dropFirst()).flatMap {
      [disturbed($0, $1), hurried($0, $1)]
    }
    .compactMap { $0 }
    var latest = 0
    for date in days.hours.closureDays(years: years) {
      let noon = Int64(date.dayNumber) * dayMs + dayMs / 2
      while latest + 1 < changes.count,
        changes[latest + 1].at.milliseconds + changes[latest].offsetMs <= noon
      { latest += 1 }
      if let range = steadyRange(of: date, at: latest) {
        let openings = days.hours.openings(on: date).map { $0.range(from: range.lowerBound) }
        cuts.append(range, opening: openings, then: changes[latest].offsetMs)
      } else {
        irregular.append(days.range(of: date))
      }
    }
    irregular = irregular.merged()
    for change in changes {
      let next = irregular.partitioningIndex { $0.upperBound > change.at }
      if next < irregular.count, irregular[next].contains(change.at) { continue }
      cuts.append(Cut(change.at, .weekly(offsetMs: change.offsetMs)))
    }
    for range in irregular {
      let after = changes[changes.partitioningIndex { $0.at > range.upperBound } - 1]
      cuts.append(range, opening: openings(in: range), then: after.offsetMs)
    }
    return cuts.sorted { ($0.start, $0.rank) < ($1.start, $1.rank) }
  }
}

// MARK: Stretches

extension CalendarCutter {
  /// A day that knows nothing of a change of the clocks, the last before it having this index.
  ///
  /// Nothing if it may know.
  private func steadyRange(of date: CivilDate, at index: Int) -> Range<Instant>? {
    let midnight = Int64(date.dayNumber) * dayMs - changes[index].offsetMs
    let range = Instant(clamping: midnight)..<Instant(clamping: midnight + dayMs)
    let next = index + 1 < changes.count ? changes[index + 1].at : .latest
    guard range.lowerBound - changes[index].at >= reachMs,
      next - range.upperBound >= reachMs
    else { return nil }
    return range
  }

  /// What is open in a stretch around a change of the clocks, opening by opening.
  private func openings(in range: Range<Instant>) -> [Range<Instant>] {
    days.dates(in: range).flatMap { days.openings(of: $0) }.map { $0.clamped(to: range) }.merged()
  }

  /// Around a change of the clocks, the time in which the week may be wrong; nothing if it is not.
  ///
  /// The week is right wherever an opening neither begins nor ends on wall clocks that skip, or
  /// show twice.
  private func disturbed(_ before: Zone.OffsetChange, _ after: Zone.OffsetChange) -> Range<Instant>?
  {
    let size = abs(after.offsetMs - before.offsetMs)
    let low = after.at.milliseconds + min(before.offsetMs, after.offsetMs)
    guard days.hasEdge(from: low, through: low + size) else { return nil }
    let start = before.offsetMs < after.offsetMs ? 0 : -size
    return after.at.advanced(byMilliseconds: start)..<after.at.advanced(byMilliseconds: size)
  }

  /// Around two changes of the clocks that are so close that one day may know both.
  private func hurried(_ left: Zone.OffsetChange, _ right: Zone.OffsetChange) -> Range<Instant>? {
    // The first entry is no change, but what holds at the beginning.
    guard left.at > changes[0].at, right.at - left.at < 2 * reachMs else { return nil }
    return left.at.advanced(byMilliseconds: -reachMs)..<right.at.advanced(byMilliseconds: reachMs)
  }
}

extension Opening {
  /// The opening of a day that begins at an instant and in which no clock is set.
  fileprivate func range(from midnight: Instant) -> Range<Instant> {
    midnight.advanced(
      byMilliseconds: from.milliseconds)..<midnight.advanced(byMilliseconds: until.milliseconds)
  }
}

extension [CalendarPieces.Cut] {
  /// Adds a stretch that opens only then, and what follows it.
  fileprivate mutating func append(
    _ range: Range<Instant>, opening: [Range<Instant>], then offsetMs: Int64
  ) {
    append(Element(range.lowerBound, .closed))
    for opening in opening {
      append(Element(opening.lowerBound, .open))
      if opening.upperBound < range.upperBound { append(Element(opening.upperBound, .closed)) }
    }
    append(Element(range.upperBound, .weekly(offsetMs: offsetMs)))
  }
}

extension CalendarPieces.Cut {
  /// Which holds of those at the same instant: what ends a stretch gives way to what begins one.
  fileprivate var rank: Int {
    switch kind {
    case .weekly: 0
    case .closed: 1
    case .open: 2
    }
  }
}
