import ServiceLevels
import TestSupport
import Testing

/// Laws that hold for every reading.
@Suite struct AvailabilityPropertyTests {
  private func repeated(
    _ count: Int, _ law: (RandomMonth, Availability, inout Chance) throws -> Bool
  ) throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    print("random readings: seed \(seed), \(count) of them")
    let zones = try Dictionary(
      uniqueKeysWithValues: Set(RandomMonth.table.map(\.zone)).map {
        ($0, SystemZones.areReadable ? try SystemZones.zone($0) : .utc)
      })
    let failed = try (0..<count).first { _ in
      let month = RandomMonth(&chance)
      return try !law(month, try month.reading(zones), &chance)
    }
    #expect(failed == nil, "seed \(seed)")
  }

  /// The same reading of other records.
  private static func again(_ reading: Availability, _ records: ServiceRecords) -> Availability {
    Availability(of: reading.commitment, in: reading.period, records: records, now: reading.now)
  }

  @Test func `segments follow each other, fill the period and add up`() throws {
    try repeated(2_000) { _, reading, _ in
      let segments = reading.segments
      let agreed = segments.filter(\.isAgreed)
      let elapsed = agreed.filter { !$0.isToCome }
      return segments.first?.range.lowerBound == reading.bounds.lowerBound
        && segments.last?.range.upperBound == reading.bounds.upperBound
        && zip(segments, segments.dropFirst()).allSatisfy { left, right in
          left.range.upperBound == right.range.lowerBound
            && (left.kind, left.isToCome) != (right.kind, right.isToCome)
        }
        && segments.allSatisfy {
          !$0.range.isEmpty && ($0.range.lowerBound >= reading.now) == $0.isToCome
        }
        && agreed.reduce(0) { $0 + $1.milliseconds } == reading.agreedMs
        && elapsed.reduce(0) { $0 + $1.milliseconds } == reading.elapsedMs
        && elapsed.reduce(0) { $0 + $1.milliseconds * Int64($1.leastWeight) }
          == reading.gapsUp.downPercentMs
        && elapsed.reduce(0) { $0 + $1.milliseconds * Int64($1.greatestWeight) }
          == reading.gapsDown.downPercentMs
    }
  }

  @Test func `a segment is put down to the heaviest outage, then the earlier, then the lower`()
    throws
  {
    try repeated(500) { month, reading, chance in
      let records = try month.records()
      return reading.segments.filter(\.isAgreed).allSatisfy { segment in
        let blame: AvailabilitySegment.Blame? =
          switch segment.kind {
          case .down(let blame), .unknown(_, let blame?): blame
          default: nil
          }
        guard case .outage(let id)? = blame?.cause else { return true }
        let open = records.outages.filter {
          $0.start <= segment.range.lowerBound && ($0.end ?? .latest) > segment.range.lowerBound
        }
        let heaviest = open.map { $0.ownWeight ?? 100 }.max()
        let first = open.filter { $0.ownWeight == heaviest }.min {
          ($0.start, $0.id) < ($1.start, $1.id)
        }
        return first?.id == id && blame?.weight == heaviest
      }
    }
  }

  @Test func `another outage never makes anything better`() throws {
    try repeated(1_000) { _, reading, chance in
      var records = reading.records
      let start = reading.bounds.lowerBound.advanced(
        byMilliseconds: Int64.random(in: -86_400_000...2_600_000_000, using: &chance))
      records.outages.append(
        try Outage(
          id: 1_000, start: start,
          end: start.advanced(byMilliseconds: Int64.random(in: 1...90_000_000, using: &chance)),
          ownWeight: Int.random(in: 0...100, using: &chance)))
      let after = Self.again(reading, records)
      let shares = [(reading.gapsUp, after.gapsUp), (reading.gapsDown, after.gapsDown)]
      return after.agreedMs == reading.agreedMs
        && shares.allSatisfy { before, after in
          guard let old = before.availability, let new = after.availability else {
            return before.availability == after.availability
          }
          return new <= old
        }
        && (after.metThrough ?? .latest) <= (reading.metThrough ?? .latest)
        && (reading.verdict != .missed || after.verdict == .missed)
    }
  }

  @Test
  func `another window over time that was up never raises, over time fully down never lowers`()
    throws
  {
    try repeated(1_000) { _, reading, chance in
      guard let segment = reading.segments.filter({ !$0.isToCome }).randomElement(using: &chance)
      else { return true }
      var records = reading.records
      records.maintenance.append(
        try Maintenance(
          id: 1_000, planned: (segment.range.lowerBound, segment.range.upperBound),
          announcedAt: .earliest))
      let after = Self.again(reading, records)
      guard let old = reading.gapsUp.availability, let new = after.gapsUp.availability else {
        return true
      }
      return (segment.leastWeight > 0 || new <= old)
        && (segment.leastWeight < 100 || new >= old)
        && after.gapsUp.downPercentMs <= reading.gapsUp.downPercentMs
    }
  }

  @Test func `ten thousand outages on top of each other are the union of each weight`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    print("ten thousand outages: seed \(seed)")
    let start = try Uptime.instant("04-01 00:00")
    let spans = (0..<10_000).map { _ in
      let first = Int64.random(in: 0...2_591_000_000, using: &chance)
      // The long ones are light, so that they do not hide all others.
      let isLong = Int.random(in: 0..<10, using: &chance) == 0
      let length = Int64.random(in: 1...(isLong ? 200_000_000 : 600_000), using: &chance)
      let weight = Int.random(in: isLong ? 0...30 : 0...100, using: &chance)
      return (range: first..<min(2_592_000_000, first + length), weight: weight)
    }
    let outages = try spans.enumerated().map { id, span in
      try Outage(
        id: id, start: start.advanced(byMilliseconds: span.range.lowerBound),
        end: start.advanced(byMilliseconds: span.range.upperBound), ownWeight: span.weight)
    }
    let clock = ContinuousClock()
    var reading = try Uptime.reading(ServiceRecords())
    let taken = try clock.measure { reading = try Uptime.reading(ServiceRecords(outages: outages)) }
    print("ten thousand outages: read in \(taken), \(reading.segments.count) segments")
    // A millisecond of weight 40 is one millisecond of each weight up to 40.
    var expected: Int64 = 0
    for weight in 1...100 {
      var reached: Int64 = 0
      for range in spans.filter({ $0.weight >= weight }).map(\.range).sorted(by: {
        $0.lowerBound < $1.lowerBound
      }) {
        expected += max(0, range.upperBound - max(reached, range.lowerBound))
        reached = max(reached, range.upperBound)
      }
    }
    #expect(reading.gapsUp.downPercentMs == expected, "seed \(seed)")
    #expect(reading.segments.count > 5_000)
  }
}
