/// A stretch of a clock's history, and why its time counts or does not.
package struct ProofSegment: Hashable, Sendable {
  /// Half-open and not empty.
  package let range: Range<Instant>
  package let reason: Reason
  /// The number of the target version in force.
  package let targetVersion: Int
  /// The name of the calendar that measures it, in whose zone its rule speaks of days.
  package let calendar: String
  /// What of it counts, in milliseconds: all or nothing.
  package let countedMs: Int64

  /// Why time counts or does not.
  package enum Reason: Hashable, Sendable {
    /// The clock ran, and so the calendar's rule decides.
    case calendar(CalendarSegment.Rule)
    /// The clock was halted for this reason.
    case paused(String)
    /// Between a stop and the reopening that undid it.
    case resolved
  }
}

extension ClockReading {
  /// Everything from the start to `end`, without `end`: one after the other, without gaps.
  ///
  /// Their `countedMs` add up to what has elapsed by then: if `end` is `at`, to `elapsedMs`; if it
  /// is `due` or `limit`, to `budgetMs`. Later than the reading it goes on as if nothing more
  /// happened, which for a clock that does not run is no segment at all. Time and memory grow with
  /// the days.
  package func proof(to end: Instant) -> [ProofSegment] {
    var proof: [ProofSegment] = []
    for segment in segments where segment.from.at < end {
      let range = segment.from.at..<min(segment.to.at, end)
      let (version, calendar) = (segment.targetVersion, segment.calendar)
      switch segment.kind {
      case .running: proof += counted(range, version, calendar)
      case .paused(let reason):
        proof.append(ProofSegment(range, .paused(reason), version, calendar))
      case .resolved: proof.append(ProofSegment(range, .resolved, version, calendar))
      }
    }
    guard state == .running, at < end else { return proof }
    return proof + counted(at..<end, target.version, target.calendar)
  }

  private func counted(
    _ range: Range<Instant>, _ version: Int, _ calendar: String
  ) -> [ProofSegment] {
    calendars.calendar(ofClock: calendar).segments(from: range.lowerBound, to: range.upperBound).map
    {
      ProofSegment($0.range, .calendar($0.rule), version, calendar, countedMs: $0.runningMs)
    }
  }
}

extension ProofSegment {
  fileprivate init(
    _ range: Range<Instant>, _ reason: Reason, _ targetVersion: Int, _ calendar: String,
    countedMs: Int64 = 0
  ) {
    self.range = range
    self.reason = reason
    self.targetVersion = targetVersion
    self.calendar = calendar
    self.countedMs = countedMs
  }
}
