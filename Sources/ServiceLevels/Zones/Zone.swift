/// A named history of what wall clocks show somewhere, and the rule for its future.
///
/// Made from the bytes of a TZif file, which the caller reads: see RFC 9636.
package struct Zone: Hashable, Sendable {
  /// Such as `Europe/Berlin`; taken from the caller as it is.
  package let name: String
  private let table: ZoneTable

  /// Reads the bytes of a TZif file of version 1 to 4.
  ///
  /// Throws on whatever is not well-formed: an unknown version, missing or surplus bytes, times
  /// out of order, offsets of more than a day, leap seconds, a footer that is no rule.
  package init(name: String, bytes: [UInt8]) throws(ZoneFailure) {
    self.name = name
    var file = ZoneFile(bytes)
    table = try file.table()
  }

  /// Coordinated universal time, named `UTC`.
  package static let utc = Zone(
    name: "UTC",
    table: ZoneTable(
      first: LocalTimeType(offset: 0, abbreviation: "UTC"), changes: [], rule: nil))

  private init(name: String, table: ZoneTable) {
    self.name = name
    self.table = table
  }

  /// Which of the two instants is meant when a wall clock shows a time twice.
  package enum Overlap: Hashable, Sendable {
    /// Before the clock is set back: right for an opening.
    case first
    /// After the clock was set back: right for a closing, and so for a deadline.
    case second
  }
}

// MARK: From instants to wall clocks

extension Zone {
  /// Seconds that the zone's wall clocks are ahead of UTC, negative to the west.
  package func offsetSeconds(at instant: Instant) -> Int {
    table.type(at: instant.second).offset
  }

  /// The zone's short name at that instant, such as `CEST` or `+03`.
  package func abbreviation(at instant: Instant) -> String {
    table.type(at: instant.second).abbreviation
  }

  /// What the zone's wall clocks show at that instant.
  package func civil(at instant: Instant) -> CivilDateTime {
    CivilDateTime(
      wallMilliseconds: Int(instant.milliseconds) + offsetSeconds(at: instant) * 1_000)
  }
}

// MARK: From wall clocks to instants

extension Zone {
  /// The instant at which the zone's wall clocks show this.
  ///
  /// A time that is shown twice means one of two instants, by `overlap`. A time that is skipped
  /// is moved forward by what is skipped: 02:30 becomes 03:30 where 02:00 is followed by 03:00.
  /// Saturates at `Instant.earliest` and `Instant.latest`.
  package func instant(of civil: CivilDateTime, overlap: Overlap) -> Instant {
    let (wall, rest) = Int64(civil.wallMilliseconds).floored(by: 1_000)
    let second = self.second(ofWall: wall, overlap: overlap)
    return Instant(clamping: second * 1_000 + rest)
  }

  private func second(ofWall wall: Int64, overlap: Overlap) -> Int64 {
    // No offset is as much as 26 h, so only what holds within this window can matter.
    let reach: Int64 = 26 * 3_600
    let spans = table.spans(from: wall - reach, through: wall + reach)
    var shown: Int64?
    var skipped = wall - Int64(spans[0].type.offset)
    for (index, span) in spans.enumerated() {
      let second = wall - Int64(span.type.offset)
      let end = index + 1 < spans.count ? spans[index + 1].second : .max
      if second >= end {
        // Past the end of this span by its own offset: if nothing shows the time, the offset
        // before the gap moves it forward by the gap.
        skipped = second
      } else if second >= span.second {
        if overlap == .first { return second }
        shown = second
      }
    }
    return shown ?? skipped
  }
}

extension Instant {
  /// The second in which the instant lies, since 1970-01-01T00:00:00Z.
  fileprivate var second: Int64 {
    milliseconds.floored(by: 1_000).quotient
  }
}
