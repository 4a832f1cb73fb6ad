/// Windows that come again, each beginning at the same time of day and lasting as long.
///
/// Kept as a local beginning and a length, and not as a local end, so that a window of an hour is
/// an hour on the day clocks are changed as well. (availability.md 2.2)
package struct Recurrence: Hashable, Sendable {
  package let rule: RecurrenceRule
  /// What the zone's wall clocks show at the beginning; before 24:00.
  package let start: TimeOfDay
  /// 1 to `longestMs`.
  package let durationMs: Int64
  package let zone: Zone
  /// The day that is counted from, and before which there is no window.
  package let from: CivilDate
  /// The last day on which a window may begin; `nil` if they come for ever.
  package let until: CivilDate?

  /// The longest window that can recur: 366 days of 24 hours.
  package static let longestMs: Int64 = longestYearMs

  /// Throws if a number is none that is allowed, or if the last day is before the first.
  package init(
    _ rule: RecurrenceRule, start: TimeOfDay, durationMs: Int64, zone: Zone,
    from: CivilDate, until: CivilDate? = nil
  ) throws(RecurrenceFailure) {
    try rule.check()
    guard start < .dayEnd else { throw .startsAtDayEnd }
    guard 1...Self.longestMs ~= durationMs else {
      throw .duration(milliseconds: durationMs)
    }
    if let until, until < from {
      throw .endsBeforeItBegins(from: from, until: until)
    }
    self.rule = rule
    self.start = start
    self.durationMs = durationMs
    self.zone = zone
    self.from = from
    self.until = until
  }

  /// One window of a series.
  package struct Occurrence: Hashable, Sendable {
    /// The local day it belongs to, by which the series can name it.
    package let date: CivilDate
    package let range: Range<Instant>
  }
}

extension Recurrence {
  /// The windows that have a part within the range, ascending; also those that began before it.
  ///
  /// A beginning that wall clocks skip is the first instant after the gap, one that they show twice
  /// the earlier one. Two days may share an instant where a zone skips a whole day. Costs what the
  /// range holds, wherever the series began. (availability.md 2.2)
  package func occurrences(in range: Range<Instant>) -> [Occurrence] {
    guard !range.isEmpty else { return [] }
    // No wall clock is moved by more than a day, so that two days more on either side hold all.
    let reach = range.lowerBound.advanced(byMilliseconds: -durationMs)
    let first = max(zone.civil(at: reach).date.adding(days: -2), CivilDate(firstOf: 1))
    let last = min(zone.civil(at: range.upperBound).date.adding(days: 2), until ?? .last)
    guard first <= last else { return [] }
    return rule.days(from: from, within: first...last).map(occurrence).filter {
      $0.range.overlaps(range)
    }
  }

  private func occurrence(on date: CivilDate) -> Occurrence {
    let begin = CivilDateTime(date: date, millisecondOfDay: Int(start.milliseconds))
    let start = zone.instant(of: begin, overlap: .first, gap: .end)
    return Occurrence(date: date, range: start..<start.advanced(byMilliseconds: durationMs))
  }
}

extension CivilDate {
  fileprivate static let last = CivilDate(dayNumber: .max)
}
