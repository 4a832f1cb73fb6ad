/// A window in which a service may be down without it being held against the promise.
///
/// Only if it is approved: then the part of the plan that was really used is no agreed time. What
/// is used beyond what is excluded counts as an outage that nobody has to enter. (availability.md
/// 2.3, 2.5)
package struct Maintenance: Hashable, Sendable {
  package let id: Int
  package let planned: Range<Instant>
  package let announcedAt: Instant
  package let approval: Approval
  /// When the work began; `nil` if it has not, or if nobody recorded it.
  package let begunAt: Instant?
  /// The first instant at which it was over; `nil` while it lasts.
  package let endedAt: Instant?
  package let ground: Ground

  /// Throws if the plan or the work ends no later than it begins, or if the work ends without one.
  package init(
    id: Int, planned: (start: Instant, end: Instant), announcedAt: Instant,
    approval: Approval = .approved, begunAt: Instant? = nil, endedAt: Instant? = nil,
    ground: Ground = .maintenance
  ) throws(AvailabilityFailure) {
    guard planned.start < planned.end else {
      throw .endsNotAfterStart(start: planned.start, end: planned.end)
    }
    if let endedAt {
      guard let begunAt else { throw .endsWithoutBeginning(end: endedAt) }
      guard begunAt < endedAt else { throw .endsNotAfterStart(start: begunAt, end: endedAt) }
    }
    self.id = id
    self.planned = planned.start..<planned.end
    self.announcedAt = announcedAt
    self.approval = approval
    self.begunAt = begunAt
    self.endedAt = endedAt
    self.ground = ground
  }

  /// Throws if it was announced, begun or ended later than now; the plan may lie ahead.
  package func check(now: Instant) throws(AvailabilityFailure) {
    for instant in [announcedAt, begunAt ?? announcedAt, endedAt ?? announcedAt]
    where instant > now {
      throw .inTheFuture(instant, now: now)
    }
  }

  /// What had happened of it by an instant; nothing if it was announced later.
  func asOf(_ instant: Instant) -> Maintenance? {
    announcedAt <= instant ? Maintenance(self, asOf: instant) : nil
  }

  private init(_ window: Maintenance, asOf instant: Instant) {
    (id, planned, announcedAt) = (window.id, window.planned, window.announcedAt)
    (approval, ground) = (window.approval, window.ground)
    begunAt = window.begunAt.flatMap { $0 <= instant ? $0 : nil }
    endedAt = window.endedAt.flatMap { $0 <= instant ? $0 : nil }
  }

  /// Where a window stands; who may approve it, and with what reason, is for the caller to see to.
  ///
  /// One that is moved leaves its old self behind as cancelled.
  package enum Approval: String, Hashable, Sendable {
    case proposed, approved, cancelled
  }

  /// Why the time should not count. (availability.md 2.1)
  package enum Ground: String, Hashable, Sendable {
    case maintenance
    case forceMajeure = "force-majeure"
    case customer
  }
}

// MARK: What becomes of the time

extension Maintenance {
  /// Whether it was announced after its own start, so that it takes a reason to approve it.
  package var isRetroactive: Bool { announcedAt > planned.lowerBound }

  /// Whether the plan is over and nobody recorded that the work began.
  package func isUnrecorded(now: Instant) -> Bool {
    begunAt == nil && planned.upperBound <= now
  }

  /// The time that is not agreed time, if the window is approved.
  ///
  /// The whole plan without any actual time; else the part of the plan that was used, to the end of
  /// the plan for work that goes on. Never outside the plan. (availability.md 2.3)
  package var excluded: RangeSet<Instant> {
    guard approval == .approved else { return RangeSet() }
    guard let begunAt else { return RangeSet(planned) }
    return RangeSet((begunAt..<max(begunAt, endedAt ?? planned.upperBound)).clamped(to: planned))
  }

  /// The time in which it was worked in, so far.
  ///
  /// Work that goes on has lasted until `now`.
  func used(now: Instant) -> RangeSet<Instant> {
    guard let begunAt else { return RangeSet() }
    return RangeSet(begunAt..<max(begunAt, endedAt ?? now))
  }
}
