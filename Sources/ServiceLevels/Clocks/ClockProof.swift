/// A stretch of a clock's history, and why its time counts or does not.
package struct ProofSegment: Hashable, Sendable {
  package let start: Instant
  /// Later than `start`; not part of the stretch.
  package let end: Instant
  package let reason: Reason
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
  /// Everything from the start to `end`, one after the other, without gaps.
  ///
  /// Their `countedMs` add up to what has elapsed by then: through `at` to `elapsedMs`, through `due`
  /// or `limit` to `budgetMs`. Later than the reading it goes on as if nothing more happened, which
  /// for a clock that does not run is no segment at all.
  package func proof(through end: Instant) -> [ProofSegment] {
    var proof: [ProofSegment] = []
    for segment in segments where segment.from.at < end {
      let until = min(segment.to.at, end)
      switch segment.kind {
      case .running: proof += counted(from: segment.from.at, to: until, on: segment.calendar)
      case .paused(let reason): proof.append(halted(segment.from.at, until, .paused(reason)))
      case .resolved: proof.append(halted(segment.from.at, until, .resolved))
      }
    }
    guard state == .running else { return proof }
    return proof + counted(from: at, to: end, on: target.calendar)
  }

  private func counted(from start: Instant, to end: Instant, on calendar: String) -> [ProofSegment]
  {
    calendars[calendar].segments(from: start, to: end).map {
      ProofSegment(
        start: $0.start, end: $0.end, reason: .calendar($0.rule), countedMs: $0.runningMs)
    }
  }

  private func halted(
    _ start: Instant, _ end: Instant, _ reason: ProofSegment.Reason
  ) -> ProofSegment {
    ProofSegment(start: start, end: end, reason: reason, countedMs: 0)
  }
}
