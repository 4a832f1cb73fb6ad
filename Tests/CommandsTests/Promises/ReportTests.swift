import JSON
import TestSupport
import Testing

@testable import Commands

/// What the report counts, to the millisecond.
struct ReportTests {
  @Test(
    "a clock that runs is open up to its limit, and missed behind it",
    arguments: [(3_600_000, "open"), (3_600_001, "missed")] as [(Int64, String)])
  func limit(afterMs: Int64, counted: String) throws {
    let test = try TestDesk()
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    test.pass(afterMs)
    let line = test.data("report sla")?["items"]?.array?.first
    for part in ["met", "missed", "endedByResolution", "open", "cancelled"] {
      #expect(line?[part] == .integer(part == counted ? 1 : 0), "\(part)")
    }
  }

  @Test func `a percentile is the least time within which so many percent were done`() {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    #expect(ComplianceReport.Counts().elapsedMs(percentile: 50) == nil)
    for _ in 0..<500 {
      let times = (0..<Int.random(in: 1...30, using: &chance)).map { _ in
        Int64.random(in: 0...40, using: &chance)
      }
      let percent = Int.random(in: 0...100, using: &chance)
      let within = Set(times).sorted().first { longest in
        times.count { $0 <= longest } * 100 >= percent * times.count
      }
      let counts = ComplianceReport.Counts(elapsedMs: times)
      #expect(counts.elapsedMs(percentile: percent) == within, "seed \(seed): \(percent), \(times)")
    }
  }
}
