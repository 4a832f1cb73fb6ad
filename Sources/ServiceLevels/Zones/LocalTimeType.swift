/// What a zone's wall clocks do between two changes.
struct LocalTimeType: Hashable {
  /// Seconds that the wall clock is ahead of UTC, negative to the west.
  let offset: Int
  /// Such as `CET`, `-03`.
  let abbreviation: String

  /// The offsets a zone may have: less than 25 h west, less than 26 h east (RFC 9636, 3.2).
  static let offsets = -89_999...93_599
}

/// A moment at which a zone's wall clocks are set to another offset or abbreviation.
struct ZoneChange: Hashable {
  /// Seconds since 1970-01-01T00:00:00Z.
  let second: Int64
  /// In force from that second on.
  let type: LocalTimeType
}
