/// A point on the one time line that all zones share.
///
/// Counted in whole milliseconds since 1970-01-01T00:00:00Z, every day having 86,400 seconds: leap
/// seconds are ignored, as POSIX does. From 0001-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.
package struct Instant: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, within `Instant.milliseconds`.
  package let milliseconds: Int64

  /// The milliseconds an instant can have; check those that come from outside before `init`.
  package static let milliseconds: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  /// 0001-01-01T00:00:00.000Z, before which there is no instant.
  package static let earliest = Instant(milliseconds: milliseconds.lowerBound)

  /// 9999-12-31T23:59:59.999Z, after which there is no instant.
  package static let latest = Instant(milliseconds: milliseconds.upperBound)

  /// The instant so many milliseconds after 1970-01-01T00:00:00Z.
  ///
  /// Traps outside `Instant.milliseconds`.
  package init(milliseconds: Int64) {
    precondition(Self.milliseconds.contains(milliseconds), "instant out of range")
    self.milliseconds = milliseconds
  }
}

extension Instant: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Instant {
  /// The instant so much later, or earlier if negative.
  ///
  /// Saturates: it stops at `earliest` and `latest`.
  package func advanced(byMilliseconds distance: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(distance)
    guard !overflow else { return distance < 0 ? .earliest : .latest }
    return Instant(clamping: sum)
  }

  /// The milliseconds from `right` to `left`, negative if `left` is the earlier one.
  package static func - (left: Instant, right: Instant) -> Int64 {
    left.milliseconds - right.milliseconds
  }

  /// The instant nearest to so many milliseconds after 1970-01-01T00:00:00Z.
  package init(clamping milliseconds: Int64) {
    let valid = Self.milliseconds
    self.init(milliseconds: min(max(milliseconds, valid.lowerBound), valid.upperBound))
  }
}
