/// A stretch in which a calendar is open or closed throughout, and what makes it so.
package struct CalendarSegment: Hashable, Sendable {
  /// Half-open and not empty.
  package let range: Range<Instant>
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
    case .always, .opening: range.upperBound - range.lowerBound
    case .closure, .outsideHours: 0
    }
  }
}

extension CalendarHistory {
  /// What is open and closed from `start` to `end`, one after the other, without gaps.
  ///
  /// Their `runningMs` add up to `running(from:to:)`. Found day by day, and not by the sums, so
  /// that each proves the other; time and memory grow with the days.
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
    guard !hours.isAlways else { return [CalendarSegment(range: range, rule: .always)] }
    // What an opening takes is taken: hours that overlap where clocks are set count once.
    let rules = LocalDays(self).rules(in: range)
    let painting = Painting(of: range, cutBy: rules.map(\.range))
    let showing = painting.firstCovering(rules.map(\.range))
    return (0..<painting.count).reduce(into: []) { segments, place in
      let rule = showing[place].map { rules[$0].rule } ?? .outsideHours
      segments.append(painting.place(place), rule)
    }
  }
}

extension [CalendarSegment] {
  /// Adds a stretch, or makes the last one longer if it has the same rule.
  fileprivate mutating func append(_ range: Range<Instant>, _ rule: CalendarSegment.Rule) {
    guard let last, last.rule == rule else {
      append(CalendarSegment(range: range, rule: rule))
      return
    }
    let longer = last.range.lowerBound..<range.upperBound
    self[count - 1] = CalendarSegment(range: longer, rule: rule)
  }
}

extension LocalDays {
  /// All openings that may lie in a stretch, in order, and after them all closures.
  fileprivate func rules(in range: Range<Instant>) -> [CalendarSegment] {
    let dates = dates(in: range).filter(hasOpenings)
    let openings = dates.flatMap { date in
      hours.openings(on: date).map { segment($0, date, .opening($0, on: date)) }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let closures = dates.flatMap { date in
      hours.closures(on: date).flatMap { closure in
        hours.week[date.weekday - 1].compactMap { $0.common(with: closure.hours) }.map {
          segment($0, date, .closure(closure, on: date))
        }
      }
    }
    return (openings + closures).filter { $0.range.overlaps(range) }
  }

  private func segment(
    _ opening: Opening, _ date: CivilDate, _ rule: CalendarSegment.Rule
  ) -> CalendarSegment {
    CalendarSegment(range: self.range(of: opening, on: date), rule: rule)
  }
}
