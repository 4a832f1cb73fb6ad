package import ServiceLevels

/// Where the journal ends.
package struct Head: Equatable, Sendable {
  package var change: Int64
  package var recordedAt: Instant

  package init(change: Int64, recordedAt: Instant) {
    self.change = change
    self.recordedAt = recordedAt
  }

  /// How far behind the last change a clock is lifted to it, as clocks of several machines differ.
  private static let liftedMs: Int64 = 5_000
  /// How long a desk rests, over holidays, before it is asked whether the clock is right.
  private static let restMs: Int64 = 35 * 86_400_000

  /// How a clock fits the journal (design.md section 4).
  package func fit(of clock: Instant) -> ClockFit {
    if recordedAt - clock > Self.liftedMs { return .behind }
    return clock - recordedAt > Self.restMs ? .leapt : .fits
  }

  /// The instant of a write: what the clock says, and never before the last change.
  ///
  /// - Parameter mayLeap: whether the clock may say any later time.
  package func instant(ofWriteAt clock: Instant, mayLeap: Bool) throws(Refusal) -> Instant {
    switch fit(of: clock) {
    case .behind: throw .clockBehind(clock: clock, journal: recordedAt)
    case .leapt where !mayLeap: throw .clockAhead(clock: clock, journal: recordedAt)
    case .leapt, .fits: return max(clock, recordedAt)
    }
  }
}

/// How a clock fits the last change of a journal.
package enum ClockFit: Equatable, Sendable {
  case fits
  /// It is behind, or the journal ran ahead.
  case behind
  /// It is so far ahead that it may be wrong.
  case leapt
}
