import Commands
import Interpreter
import Testing

/// Whoever may vouch for a clock that leapt is asked at the prompt, and the call goes on then.
struct VouchingTests {
  private static let day: Int64 = 86_400_000

  /// A desk with a ticket, 36 days after it was last written.
  private static func rested(_ channel: String = "console") throws -> TestDesk {
    let test = try TestDesk(channel: channel)
    test.say("add agent Ann Alder")
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    test.pass(36 * day)
    return test
  }

  private static let refused =
    "clock-suspect: this machine's clock says 2026-04-07 09:00, 36 d after the last change, of"
    + " 2026-03-02 09:00"

  private static func isAsked(_ answer: String) -> Bool {
    answer.hasPrefix(
      "it would be recorded: this machine's clock is right: it says 2026-04-07 09:00")
  }

  @Test func `at the prompt it is asked, and what was said is done then`() throws {
    let test = try Self.rested()
    #expect(Self.isAsked(test.say("note 1 : Still there?", in: "s")))
    #expect(test.say("yes", in: "s").hasPrefix("#1 noted"))
    #expect(test.say("history 1").contains("Still there?"))
  }

  @Test func `a time of today is of the day on which it was said`() throws {
    let test = try Self.rested()
    #expect(Self.isAsked(test.say("reply 1 at 08:30 : I told her.", in: "s")))
    test.pass(Self.day)
    var answer = test.say("yes", in: "s")
    if answer.hasPrefix("it would be recorded") { answer = test.say("yes", in: "s") }
    #expect(answer.hasPrefix("#1 replied to"))
    #expect(test.say("history 1").contains("2026-04-07 08:30  Admin replied"))
  }

  @Test func `what was confirmed and is another thing by now is asked again, and then done`() throws
  {
    let test = try Self.rested()
    #expect(Self.isAsked(test.say("note 1 : Still there?", in: "s")))
    test.pass(-35 * Self.day)
    test.say("note 1 : Meanwhile, by another clock.")
    test.pass(37 * Self.day)
    #expect(
      test.say("yes", in: "s").hasPrefix("it would be recorded: this machine's clock is right"))
    #expect(test.say("yes", in: "s").hasPrefix("#1 noted"))
    #expect(test.say("history 1").contains("Still there?"))
  }

  @Test func `what somebody else vouched for meanwhile is done`() throws {
    let test = try Self.rested()
    #expect(Self.isAsked(test.say("note 1 : Still there?", in: "s")))
    test.say("clock accept because it rested")
    #expect(test.say("yes", in: "s").hasPrefix("#1 noted"))
  }

  @Test func `who may not, or cannot be asked, is refused, and told so in advance`() throws {
    let test = try Self.rested()
    test.actor = "Ann Alder"
    #expect(test.say("note 1 : Words.", in: "s").hasPrefix(Self.refused))
    #expect(test.say("can take 1", in: "s").hasPrefix("no: this machine's clock says"))
    let pipe = try Self.rested("pipe")
    #expect(pipe.say("note 1 : Words.", in: "s").hasPrefix(Self.refused))
    #expect(pipe.say("can take 1", in: "s").hasPrefix("no: this machine's clock says"))
    #expect(try Self.rested().say("can take 1", in: "s") == "yes")
  }
}
