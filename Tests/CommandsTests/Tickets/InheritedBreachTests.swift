import Commands
import Testing

/// What a customer sees of clocks that ran out before the ticket was theirs: nothing.
struct InheritedBreachTests {
  @Test(
    "a breach is theirs from the instant on at which the ticket was",
    arguments: [(3_600_000, true), (3_600_001, false)] as [(Int64, Bool)])
  func transfer(afterMs: Int64, isSeen: Bool) throws {
    let test = try TestDesk()
    test.say("add customer Eve Ely <eve@acme.example>")
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    test.pass(afterMs)
    test.say("transfer 1 to Eve Ely because it is hers")
    test.pass(1_000)
    test.actor = "Eve Ely"
    #expect(test.say("history 1").contains("the response time ran out") == isSeen)
  }
}
