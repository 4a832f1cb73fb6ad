import ServiceLevels
import Storage
import SupportDesk
import Testing

@Suite struct PeopleTests {
  private func near(
    _ desk: TestDesk, _ words: String, _ role: Role? = nil, limit: Int = 10
  ) throws -> [String] {
    try desk.ask { state throws(Failure) in
      try state.people(near: words, role: role, limit: limit).map(\.shownName)
    }
  }

  private func called(
    _ desk: TestDesk, _ words: String, _ role: Role? = nil, limit: Int = 10
  ) throws -> [String] {
    try desk.ask { state throws(Failure) in
      try state.people(called: words, role: role, limit: limit).map(\.shownName)
    }
  }

  @Test(arguments: Place.allCases)
  func `near is what begins so, by name, word and address, then what is a slip away`(
    place: Place
  ) throws {
    let desk = try TestDesk(place)
    _ = try desk.add("Silvan Petit", "silvan@acme.example")
    _ = try desk.add("Zed Nobody", "silver@acme.example")
    #expect(try near(desk, "silv") == ["Silvan Petit", "Ana Silva", "Zed Nobody"])
    #expect(try near(desk, "SILVA")[0] == "Ana Silva", "the very word comes first")
    #expect(try near(desk, "silv", .customer) == ["Silvan Petit", "Zed Nobody"])
    #expect(try near(desk, "silv", limit: 1) == ["Silvan Petit"])
    #expect(try near(desk, "slivan") == ["Silvan Petit", "Ana Silva"], "one slip before two")
    #expect(try near(desk, "petti", .customer) == ["Silvan Petit"])
    #expect(try near(desk, "silver@acme").first == "Zed Nobody")
    #expect(try near(desk, "sivler@acme.example").isEmpty, "of an address nothing is guessed")
    #expect(try near(desk, "mnago", .agent) == ["Bo Mango"])
    #expect(try near(desk, "xx").isEmpty)
    #expect(try near(desk, "an", .agent) == ["Ana Silva"])
    #expect(try near(desk, "", .agent) == ["Ana Silva", "Bo Mango"])
  }

  @Test(arguments: Place.allCases)
  func `called is an address, else a whole name, else the first word of staff's`(
    place: Place
  ) throws {
    let desk = try TestDesk(place)
    _ = try desk.add("ana@desk.example")
    _ = try desk.add("Ana")
    #expect(try called(desk, "ANA@desk.example") == ["Ana Silva"])
    #expect(try called(desk, "ana") == ["Ana"])
    #expect(try called(desk, "ana", .agent) == ["Ana Silva"])
    #expect(try called(desk, "bo") == ["Bo Mango"])
    #expect(try called(desk, "ada").isEmpty, "customers are called by their whole names")
    #expect(try called(desk, "ada byron", .customer) == ["Ada Byron"])
    #expect(try called(desk, "ada byron", .agent).isEmpty)
    #expect(try called(desk, "bo mango", .agent) == ["Bo Mango"])
    _ = try desk.add("ADA BYRON")
    #expect(try called(desk, "Ada Byron") == ["Ada Byron", "ADA BYRON"])
    #expect(try called(desk, "Ada Byron", limit: 1) == ["Ada Byron"])
  }

  @Test func `a manager may stand in for an agent`() throws {
    let desk = try TestDesk(.memory)
    _ = try desk.add("Max Power", nil, [.manager])
    #expect(try called(desk, "max", .agent) == ["Max Power"])
    #expect(try near(desk, "ma", .agent) == ["Max Power", "Bo Mango"])
    #expect(try called(desk, "ana", .manager).isEmpty)
  }

  @Test(arguments: Place.allCases)
  func `the agents of a customer are those who have the customer's tickets`(place: Place) throws {
    let desk = try TestDesk(place)
    for (customer, agent) in [
      (desk.ada, desk.bo), (desk.ada, desk.ana), (desk.ada, desk.bo), (desk.cid, desk.ana),
    ] {
      try desk.record(desk.open(for: customer), .assigned(.init(to: agent.number, was: nil)))
    }
    _ = try desk.open(for: desk.cid)
    func agents(_ customer: Person) throws -> [String] {
      try desk.ask { state throws(Failure) in
        try state.agents(onTicketsOf: customer.number).map(\.shownName)
      }
    }
    #expect(try agents(desk.ada) == ["Ana Silva", "Bo Mango"])
    #expect(try agents(desk.cid) == ["Ana Silva"])
    #expect(try agents(desk.bo).isEmpty)
  }
}
