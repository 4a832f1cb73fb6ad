import ServiceLevels
import Storage
import SupportDesk
import TestSupport
import Testing

/// What every store must do (`SupportDesk/Store`), wherever it lies and whatever engine keeps it.
@Suite struct ContractTests {
  private static let seeds = [UInt64](1...3)

  /// Everything that is recorded, as it is exported.
  private func journal(_ desk: TestDesk) throws -> [JournalEntry] {
    try desk.ask { state throws(Failure) in
      var entries: [JournalEntry] = []
      try state.journal(from: 0) { entry throws(Failure) in entries.append(entry) }
      return entries
    }
  }

  private func history(_ place: Place, seed: UInt64) throws -> TestDesk {
    let desk = try TestDesk(place)
    var tickets = RandomTickets(chance: Chance(seed: seed), desk: desk)
    try tickets.make(20)
    return desk
  }

  @Test(arguments: Place.allCases, seeds)
  func `changes and events are numbered without gaps, and time never goes back`(
    place: Place, seed: UInt64
  ) throws {
    let entries = try journal(try history(place, seed: seed))
    #expect(entries.map(\.change) == Array(1...Int64(entries.count)))
    let events = entries.flatMap(\.events).map(\.sequence)
    #expect(events == Array(1...Int64(events.count)))
    #expect(entries.map(\.recordedAt) == entries.map(\.recordedAt).sorted())
    for (before, after) in zip(entries, entries.dropFirst()) {
      #expect(after.previous == before.hash)
    }
    var versions: [String: Int64] = [:]
    for event in entries.flatMap(\.events) {
      versions[event.stream, default: 0] += 1
      #expect(event.version == versions[event.stream], "\(event.stream)")
    }
  }

  @Test(arguments: Place.allCases, seeds)
  func `a ticket is the fold of its history, and its row a function of it`(
    place: Place, seed: UInt64
  ) throws {
    let desk = try history(place, seed: seed)
    for line in try desk.lines(desk.ana, .all([])) {
      let number = line.row.number
      let ticket = try #require(try desk.ticket(number))
      let fold = try desk.ask { state throws(Failure) in
        Ticket(number, try state.history(of: number, upTo: nil))
      }
      #expect(line.row == TicketRow(ticket, by: .onlyAlways))
      #expect(fold.map { TicketRow($0, by: .onlyAlways) } == line.row)
      #expect(fold?.clockRows(by: .onlyAlways) == ticket.clockRows(by: .onlyAlways))
      #expect(Set(line.tags) == ticket.tags)
    }
    #expect(try desk.faults() == [])
  }

  @Test(arguments: Place.allCases)
  func `a closure sees its own writes, and one that throws leaves nothing`(place: Place) throws {
    let desk = try TestDesk(place)
    let number = try desk.open(for: desk.ada)
    let before = try journal(desk).map(\.hash)
    #expect(throws: Failure.refused(.notOwned(number))) {
      try desk.store.writing { state throws(Failure) in
        let head = try state.head().change
        let appended = try desk.append([.ticket(number, .tagged(.init("seen")))], state)
        guard appended.number == head + 1, try state.head().change == head + 1,
          try state.ticket(number)?.tags == ["seen"],
          try state.count(TicketQuery(Scope(of: desk.ana), .tag(["seen"]))) == 1
        else { throw .refused(.noSuchTicket(number)) }
        throw .refused(.notOwned(number))
      }
    }
    #expect(try journal(desk).map(\.hash) == before)
    #expect(try desk.ticket(number)?.tags == [])
    #expect(try desk.numbers(desk.ana, .tag(["seen"])) == [])
  }

  @Test func `a closure sees one state, whatever others write meanwhile`() throws {
    let desk = try TestDesk(.disk)
    let number = try desk.open(for: desk.ada)
    let other = try JournalStore(path: desk.path)
    let seen = try desk.ask { state throws(Failure) in
      let first = try state.head()
      _ = try other.writing { writer throws(Failure) in
        try desk.append([.ticket(number, .tagged(.init("meanwhile")))], writer)
      }
      return (first, try state.head(), try state.history(of: number, upTo: nil).count)
    }
    #expect(seen.0 == seen.1 && seen.2 == 1)
    #expect(try desk.ticket(number)?.tags == ["meanwhile"])
  }

  @Test func `who writes is alone, so a clock read in the closure is read behind the lock`() throws
  {
    let desk = try TestDesk(.disk)
    let other = try JournalStore(path: desk.path)
    _ = try desk.store.writing { _ throws(Failure) in
      // It waits as long as it waits for anybody, and then says so.
      #expect(throws: Failure.storage(.busy)) { try other.writing { _ throws(Failure) in } }
    }
    try other.writing { _ throws(Failure) in }
  }

  @Test(arguments: Place.allCases)
  func `a key tells what became of a call whose answer was lost`(place: Place) throws {
    let desk = try TestDesk(place)
    let number = try desk.open(for: desk.ada)
    let (key, actor) = ("k", "person/1")
    func call(_ change: Int64) -> RememberedCall {
      RememberedCall(method: "ticket.tag", parameters: "{}", change: change, at: desk.now)
    }
    func remembered() throws -> RememberedCall? {
      try desk.ask { state throws(Failure) in try state.remembered(key: key, actor: actor) }
    }
    #expect(try remembered() == nil)
    // Refused: neither the change nor the key is there.
    #expect(throws: Failure.self) {
      try desk.store.writing { state throws(Failure) in
        let appended = try desk.append([.ticket(number, .tagged(.init("x")))], state)
        try state.remember(call(appended.number), key: key, actor: actor)
        throw .refused(.notOwned(number))
      }
    }
    #expect(try remembered() == nil)
    // Done, and the answer lost: the key names the change that is in the journal.
    try desk.store.writing { state throws(Failure) in
      let appended = try desk.append([.ticket(number, .tagged(.init("x")))], state)
      try state.remember(call(appended.number), key: key, actor: actor)
    }
    let known = try #require(try remembered())
    #expect(known.matches("{}") && !known.matches("{ }"))
    #expect(try journal(desk).last?.change == known.change)
    #expect(
      try desk.ask { state throws(Failure) in try state.remembered(key: key, actor: "person/2") }
        == nil)
  }
}
