import SupportDesk
import Testing

struct StreamNameTests {
  @Test(
    arguments: [
      ("ticket/12", .ticket(TicketNumber(12))), ("person/3", .person(PersonNumber(3))),
      ("desk", .desk), ("ticket/9223372036854775807", .ticket(TicketNumber(.max))),
    ] as [(String, StreamName)])
  func `a stream's name is read as it is written`(text: String, name: StreamName) {
    #expect(name.text == text)
    #expect(StreamName(text) == name)
  }

  @Test(
    arguments: [
      "", "/", "ticket", "ticket/", "ticket/0", "ticket/-1", "ticket/+1", "ticket/01", "ticket/1/",
      "ticket/1/2", "ticket/ 1", "Ticket/1", "ticket/9223372036854775808", "person/x", "desk/1",
      "desk ", "service/1", "import",
    ])
  func `what no stream is called is no name`(text: String) {
    #expect(StreamName(text) == nil)
  }

  @Test func `only a ticket's stream is a ticket's`() {
    #expect(StreamName.ticket(TicketNumber(7)).ticket == TicketNumber(7))
    #expect(StreamName.person(PersonNumber(7)).ticket == nil)
    #expect(StreamName.desk.ticket == nil)
  }

  @Test(
    arguments: [
      ("person/3", .person(PersonNumber(3))), ("desk", .desk), ("import", .otherSystem),
    ] as [(String, Actor)])
  func `an actor is read as it is written`(text: String, actor: Actor) {
    #expect(actor.text == text)
    #expect(Actor(text) == actor)
    #expect(actor.person == (text == "person/3" ? PersonNumber(3) : nil))
  }

  @Test(arguments: ["", "ticket/1", "person/0", "person/03", "imports", "ann"])
  func `whatever else is written acted never`(text: String) {
    #expect(Actor(text) == nil)
  }

  @Test func `an event about a person lies in that person's stream`() {
    let person = PersonNumber(4)
    #expect(DeskEvent.roleGranted(person, .agent).stream == .person(person))
    #expect(DeskEvent.roleWithdrawn(person, .agent).stream == .person(person))
    #expect(
      DeskEvent.personAdded(.init(number: person, name: Words("A"), address: nil, roles: []))
        .stream == .person(person))
    #expect(DeskEvent.erasureApproved(person, because: Words("x")).stream == .person(person))
    #expect(DeskEvent.clockCorrected(.init(changes: 1...2, because: nil)).stream == .desk)
    #expect(Fact.ticket(TicketNumber(2), .waited).stream == .ticket(TicketNumber(2)))
    #expect(Fact.ticket(TicketNumber(2), .waited).kind == "waited")
    #expect(Fact.desk(.created(schema: 1, isReplay: false)).kind == "desk.created")
  }
}
