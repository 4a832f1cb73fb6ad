import Foundation
import ServiceLevels
import Testing

/// The cases of section 2.10 of the availability rules, as exact fractions.
@Suite struct VectorTests {
  @Test(.enabled(if: Vector.areReadable), arguments: Vector.all + [Vector.toCome])
  func `a case comes out exactly as it was reckoned`(vector: Vector) throws {
    let reading = try vector.reading()
    let expected = vector.expect
    let tally = reading.gapsUp
    #expect(reading.gapsDown == tally, "no gaps")
    #expect(reading.agreedMs == expected.agreedSeconds * 1_000)
    #expect(reading.elapsedMs == expected.elapsedAgreedSeconds * 1_000)
    #expect(reading.excludedMs == expected.excludedSeconds * 1_000)
    #expect(tally.downSeconds == Vector.fraction(expected.downSeconds))
    #expect(tally.availability == expected.availability.map(Vector.fraction))
    #expect(tally.shown == Vector.percent(expected.shown))
    #expect(tally.shownBestCase == Vector.percent(expected.bestCase))
    let budget = tally.budget(reading.commitment.target)
    #expect(budget.totalSeconds == Vector.fraction(expected.budgetSeconds))
    #expect(budget.remainingSeconds == Vector.fraction(expected.remainingSeconds))
    #expect(tally.meets(reading.commitment.target) == expected.met)
    let verdicts: [Bool?: AvailabilityVerdict] = [nil: .notApplicable, true: .met, false: .missed]
    #expect(reading.verdict == verdicts[expected.met])
  }

  @Test(.enabled(if: Vector.areReadable))
  func `no case is missing`() {
    print("availability vectors: " + Vector.all.map(\.id).joined(separator: " "))
    #expect(Vector.all.count == 31)
  }
}

/// One case of `availability.json`.
struct Vector: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let note: String
  let zone: String
  let period: [String]
  let targetBp: Int
  let effectiveFrom: String?
  let retiredAt: String?
  let now: String?
  let outages: [Down]
  let maintenance: [Window]
  let expect: Expectation

  struct Down: Decodable {
    let start: String
    let end: String?
    let weight: Int
  }

  struct Window: Decodable {
    let planned: [String]
    let approved: Bool
    let actual: [String?]?
  }

  struct Expectation: Decodable {
    let agreedSeconds: Int64
    let elapsedAgreedSeconds: Int64
    let excludedSeconds: Int64
    let downSeconds: [Int64]
    let availability: [Int64]?
    let shown: String
    let budgetSeconds: [Int64]
    let remainingSeconds: [Int64]
    let bestCase: String
    let met: Bool?
  }

  var testDescription: String { "\(id) \(note)" }

  static var areReadable: Bool { SharedVectors.arePresent && SystemZones.areReadable }

  /// None if there is no file; a file that cannot be read is the failure of `no case is missing`.
  static let all: [Vector] = {
    guard let data = try? SharedVectors.data("availability.json") else { return [] }
    return (try? JSONDecoder().decode([Vector].self, from: data)) ?? []
  }()

  /// A window that is announced and has not begun: agreed time of the whole period is less by it, that
  /// until now is not.
  static let toCome = Vector(
    id: "own-1", note: "a window announced and yet to come", zone: "UTC",
    period: ["2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"], targetBp: 9_950, effectiveFrom: nil,
    retiredAt: nil, now: "2026-04-05T00:00:00Z",
    outages: [Down(start: "2026-04-02T00:00:00Z", end: "2026-04-02T01:00:00Z", weight: 100)],
    maintenance: [
      Window(
        planned: ["2026-04-10T00:00:00Z", "2026-04-10T02:00:00Z"], approved: true, actual: nil)
    ],
    // 345,600 s until now; 30 days less 7,200 s; half a percent of them is 12,924 s.
    expect: Expectation(
      agreedSeconds: 2_584_800, elapsedAgreedSeconds: 345_600, excludedSeconds: 7_200,
      downSeconds: [3_600, 1], availability: [342_000, 345_600], shown: "98.958",
      budgetSeconds: [12_924, 1], remainingSeconds: [9_324, 1], bestCase: "99.860", met: true))

  static func fraction(_ pair: [Int64]) -> Fraction {
    Fraction(Int128(pair[0]), over: Int128(pair[1]))
  }

  static func percent(_ shown: String) -> String {
    shown == "n/a" ? shown : shown + " %"
  }

  func reading() throws -> Availability {
    let zone = zone == "UTC" ? .utc : try SystemZones.zone(zone)
    let bounds = try period.map { try InstantText.parse($0) }
    let isYear = bounds[1] - bounds[0] > 300 * 86_400_000
    let civil = CivilPeriod(isYear ? .year : .month, containing: bounds[0], in: zone)
    #expect(civil.bounds(in: zone) == bounds[0]..<bounds[1])
    let commitment = try Commitment(
      service: "web", target: UptimeTarget(basisPoints: targetBp), zone: zone,
      effectiveFrom: effectiveFrom.map { try InstantText.parse($0) } ?? .earliest,
      retiredAt: retiredAt.map { try InstantText.parse($0) })
    return Availability(
      of: commitment, in: civil, records: try records(),
      now: try now.map { try InstantText.parse($0) } ?? bounds[1])
  }

  private func records() throws -> ServiceRecords {
    let outages = try outages.enumerated().map { index, outage in
      try Outage(
        id: index, start: InstantText.parse(outage.start),
        end: outage.end.map { try InstantText.parse($0) }, ownWeight: outage.weight)
    }
    let windows = try maintenance.enumerated().map { index, window in
      let planned = try window.planned.map { try InstantText.parse($0) }
      let actual = try window.actual?.map { try $0.map { try InstantText.parse($0) } }
      return try Maintenance(
        // Long before, as rows without the instant mean: a window is known before it begins.
        id: index, planned: (planned[0], planned[1]), announcedAt: .earliest,
        approval: window.approved ? .approved : .cancelled,
        begunAt: actual?[0], endedAt: actual?[1])
    }
    return ServiceRecords(outages: outages, maintenance: windows)
  }
}
