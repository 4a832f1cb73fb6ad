package import ServiceLevels

/// Where the journal ends.
package struct Head: Equatable, Sendable {
  package var change: Int64
  package var recordedAt: Instant

  package init(change: Int64, recordedAt: Instant) {
    self.change = change
    self.recordedAt = recordedAt
  }

  /// The instant of a change that is recorded while the clock says this: never before the last one.
  ///
  /// Throws `clockBehind` where the clock is more than 5 s behind (design.md section 4).
  package func lifted(_ clock: Instant) throws(Failure) -> Instant {
    if recordedAt - clock > 5_000 {
      throw .refused(.clockBehind(clock: clock, journal: recordedAt))
    }
    return max(clock, recordedAt)
  }
}
