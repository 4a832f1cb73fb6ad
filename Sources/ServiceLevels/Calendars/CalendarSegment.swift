/// A stretch in which a calendar is open or closed throughout, and what makes it so.
package struct CalendarSegment: Hashable, Sendable {
  package let start: Instant
  /// Later than `start`; not part of the stretch.
  package let end: Instant
  package let rule: Rule

  /// What makes a calendar open or closed.
  package enum Rule: Hashable, Sendable {
    /// It never closes.
    case always
    /// One of the week's openings, or what closures leave of it, on a local day.
    case opening(Opening, on: CivilDate)
    /// The week would open, and a closure forbids it.
    case closure(Closure, on: CivilDate)
    /// Nothing would open then.
    case outsideHours
  }

  /// How much runs in it, in milliseconds: all or nothing.
  package var runningMs: Int64 {
    switch rule {
    case .always, .opening: end - start
    case .closure, .outsideHours: 0
    }
  }
}

extension CalendarHistory {
  /// What is open and closed from `start` to `end`, one after the other, without gaps.
  ///
  /// Their `runningMs` add up to `running(from:to:)`. Found day by day, and not by the sums, so that
  /// each proves the other; takes as long as there are days.
  package func segments(from start: Instant, to end: Instant) -> [CalendarSegment] {
    var segments: [CalendarSegment] = []
    for (index, version) in versions.enumerated() {
      let from = index == 0 ? start : max(start, version.from)
      let until = index + 1 < versions.count ? min(end, versions[index + 1].from) : end
      guard from < until else { continue }
      segments += version.calendar.segments(in: from..<until)
    }
    return segments
  }
}

extension WorkingCalendar {
  fileprivate func segments(in range: Range<Instant>) -> [CalendarSegment] {
    guard !hours.isAlways else {
      return [CalendarSegment(start: range.lowerBound, end: range.upperBound, rule: .always)]
    }
    var segments: [CalendarSegment] = []
    // What an opening takes is taken: hours that overlap where clocks are set count once.
    var free = RangeSet(range)
    for (stretch, rule) in LocalDays(hours: hours, zone: zone).rules(in: range) {
      let mine = free.intersection(RangeSet(stretch))
      free.subtract(mine)
      segments += mine.ranges.map {
        CalendarSegment(start: $0.lowerBound, end: $0.upperBound, rule: rule)
      }
    }
    segments += free.ranges.map {
      CalendarSegment(start: $0.lowerBound, end: $0.upperBound, rule: .outsideHours)
    }
    return segments.sorted { $0.start < $1.start }
  }
}

extension LocalDays {
  /// All openings that may lie in a stretch, in order, and after them all closures.
  fileprivate func rules(
    in range: Range<Instant>
  ) -> [(range: Range<Instant>, rule: CalendarSegment.Rule)] {
    let dates = dates(in: range).filter(hasOpenings)
    let openings = dates.flatMap { date in
      hours.openings(on: date).map {
        (self.range(of: $0, on: date), CalendarSegment.Rule.opening($0, on: date))
      }
    }
    let closures = dates.flatMap { date in
      hours.closures(on: date).flatMap { closure in
        hours.week[date.weekday - 1].compactMap { $0.common(with: closure.hours) }.map {
          (self.range(of: $0, on: date), CalendarSegment.Rule.closure(closure, on: date))
        }
      }
    }
    return openings.sorted { $0.0.lowerBound < $1.0.lowerBound } + closures
  }
}
