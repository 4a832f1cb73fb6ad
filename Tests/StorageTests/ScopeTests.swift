import ServiceLevels
import Storage
import SupportDesk
import Testing

@Suite struct ScopeTests {
  @Test(arguments: [[Role.agent], [.manager], [.administrator], [.customer, .agent]])
  func `staff see everything`(roles: [Role]) throws {
    let scope = Scope(of: TestDesk.person(9, "Nobody", nil, roles))
    #expect(scope.isWhole && scope.customer == nil)
    #expect(TicketEvent.tagged(.init("x")).isPublic == false && scope.admits(.tagged(.init("x"))))
  }

  @Test(arguments: [[Role.customer], []])
  func `everybody else sees their own tickets`(roles: [Role]) throws {
    let desk = try TestDesk(.memory)
    let own = try desk.open(for: desk.ada)
    let other = try desk.open(for: desk.cid)
    let ada = TestDesk.person(3, "Ada Byron", nil, roles)
    let scope = Scope(of: ada)
    #expect(!scope.isWhole && scope.customer == ada.number)
    #expect(try desk.ticket(own).map(scope.admits) == true)
    #expect(try desk.ticket(other).map(scope.admits) == false)
    #expect(try desk.numbers(ada, .all([])) == [1])
    #expect(try desk.numbers(ada, .any([.number([other]), .customer([desk.cid.number])])) == [])
    #expect(try desk.numbers(ada, .not(.number([own]))) == [])
    #expect(try desk.count(ada, .all([])) == 1)
  }

  @Test func `a customer sees what happened in public`() throws {
    let desk = try TestDesk(.memory)
    let message = desk.message(by: desk.ana, .agent)
    let key = NoticeKey(clock: .response, began: 1, promised: 1, threshold: 75)
    let notice = Notice(key: key, due: desk.now, sent: desk.now, agent: nil, deadline: nil)
    let hidden: [TicketEvent] = [
      .noted(message), .tagged(.init("x")), .untagged(.init("x")), .responded(basis: "x"),
      .notified(notice),
      .withdrawn(key), .excused(because: Words("x")),
      .linked(TicketNumber(2)), .unlinked(TicketNumber(2)), .snoozed(until: desk.now), .woken,
      .repromised(.init(policy: "x", policyVersion: 1, terms: Terms([:]))),
    ]
    let shown: [TicketEvent] = [
      desk.opening(for: desk.ada), .assigned(.init(to: desk.ana.number, was: nil)),
      .released(was: desk.ana.number), .replied(.init(message, answers: true)),
      .received(.init(message, response: desk.promise(.nextResponse, .high))), .waited(.init()),
      .resumed, .resolved(silent: true), .reopened, .closed, .followed(TicketNumber(2)),
      .merged(into: TicketNumber(2)),
      .absorbed(.init(from: TicketNumber(2), said: nil, owed: nil)),
      .split(.init(ticket: TicketNumber(2), message: 1)),
      .prioritised(desk.change(to: .low, from: .high)),
      .renamed(.init(subject: Words("x"))),
      .transferred(.init(to: desk.ada.number, was: desk.cid.number, because: Words("x"))),
    ]
    let told = Set((hidden + shown).map(\.kind))
    #expect(told == Set(TicketEvent.Kind.allCases), "each kind stands on one side")
    let scope = Scope(of: desk.ada)
    #expect(hidden.filter(scope.admits).isEmpty)
    #expect(shown.allSatisfy(scope.admits))
  }

  @Test func `to a customer tickets have no tags`() throws {
    let desk = try TestDesk(.memory)
    let number = try desk.open(for: desk.ada)
    try desk.record(number, .tagged(.init("angry")))
    #expect(try desk.numbers(desk.ada, .tag(["angry"])) == [])
    #expect(try desk.count(desk.ada, .tag(["angry"])) == 0)
    #expect(try desk.numbers(desk.ada, .not(.tag(["angry"]))) == [1])
    #expect(try tags(desk, desk.ada, "").isEmpty)
    #expect(try tags(desk, desk.ana, "") == ["angry"])
  }

  @Test func `tags complete in any spelling, each once`() throws {
    let desk = try TestDesk(.memory)
    for tag in ["printer", "K\u{E4}se", "ka\u{308}se", "kafka", "vpn"] {
      try desk.record(desk.open(for: desk.ada), .tagged(.init(tag)))
    }
    #expect(try tags(desk, desk.ana, "") == ["kafka", "K\u{E4}se", "printer", "vpn"])
    #expect(try tags(desk, desk.ana, "KA\u{308}") == ["K\u{E4}se"])
    #expect(try tags(desk, desk.ana, "k", limit: 1) == ["kafka"])
    #expect(try tags(desk, desk.ana, "kafkas").isEmpty)
  }

  private func tags(
    _ desk: TestDesk, _ actor: Person, _ words: String, limit: Int = 10
  ) throws -> [String] {
    try desk.ask { state throws(Failure) in
      try state.tags(Scope(of: actor), beginning: words, limit: limit)
    }
  }
}
