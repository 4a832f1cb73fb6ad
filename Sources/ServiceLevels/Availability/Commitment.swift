/// One version of what is promised about a service, and since when.
///
/// What is changed becomes another version, whose life begins where this one's ends.
/// (availability.md 2.1)
package struct Commitment: Hashable, Sendable {
  package let service: String
  package let target: UptimeTarget
  /// Over what the target is measured.
  package let periodKind: CivilPeriod.Kind
  /// Whose months, quarters and years are meant.
  package let zone: Zone
  package let effectiveFrom: Instant
  /// The first instant at which it no longer holds; `nil` if it holds until further notice.
  package let retiredAt: Instant?
  package let weights: SeverityWeights
  /// The grounds on which time is not counted.
  package let grounds: Set<Maintenance.Ground>

  /// Throws if it is retired no later than it comes into force.
  package init(
    service: String, target: UptimeTarget, periodKind: CivilPeriod.Kind = .month, zone: Zone,
    effectiveFrom: Instant = .earliest, retiredAt: Instant? = nil,
    weights: SeverityWeights = .standard, grounds: Set<Maintenance.Ground> = [.maintenance]
  ) throws(AvailabilityFailure) {
    if let retiredAt, retiredAt <= effectiveFrom {
      throw .endsNotAfterStart(start: effectiveFrom, end: retiredAt)
    }
    self.service = service
    self.target = target
    self.periodKind = periodKind
    self.zone = zone
    self.effectiveFrom = effectiveFrom
    self.retiredAt = retiredAt
    self.weights = weights
    self.grounds = grounds
  }

  /// The time in which it holds, unless another version replaces it sooner.
  package var life: Range<Instant> {
    effectiveFrom..<(retiredAt ?? .latest)
  }

  /// The period in which its target is measured at that instant.
  package func period(containing instant: Instant) -> CivilPeriod {
    CivilPeriod(periodKind, containing: instant, in: zone)
  }
}

extension Commitment {
  /// The time of a window that is not agreed time: none if its ground does not count.
  package func excluded(by window: Maintenance) -> RangeSet<Instant> {
    grounds.contains(window.ground) ? window.excluded : RangeSet()
  }

  /// The time of a window in which the service was down without being excused.
  ///
  /// An early start, an overrun, and all work in a window that is not approved or whose ground does
  /// not count. (availability.md 2.5)
  func unexcused(of window: Maintenance, now: Instant) -> RangeSet<Instant> {
    window.used(now: now).subtracting(excluded(by: window))
  }
}

// MARK: Versions

extension Commitment {
  /// Each version with the time in which it holds, in order: none after the next one's beginning.
  ///
  /// A version replaced at its own beginning, by one further back in the array, holds at no time
  /// and is left out. Traps if they are not all of one service.
  package static func lives(
    of versions: [Commitment]
  ) -> [(commitment: Commitment, life: Range<Instant>)] {
    precondition(Set(versions.map(\.service)).count <= 1, "versions of several services")
    let ordered = versions.stablySorted(by: \.effectiveFrom)
    let ends = ordered.dropFirst().map(\.effectiveFrom) + [.latest]
    return zip(ordered, ends).map { version, end in
      (version, version.life.clamped(to: .earliest..<end))
    }.filter { !$0.life.isEmpty }
  }
}
