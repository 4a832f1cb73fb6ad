import ServiceLevels
import SupportDesk
import Testing

@testable import Storage

@Suite struct SpellingTests {
  static let same = [
    ("Zo\u{EB}", "ZOE\u{308}"), ("\u{212B}sa", "a\u{30A}SA"), ("Straße", "STRASSE"),
    ("\u{39D}\u{3B9}\u{3BA}\u{3BF}\u{3C2}", "\u{39D}\u{399}\u{39A}\u{39F}\u{3A3}"),
    ("\u{1F80}", "\u{3B1}\u{345}\u{313}"), ("\u{D55C}", "\u{1112}\u{1161}\u{11AB}"),
  ]

  @Test(arguments: same)
  func `a key is the same for what people call the same`(left: String, right: String) {
    #expect(Array(CaselessKey(left).text.utf8) == Array(CaselessKey(right).text.utf8))
  }

  @Test(arguments: [("Zoe", "Zo\u{EB}"), ("\u{131}", "i"), ("ana", "ana ")])
  func `and another for what they do not`(left: String, right: String) {
    #expect(CaselessKey(left) != CaselessKey(right))
  }

  @Test(arguments: Place.allCases)
  func `a person is found by any spelling of name and address`(place: Place) throws {
    let desk = try TestDesk(place)
    for (index, (kept, typed)) in Self.same.enumerated() {
      let person = try desk.add(kept + " Name", "\(index)" + kept + "@Acme.example")
      let (name, address, alone) = try desk.ask { state throws(Failure) in
        (
          try state.people(named: typed + " NAME", nil),
          try state.person(address: "\(index)" + typed + "@aCME.example"),
          try state.people(called: "\(index)" + typed + "@aCME.example", role: nil, limit: 5)
        )
      }
      #expect(name.map(\.number) == [person.number] && address?.number == person.number)
      #expect(alone.map(\.number) == [person.number])
      let shown = try #require(name.first?.name.text)
      #expect(shown.utf8.elementsEqual((kept + " Name").utf8), "text is kept byte for byte")
    }
    #expect(try desk.faults().isEmpty)
  }

  @Test(arguments: Place.allCases)
  func `two spellings of a tag are one tag`(place: Place) throws {
    let desk = try TestDesk(place)
    let number = try desk.open(for: desk.ada)
    try desk.record(number, .tagged(.init("Ka\u{308}se")))
    try desk.record(number, .tagged(.init("k\u{C4}se")), .tagged(.init("K\u{E4}SE")))
    let tags = try #require(try desk.ticket(number)).tags
    #expect(tags.map { Array($0.utf8) } == [Array("Ka\u{308}se".utf8)], "the first spelling stays")
    #expect(try desk.numbers(desk.ana, .tag(["K\u{C4}SE"])) == [1])
    #expect(try desk.count(desk.ana, .tag(["k\u{E4}se", "ka\u{308}se"])) == 1)
    #expect(try desk.faults().isEmpty)
    try desk.record(number, .untagged(.init("K\u{E4}SE")))
    #expect(try desk.ticket(number)?.tags == [])
    #expect(try desk.numbers(desk.ana, .tag(["ka\u{308}se"])) == [])
    #expect(try desk.faults().isEmpty)
  }

  @Test func `a tag that the ticket bears in another spelling is no change`() throws {
    let desk = try TestDesk(.memory)
    let number = try desk.open(for: desk.ada)
    try desk.record(number, .tagged(.init("gateway")))
    let ticket = try #require(try desk.ticket(number))
    #expect(throws: Refusal.unchanged(number, "tag")) {
      try ticket.tag("GateWay", on: true, desk.circumstances())
    }
  }

  @Test(arguments: ["name", "address"])
  func `what was erased is found by no spelling`(member: String) throws {
    let desk = try TestDesk(.disk)
    let database = try SQLiteDatabase(path: desk.path)
    try database.run("DELETE FROM vault WHERE member = $1", .text(member))
    let (name, address, word) = try desk.ask { state throws(Failure) in
      (
        try state.people(named: "Ada Byron", nil).count,
        try state.person(address: "ada@acme.example")?.number,
        try state.people(near: "byron", role: nil, limit: 9).count
      )
    }
    #expect(name == (member == "name" ? 0 : 1) && word == name)
    #expect((address == nil) == (member == "address"))
    #expect(try desk.faults().allSatisfy { $0.hasSuffix("is gone, and no event erased it") })
  }

  @Test(arguments: [
    "DELETE FROM spelling WHERE member = 'word'", "UPDATE spelling SET key = 'x' WHERE event = 3",
    "INSERT INTO spelling VALUES ('name', 'x', 99)",
  ])
  func `a spelling that is not the value's shows`(sql: String) throws {
    let desk = try TestDesk(.disk)
    #expect(try desk.faults().isEmpty)
    try SQLiteDatabase(path: desk.path).run(sql)
    #expect(try !desk.faults().isEmpty)
  }
}
