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
  /// When nothing is left but what every year, or every 400 years, brings.
  let cycleStart: Instant?

  /// Days this far from a change of the clocks know nothing of it: none is set by so much.
  private static let reachMs: Int64 = 4 * LocalDays.dayMs

  init(hours: OpeningHours, zone: Zone) {
    let listedYear = zone.lastListedChange.map { zone.civil(at: $0).date.year }
    let steadyYear = max(LocalDays.firstYear, listedYear ?? 0, hours.lastDatedYear ?? 0) + 2
    // One year more than a cycle, since the hours of a day may reach over its end.
    let lastYear = steadyYear + 400
    let isEndless = lastYear < CivilDate.years.upperBound
    years = LocalDays.firstYear...min(lastYear, CivilDate.years.upperBound - 1)
    cycleStart = isEndless ? zone.firstInstant(of: CivilDate(firstOf: steadyYear)) : nil
    let start = zone.firstInstant(of: CivilDate(firstOf: years.lowerBound))
    let end = zone.firstInstant(of: CivilDate(firstOf: years.upperBound + 1))
    changes = zone.offsets(from: start, through: end)
    days = LocalDays(hours: hours, zone: zone.listing(from: start, through: end))
  }

  /// Where the calendar begins to do something else, in order.
  func cuts() -> [Cut] {
    var cuts = changes.map { Cut($0.at, .weekly(offsetMs: $0.offsetMs)) }
    var irregular = RangeSet(zip(changes, changes.dropFirst()).compactMap(disturbed))
    var latest = 0
    for date in days.hours.closureDays(years: years) {
      let noon = Int64(date.dayNumber) * LocalDays.dayMs + LocalDays.dayMs / 2
      while latest + 1 < changes.count,
        changes[latest + 1].at.milliseconds + changes[latest].offsetMs <= noon
      { latest += 1 }
      if let cutsOfDay = self.cuts(steady: date, at: latest) {
        cuts += cutsOfDay
      } else {
        irregular.insert(contentsOf: days.range(of: date))
      }
    }
    cuts.removeAll { irregular.contains($0.start) }
    for range in irregular.ranges { cuts += self.cuts(irregular: range) }
    return cuts.enumerated()
      .sorted {
        ($0.element.start, $0.element.rank, $0.offset) < (
          $1.element.start, $1.element.rank, $1.offset
        )
      }
      .map(\.element)
  }
}

// MARK: Stretches

extension CalendarCutter {
  /// A day with closures that knows nothing of a change of the clocks; nothing if it does.
  private func cuts(steady date: CivilDate, at index: Int) -> [Cut]? {
    let offset = changes[index].offsetMs
    let midnight = Int64(date.dayNumber) * LocalDays.dayMs - offset
    func instant(_ time: TimeOfDay) -> Instant {
      Instant(milliseconds: midnight + time.milliseconds)
    }
    let range = instant(.midnight)..<instant(.dayEnd)
    let next = index + 1 < changes.count ? changes[index + 1].at : .latest
    guard range.lowerBound - changes[index].at >= Self.reachMs,
      next - range.upperBound >= Self.reachMs
    else { return nil }
    let openings = days.hours.openings(on: date).map { instant($0.from)..<instant($0.until) }
    return cuts(range, openings, offsetMs: offset)
  }

  /// What is open in a stretch around a change of the clocks, opening by opening.
  private func cuts(irregular range: Range<Instant>) -> [Cut] {
    var open = RangeSet<Instant>()
    for date in days.dates(in: range) {
      for opening in days.openings(of: date) { open.insert(contentsOf: opening.clamped(to: range)) }
    }
    let after = changes[changes.partitioningIndex { $0.at > range.upperBound } - 1]
    return cuts(range, Array(open.ranges), offsetMs: after.offsetMs)
  }

  /// A stretch that opens only then, and what follows it.
  private func cuts(
    _ range: Range<Instant>, _ openings: [Range<Instant>], offsetMs: Int64
  ) -> [Cut] {
    let inside = openings.flatMap { [Cut($0.lowerBound, .open), Cut($0.upperBound, .closed)] }
    return [Cut(range.lowerBound, .closed)] + inside.filter { $0.start < range.upperBound }
      + [Cut(range.upperBound, .weekly(offsetMs: offsetMs))]
  }

  /// Around a change of the clocks, the time in which the week may be wrong; nothing if it is not.
  ///
  /// The week is right wherever an opening neither begins nor ends on wall clocks that skip, or
  /// show twice.
  private func disturbed(_ before: Zone.OffsetChange, _ after: Zone.OffsetChange) -> Range<Instant>?
  {
    let size = abs(after.offsetMs - before.offsetMs)
    let low = after.at.milliseconds + min(before.offsetMs, after.offsetMs)
    let edges = days.wallEdges(from: low - LocalDays.dayMs, through: low + size)
    guard edges.contains(where: { low...low + size ~= $0 }) else { return nil }
    let start = before.offsetMs < after.offsetMs ? 0 : -size
    return after.at.advanced(byMilliseconds: start)..<after.at.advanced(byMilliseconds: size)
  }
}

extension CalendarPieces.Cut {
  /// Where one stretch ends and another begins, the beginning holds.
  fileprivate var rank: Int {
    if case .weekly = kind { 0 } else { 1 }
  }
}
