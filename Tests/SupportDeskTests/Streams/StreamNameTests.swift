import SupportDesk
import Testing

struct StreamNameTests {
  @Test(
    arguments: [
      ("ticket/12", .ticket(TicketNumber(12))), ("person/3", .person(PersonNumber(3))),
      ("desk", .desk),
      ("policy/1", Policy.name(of: PolicyNumber(1))),
      ("service/2", Service.name(of: ServiceNumber(2))),
      ("ticket/9223372036854775807", .ticket(TicketNumber(.max))),
    ] as [(String, StreamName)])
  func `a stream's name is read as it is written`(text: String, name: StreamName) {
    #expect(name.text == text)
    #expect(StreamName(text) == name)
  }

  @Test(
    arguments: [
      "", "/", "ticket", "ticket/", "ticket/0", "ticket/-1", "ticket/+1", "ticket/01", "ticket/1/",
      "ticket/1/2", "ticket/ 1", "Ticket/1", "ticket/9223372036854775808", "person/x", "desk/1",
      "desk/", "desk/0", "desk ", "services/1", "import",
    ])
  func `what no stream is called is no name`(text: String) {
    #expect(StreamName(text) == nil)
  }

  @Test func `only a ticket's stream is a ticket's`() {
    #expect(StreamName.ticket(TicketNumber(7)).ticket == TicketNumber(7))
    #expect(StreamName.person(PersonNumber(7)).ticket == nil)
    #expect(StreamName.desk.ticket == nil)
    #expect(StreamName.person(PersonNumber(7)).person == PersonNumber(7))
    #expect(StreamName.ticket(TicketNumber(7)).person == nil)
    #expect(Service.name(of: ServiceNumber(7)).ticket == nil)
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

  @Test func `streams of a kind, and no others, are called something between its bounds`() {
    let names = StreamKind.allCases.flatMap { kind in
      (kind == .desk ? [0] : [1, 9, 10, .max]).map { StreamName(kind, $0) }
    }
    for kind in StreamKind.allCases {
      for name in names {
        let bytes = Array(name.text.utf8)
        let isBetween =
          !bytes.lexicographicallyPrecedes(Array(kind.bounds.first.utf8))
          && bytes.lexicographicallyPrecedes(Array(kind.bounds.behind.utf8))
        #expect(isBetween == (name.kind == kind), "\(name.text), \(kind)")
      }
    }
  }

  @Test func `a fact lies in the stream of what it is about`() {
    let person = PersonNumber(4)
    #expect(Fact.person(person, .roleWithdrawn(.agent)).stream == .person(person))
    #expect(
      Fact.policy(PolicyNumber(3), .set(.statement(zone: "UTC"))).stream.text == "policy/3")
    #expect(
      Fact.service(ServiceNumber(2), .added(name: "x", uptimeBasisPoints: 1)).stream.text
        == "service/2")
    #expect(Fact.desk(.clockCorrected(.init(changes: 1...2, because: nil))).stream == .desk)
    #expect(Fact.ticket(TicketNumber(2), .waited(.init())).stream == .ticket(TicketNumber(2)))
    #expect(Fact.ticket(TicketNumber(2), .waited(.init())).kind == "waited")
    #expect(Fact.desk(.created(schema: 1, isReplay: false)).kind == "desk.created")
  }
}
