import Commands
import JSON
import Testing

/// What the journal keeps of an opening.
struct OpenedTests {
  @Test(
    "whether the customer opened it is kept",
    arguments: [
      ("Admin", "new for me low : X", true), ("Admin", "new for Cleo Crane low : X", false),
      ("Cleo Crane", "new low : X", true),
    ])
  func opened(actor: String, line: String, isOwn: Bool) throws {
    let test = try TestDesk()
    test.say("add customer Cleo Crane <cleo@acme.example>")
    test.actor = actor
    test.say(line)
    test.actor = "Admin"
    let changes = test.data("export")?["changes"]?.array ?? []
    let payload = changes.last?["events"]?.array?.last?["payload"]?.string
    #expect(payload?.contains("\"byCustomer\":\(isOwn)") == true)
  }
}
