import Commands
import JSON
import Testing

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
}
