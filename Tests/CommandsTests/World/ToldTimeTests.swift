import JSON
import Testing

@testable import Commands

/// What a time means that is told later: the stretch that its words name.
struct ToldTimeTests {
  /// Whether the ticket of an opening, so many milliseconds after 9:00, takes words of a time.
  private static func isTaken(_ told: String, openedAtMs: Int64) throws -> Bool {
    let test = try TestDesk()
    test.pass(openedAtMs)
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    test.pass(3_600_000)
    return test.say("received 1 at \(told) : It smokes.").hasPrefix("#1 received")
  }

  @Test(
    "a minute, a second and an instant are each that long: an opening within them is no later",
    arguments: [
      ("09:00", 60_000), ("2026-03-02T09:00", 60_000), ("2026-03-02t09:00Z", 60_000),
      ("2026-03-02T09:00z", 60_000), ("2026-03-02T10:00+01:00", 60_000),
      ("2026-03-02T08:00-01:00", 60_000), ("\"2026-03-02 09:00\"", 60_000),
      ("09:00:00", 1_000), ("2026-03-02T09:00:00", 1_000), ("2026-03-02T09:00:00Z", 1_000),
      ("2026-03-02T10:00:00+01:00", 1_000), ("2026-03-02T08:00:00-01:00", 1_000),
      ("09:00:00.000", 1), ("2026-03-02T09:00:00.000Z", 1),
    ] as [(String, Int64)])
  func precision(told: String, lengthMs: Int64) throws {
    #expect(try Self.isTaken(told, openedAtMs: 0))
    #expect(try Self.isTaken(told, openedAtMs: lengthMs - 1))
    #expect(try !Self.isTaken(told, openedAtMs: lengthMs))
  }

  @Test(
    "what is now has happened, and what comes a millisecond later has not",
    arguments: [("09:30:00.000", 0), ("09:30:00.001", 1)] as [(String, Int64)])
  func future(told: String, aheadMs: Int64) throws {
    let test = try TestDesk()
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    test.pass(1_800_000)
    #expect(
      test.say("received 1 at \(told) : It smokes.").hasPrefix("#1 received") == (aheadMs == 0))
  }

  @Test(
    "a program's time says by itself which instant it is",
    arguments: [
      ("2026-03-02T09:00:00Z", true), ("2026-03-02T09:00:00+01:00", true),
      ("2026-03-02T09:00:00", false), ("09:00:00", false),
    ])
  func instants(told: String, isInstant: Bool) throws {
    #expect(try #require(ToldTime(told)).isInstant == isInstant)
  }

  @Test(
    "whoever looks back by the second that a page shows sees all of it, by an instant that alone",
    arguments: [
      ("09:00:01", true), ("\"2026-03-02 09:00:01\"", true), ("2026-03-02T09:00:01Z", false),
      ("09:00:01.000", false), ("09:00:01.499", false), ("09:00:01.500", true),
      ("2026-03-02T09:00:01.500Z", true), ("09:00", false), ("09:00:02", true),
      ("09:01", true),
    ])
  func seconds(told: String, isSeen: Bool) throws {
    let test = try TestDesk()
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    test.pass(1_500)
    test.say("tag 1 seen")
    test.pass(3_600_000)
    #expect(test.say("show 1 --as-of \(told)").contains("seen") == isSeen)
    #expect(test.say("show 1 --known-at \(told)").contains("seen") == isSeen)
  }

  @Test("looking back by the second that it is sees until now, and no later")
  func now() throws {
    let test = try TestDesk()
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    test.pass(1_500)
    test.say("tag 1 seen")
    #expect(
      test.data("show 1 --as-of 09:00:01")?["standpoint"]?["occurredBy"]
        == "2026-03-02T09:00:01.500Z")
    test.pass(1_000)
    #expect(
      test.data("show 1 --as-of 09:00:01")?["standpoint"]?["occurredBy"]
        == "2026-03-02T09:00:01.999Z")
  }
}
