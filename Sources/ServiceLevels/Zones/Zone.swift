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
  /// A time that is shown twice means one of two instants, by `overlap`; one that is skipped means
  /// an instant after the gap, by `gap`. Saturates at `Instant.earliest` and `Instant.latest`.
  package func instant(
    of civil: CivilDateTime, overlap: Overlap, gap: Gap = .forward
  ) -> Instant {
    let (wall, rest) = Int64(civil.wallMilliseconds).floored(by: 1_000)
    return switch table.showing(ofWall: wall) {
    case .shown(let first, let last):
      Instant(clamping: (overlap == .first ? first : last) * 1_000 + rest)
    case .skipped(let moved, let end):
      Instant(clamping: gap == .forward ? moved * 1_000 + rest : end * 1_000)
    }
  }

  /// The first instant of a day, or of the next day that is shown if the zone skips it.
  ///
  /// Where midnight itself is skipped the day begins behind the gap; where it is shown twice, with
  /// the first. (availability.md 2.2)
  package func firstInstant(of date: CivilDate) -> Instant {
    instant(of: CivilDateTime(date: date, millisecondOfDay: 0), overlap: .first, gap: .end)
  }

  /// Which of the two instants is meant when a wall clock shows a time twice.
  package enum Overlap: Hashable, Sendable {
    /// Before the clock is set back: right for an opening.
    case first
    /// After the clock was set back: right for a closing, and so for a deadline.
    case second
  }

  /// Which instant is meant when a wall clock skips a time.
  package enum Gap: Hashable, Sendable {
    /// Moved on by what is skipped: 02:30 becomes 03:30 where 02:00 is followed by 03:00.
    case forward
    /// The first instant behind the gap: 03:00.
    case end
  }
}

// MARK: Changes

extension Zone {
  /// Since when wall clocks are how far ahead: at `start`, and at every change up to `end`.
  ///
  /// In order; a change of the abbreviation alone is none. Offsets are in milliseconds.
  package func offsets(from start: Instant, through end: Instant) -> [OffsetChange] {
    var changes: [OffsetChange] = []
    for span in table.spans(from: start.second, through: max(start, end).second) {
      let offsetMs = Int64(span.type.offset) * 1_000
      guard changes.last?.offsetMs != offsetMs else { continue }
      let at = changes.isEmpty ? start : Instant(clampingSeconds: span.second)
      changes.append(OffsetChange(at: at, offsetMs: offsetMs))
    }
    return changes
  }

  /// After which instant the zone only follows its yearly rule, if it has changed at all.
  var lastListedChange: Instant? {
    table.lastListed.map { Instant(clampingSeconds: $0) }
  }

  /// The same from `start` through `end`, made quick to ask there.
  func listing(from start: Instant, through end: Instant) -> Zone {
    Zone(name: name, table: table.listing(from: start.second, through: end.second))
  }

  /// Which rules hold from `start` to `end`, as 16 hexadecimal digits.
  ///
  /// Equal for zones whose offsets are equal and change at the same seconds in that time, whatever
  /// they are called and whatever holds before and after. FNV-1a (64 bits) over the offsets and
  /// changes, big-endian: it tells versions of the rules apart and is no protection from forgery.
  package func digest(from start: Instant, through end: Instant) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for change in offsets(from: start, through: end) {
      for word in [change.at.milliseconds, change.offsetMs] {
        for shift in stride(from: Int64(56), through: 0, by: -8) {
          hash = (hash ^ UInt64(word >> shift & 0xff)) &* 0x100_0000_01b3
        }
      }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Since when wall clocks are how far ahead of UTC.
  package struct OffsetChange: Hashable, Sendable {
    package let at: Instant
    /// Negative to the west.
    package let offsetMs: Int64
  }
}

extension Instant {
  /// The instant nearest to so many seconds after 1970-01-01T00:00:00Z.
  fileprivate init(clampingSeconds seconds: Int64) {
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    self.init(clamping: overflow ? (seconds < 0 ? .min : .max) : milliseconds)
  }

  /// The second in which the instant lies, since 1970-01-01T00:00:00Z.
  fileprivate var second: Int64 {
    milliseconds.floored(by: 1_000).quotient
  }
}
