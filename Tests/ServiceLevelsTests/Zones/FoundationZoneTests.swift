import Foundation
import ServiceLevels
import TestSupport
import Testing

/// Asks Foundation, whose rules are its own and may be of another date, for a second opinion.
@Suite(.enabled(if: SystemZones.areReadable)) struct FoundationZoneTests {
  /// In per cent; what may differ are the zones whose rules changed between the two dates.
  private static let agreeingMin = 95

  @Test func `Foundation agrees with nearly all, and its differences are listed`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    var (zoneCount, comparisonCount) = (0, 0)
    var disputes: [ZoneDispute] = []
    let years = try instant(2090).milliseconds
    for name in TimeZone.knownTimeZoneIdentifiers.sorted() {
      guard let other = TimeZone(identifier: name), let zone = try? SystemZones.zone(name) else {
        continue
      }
      let random = (0..<500).map { _ in
        Instant(milliseconds: Int64.random(in: 0..<years, using: &chance) / 1_000 * 1_000)
      }
      let instants = try changes(zone, other, years: 1970..<2090) + random
      zoneCount += 1
      comparisonCount += instants.count
      disputes += ZoneDispute(zone, other, at: instants).map { [$0] } ?? []
    }
    let differenceCount = disputes.reduce(0) { $0 + $1.differences.count }
    print(
      "Foundation \(TimeZone.timeZoneDataVersion): seed \(seed), \(zoneCount) zones,",
      "\(comparisonCount) comparisons, \(differenceCount) differences in \(disputes.count) zones")
    disputes.prefix(40).forEach { print("  \($0)") }
    if disputes.count > 40 { print("  and \(disputes.count - 40) more zones") }
    #expect(zoneCount > 300)
    #expect(differenceCount * 100 < comparisonCount * (100 - Self.agreeingMin), "seed \(seed)")
  }

  @Test(arguments: ["Europe/Berlin", "Europe/London", "America/New_York"])
  func `Foundation agrees wholly on well-known zones from 1980 to 2030`(name: String) throws {
    let zone = try SystemZones.zone(name)
    let other = try #require(TimeZone(identifier: name))
    let instants = try changes(zone, other, years: 1980..<2031)
    #expect(Set(instants).count >= 200)
    #expect(ZoneDispute(zone, other, at: instants) == nil)
  }

  /// The seconds before and at each change of the offset, by the one or the other.
  private func changes(
    _ zone: Zone, _ other: TimeZone, years: Range<Int>
  ) throws -> [Instant] {
    let (start, end) = (try instant(years.lowerBound), try instant(years.upperBound))
    var changes = zone.offsets(from: start, through: end).dropFirst().map(\.at)
    var date = Date(start)
    while let next = other.nextDaylightSavingTimeTransition(after: date), next < Date(end) {
      changes.append(Instant(milliseconds: Int64(next.timeIntervalSince1970) * 1_000))
      date = next
    }
    return changes.flatMap { [$0.advanced(byMilliseconds: -1_000), $0] }
  }

  private func instant(_ year: Int) throws -> Instant {
    try InstantText.parse("\(year)-01-01T00:00:00Z")
  }
}

/// Where Foundation's offsets differ from a zone's.
private struct ZoneDispute: Equatable, CustomStringConvertible {
  let name: String
  /// In order, at least one.
  let differences: [Difference]

  /// When, and by whom which offset in seconds.
  struct Difference: Equatable {
    let at: Instant
    let ours: Int
    let theirs: Int
  }

  /// Nothing if the two agree at all instants.
  init?(_ zone: Zone, _ other: TimeZone, at instants: [Instant]) {
    name = zone.name
    differences = instants.sorted().compactMap { at in
      let (ours, theirs) = (zone.offsetSeconds(at: at), other.secondsFromGMT(for: Date(at)))
      return ours == theirs ? nil : Difference(at: at, ours: ours, theirs: theirs)
    }
    if differences.isEmpty { return nil }
  }

  var description: String {
    let ends = [differences[0], differences[differences.count - 1]].map {
      "\(InstantText.utc($0.at)) \($0.ours), not \($0.theirs)"
    }
    return "\(name) \(differences.count): \(ends.joined(separator: " to "))"
  }
}

extension Date {
  fileprivate init(_ instant: Instant) {
    self.init(timeIntervalSince1970: TimeInterval(instant.milliseconds) / 1_000)
  }
}
