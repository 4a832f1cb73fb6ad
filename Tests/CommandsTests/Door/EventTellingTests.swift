import Commands
import Interpreter
import SupportDesk
import Testing

struct EventTellingTests {
  @Test(
    "every kind of event has a type by its own word, but what a clock is told of",
    arguments: TicketEvent.Kind.allCases)
  func types(kind: TicketEvent.Kind) {
    let ofClocks = [.notified, .withdrawn].contains(kind)
    #expect((JournalEventType(rawValue: "ticket.\(kind.rawValue)") == nil) == ofClocks)
  }

  @Test("who sees the whole desk learns how a change reached it, others of their own changes alone")
  func origins() throws {
    let desk = try TestDesk(channel: "console")
    desk.say("add agent Ann Alder")
    desk.say("new for Cleo Crane <cleo@acme.example> low : Printer")
    desk.actor = "Cleo Crane"
    desk.say("reply 1 : Hello?")
    desk.actor = "Ann Alder"
    desk.say("reply 1 : Hello.")
    let told = try ["Admin", "Ann Alder", "Cleo Crane"].map { name in
      desk.actor = name
      return try desk.desk.events(
        WantedEvents(since: 0, types: ["ticket.*"], ticket: nil, limit: 100)
      ).events.map { "\($0.type.rawValue) \($0.origin?.method ?? "-")" }
    }
    let staff = [
      "ticket.opened ticket.new", "ticket.received ticket.reply", "ticket.replied ticket.reply",
    ]
    #expect(told[0] == staff)
    #expect(told[1] == staff)
    let beyond = try desk.desk.events(WantedEvents(since: 99, types: [], ticket: nil, limit: 1))
    #expect(beyond.isAtEnd && beyond.events.isEmpty && beyond.gap?.upperBound == 99)
    #expect(
      told[2] == ["ticket.opened -", "ticket.received ticket.reply", "ticket.replied -"])
  }
}
