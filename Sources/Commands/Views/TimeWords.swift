import ServiceLevels

/// Instants as people read them: seconds only where there are any, fractions never.
enum TimeWords {
  /// Day and time, such as `2026-03-02 09:00`.
  static func short(_ instant: Instant, in zone: Zone) -> String {
    let text = InstantText.iso(instant, in: zone)
    return text.prefix(10) + " " + clock(instant, in: zone)
  }

  /// The time of day, such as `09:00`.
  static func clock(_ instant: Instant, in zone: Zone) -> String {
    let civil = zone.civil(at: instant)
    let parts =
      civil.second == 0 ? [civil.hour, civil.minute] : [civil.hour, civil.minute, civil.second]
    return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  }
}
