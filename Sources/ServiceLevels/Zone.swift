/// A time zone as a system's zone file has it.
package struct Zone: Sendable {
  package let name: String
  /// The instants, in seconds, at which the offset changes, and the type from each on.
  private let transitions: [Int64]
  private let types: [Int]
  private let kinds: [ZoneKind]
  /// What the file says of the time after its last transition.
  private let rule: ZoneRule?

  package static let utc = Zone(
    name: "UTC", transitions: [], types: [],
    kinds: [ZoneKind(offsetSeconds: 0, abbreviation: "UTC")],
    rule: nil)

  init(name: String, transitions: [Int64], types: [Int], kinds: [ZoneKind], rule: ZoneRule?) {
    self.name = name
    self.transitions = transitions
    self.types = types
    self.kinds = kinds
    self.rule = rule
  }

  /// Seconds that local time is ahead of UTC.
  package func offsetSeconds(at instant: Instant) -> Int { kind(at: instant).offsetSeconds }

  /// What the zone calls its time then, such as `CET`.
  package func abbreviation(at instant: Instant) -> String { kind(at: instant).abbreviation }

  private func kind(at instant: Instant) -> ZoneKind {
    let seconds = Self.floorSeconds(instant)
    guard let last = transitions.last else { return rule?.kind(at: seconds) ?? kinds[0] }
    if seconds >= last, let rule { return rule.kind(at: seconds) }
    if seconds < transitions[0] { return kinds[0] }
    var low = 0
    var high = transitions.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle } else { high = middle }
    }
    return kinds[types[low]]
  }

  private static func floorSeconds(_ instant: Instant) -> Int64 {
    let seconds = instant.milliseconds / 1_000
    return instant.milliseconds % 1_000 < 0 ? seconds - 1 : seconds
  }

  /// What a wall clock in the zone shows.
  package func civil(at instant: Instant) -> CivilDateTime {
    CivilDateTime(
      asUTC: instant.advanced(byMilliseconds: Int64(offsetSeconds(at: instant)) * 1_000))
  }

  /// Which of two instants a wall clock's time is while clocks go back.
  package enum Overlap: Sendable { case first, second }

  /// The instant at which a wall clock shows this.
  ///
  /// A time that a change of clocks skips moves forward by what was skipped (service-levels.md
  /// 1.9.6).
  package func instant(of civil: CivilDateTime, overlap: Overlap = .first) -> Instant {
    let asUTC = civil.instantAsUTC
    // No zone is, or goes within a day, further from UTC than 26 hours.
    let early = offsetSeconds(at: asUTC.advanced(byMilliseconds: -93_600_000))
    let late = offsetSeconds(at: asUTC.advanced(byMilliseconds: 93_600_000))
    let candidates = Set([early, late, offsetSeconds(at: asUTC)]).sorted(by: >)
    let fitting = candidates.map { asUTC.advanced(byMilliseconds: -Int64($0) * 1_000) }
      .filter { self.civil(at: $0) == civil }
    if let first = fitting.first, let last = fitting.last {
      return overlap == .first ? first : last
    }
    // Skipped: counted with the offset before the change, it lies as far behind the change.
    return asUTC.advanced(byMilliseconds: -Int64(early) * 1_000)
  }
}
