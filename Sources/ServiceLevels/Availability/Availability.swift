/// What one version of a commitment came to in one period: every number with its proof.
package struct Availability: Hashable, Sendable {
  package let commitment: Commitment
  package let period: CivilPeriod
  /// The period's first instant, and the first one after it.
  package let bounds: Range<Instant>
  /// The part of the period in which this version holds; may be empty.
  package let covered: Range<Instant>
  /// The instant read at.
  package let now: Instant
  /// What it is computed from.
  package let records: ServiceRecords
  /// The whole period: without gaps or overlaps, none empty, none across `now`.
  ///
  /// All sums are sums of these.
  package let segments: [AvailabilitySegment]
  /// The sums if the service was up wherever nobody can say.
  package let gapsUp: Tally
  /// The sums if it was down there; the same as `gapsUp` if there are none.
  package let gapsDown: Tally

  /// Reads a version at an instant, by what had happened until then.
  ///
  /// What began, ended or was announced later is as if it were not recorded: what then lasted is
  /// still open. The plans of windows already announced do count. An approval has no instant: the
  /// last one counts, for the past too.
  ///
  /// - Parameter life: the time in which the version holds, if another one replaces it.
  package init(
    of commitment: Commitment, in period: CivilPeriod, life: Range<Instant>? = nil,
    records: ServiceRecords, now: Instant
  ) {
    let bounds = period.bounds(in: commitment.zone)
    let covered = (life ?? commitment.life).clamped(to: bounds)
    self.commitment = commitment
    self.period = period
    self.bounds = bounds
    self.covered = covered
    self.now = now
    let records = records.asOf(now)
    self.records = records
    segments = AvailabilityProof(
      commitment: commitment, bounds: bounds, covered: covered, records: records, now: now
    ).segments(until: now)
    gapsUp = Tally(segments, weight: \.leastWeight)
    gapsDown = Tally(segments, weight: \.greatestWeight)
  }
}

extension Availability {
  /// One reading for each version that holds in the period, in order; never blended.
  ///
  /// Empty if none does. A version's own zone says when the period begins. (availability.md 2.1)
  package static func readings(
    of versions: [Commitment], in period: CivilPeriod, records: ServiceRecords, now: Instant
  ) -> [Availability] {
    Commitment.lives(of: versions).map { version, life in
      Availability(of: version, in: period, life: life, records: records, now: now)
    }.filter { !$0.covered.isEmpty }
  }
}

// MARK: What it says

extension Availability {
  /// Agreed time of the whole period.
  package var agreedMs: Int64 { gapsUp.agreedMs }

  /// Agreed time up to now.
  package var elapsedMs: Int64 { gapsUp.elapsedMs }

  /// Time of the whole period that windows take out of the agreed time.
  package var excludedMs: Int64 {
    segments.reduce(0) { sum, segment in
      if case .excluded = segment.kind { sum + segment.milliseconds } else { sum }
    }
  }

  /// The shares of the agreed time up to now that were up, if the service was down wherever nobody can
  /// say and if it was up there; the same where there are no gaps, `nil` before there is any time.
  ///
  /// The numbers to be stated. (availability.md 2.6)
  package var shares: ClosedRange<Fraction>? {
    guard let least = gapsDown.availability, let greatest = gapsUp.availability else { return nil }
    return least...greatest
  }

  /// What people are shown of `shares`: `99.499 %`, `98.100 % to 99.499 %`, or `n/a`.
  package var shown: String {
    gapsDown == gapsUp ? gapsUp.shown : "\(gapsDown.shown) to \(gapsUp.shown)"
  }

  /// Whether the target is met. (availability.md 2.3, 2.6)
  package var verdict: AvailabilityVerdict {
    AvailabilityVerdict(
      gapsUp: gapsUp.meets(commitment.target), gapsDown: gapsDown.meets(commitment.target))
  }

  /// Whether the target will be missed whatever happens in what is left of the period.
  package var isIrrecoverable: Bool { phase == .running && verdict == .missed }

  /// Where now is, as seen from the part of the period in which this version holds.
  package var phase: Phase {
    let whole = covered.isEmpty ? bounds : covered
    if now < whole.lowerBound { return .notStarted }
    return now < whole.upperBound ? .running : .over
  }

  /// Where an instant is, as seen from a period.
  package enum Phase: String, Hashable, Sendable {
    case notStarted = "not-started"
    case running, over
  }

  /// The local days that the version covers from beginning to end, of the period's `dayCount`.
  package var coveredDays: Int {
    guard !covered.isEmpty else { return 0 }
    let zone = commitment.zone
    let first = zone.firstDay(from: covered.lowerBound).dayNumber
    // A day is over when the next one begins.
    let next = zone.firstDay(from: covered.upperBound)
    let isWhole = zone.firstInstant(of: next) == covered.upperBound
    return max(0, next.dayNumber - (isWhole ? 0 : 1) - first)
  }
}

extension Zone {
  /// The first day that begins no earlier than the instant.
  fileprivate func firstDay(from instant: Instant) -> CivilDate {
    var day = civil(at: instant).date
    while day.year < CivilDate.years.upperBound, firstInstant(of: day) < instant {
      day = day.adding(days: 1)
    }
    return day
  }
}

// MARK: Windows that deserve a second look

extension Availability {
  /// The excluding windows that were announced after their own start, ascending.
  package var retroactive: [Int] {
    excluding.filter(\.isRetroactive).map(\.id).sorted()
  }

  /// The excluding windows that are over without anybody having recorded what was used, ascending.
  package var unrecorded: [Int] {
    excluding.filter { $0.isUnrecorded(now: now) }.map(\.id).sorted()
  }

  /// What the reading would be if the `unrecorded` windows were not excluded; `nil` if there are
  /// none.
  ///
  /// (availability.md 2.5)
  package var withoutUnrecorded: Availability? {
    let unrecorded = Set(unrecorded)
    guard !unrecorded.isEmpty else { return nil }
    var records = records
    records.maintenance.removeAll { unrecorded.contains($0.id) }
    return Availability(
      of: commitment, in: period, life: covered, records: records, now: now)
  }

  private var excluding: [Maintenance] {
    records.maintenance.filter { window in
      commitment.excluded(by: window).ranges.contains { $0.overlaps(covered) }
    }
  }
}
