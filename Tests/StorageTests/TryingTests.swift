import Glibc
import ServiceLevels
import Storage
import SupportDesk
import Testing

@Suite struct TryingTests {
  @Test(arguments: Place.allCases)
  func `trying gives the body's answer and leaves nothing`(place: Place) throws {
    let desk = try TestDesk(place)
    let number = try desk.open(for: desk.ada)
    let before = try journal(desk)
    let tried = try desk.store.trying { state throws(Failure) -> (Status?, Int64, Int64) in
      let appended = try desk.append([.ticket(number, .resolved(silent: true))], state)
      try desk.append(
        [
          .person(
            PersonNumber(9),
            .added(.init(name: Words("Nine"), address: nil, roles: [.customer])))
        ], state)
      try state.keep(
        Draft(
          number: 1, method: "x", arguments: "{}", ticket: nil, customer: nil, text: "x",
          at: desk.now),
        of: desk.ana.number)
      return (
        try state.ticket(number)?.status, appended.number,
        try state.count(TicketQuery(Scope(of: desk.ana), .status([.resolved])))
      )
    }
    #expect(tried == (.resolved, Int64(before.count) + 1, 1))
    #expect(try desk.ticket(number)?.status == .new, "no fold is remembered")
    #expect(try journal(desk) == before)
    #expect(try desk.count(desk.ana, .status([.resolved])) == 0)
    #expect(try desk.ask { state throws(Failure) in try state.drafts(of: desk.ana.number) } == [])
    #expect(try desk.ask { state throws(Failure) in try state.people(named: "Nine", nil) } == [])
    try desk.record(number, .waited(.init()))
    #expect(try desk.ticket(number)?.status == .waiting)
    #expect(try desk.faults().isEmpty)
  }

  @Test(arguments: Place.allCases)
  func `a body that refuses is refused, and the lock is free again`(place: Place) throws {
    let desk = try TestDesk(place)
    let number = try desk.open(for: desk.ada)
    #expect(throws: Failure.refused(.notOwned(number))) {
      try desk.store.trying { state throws(Failure) in
        try desk.append([.ticket(number, .waited(.init()))], state)
        throw .refused(.notOwned(number))
      }
    }
    #expect(try desk.ticket(number)?.status == .new)
    try desk.record(number, .waited(.init()))
    #expect(try desk.ticket(number)?.status == .waiting)
  }

  @Test func `what can only be read can not be tried on`() throws {
    let desk = try TestDesk(.disk)
    let copy = desk.path + "-copy"
    _ = try desk.store.backUp(to: copy, at: desk.now)
    defer { unlink(copy) }
    let store = try JournalStore(path: copy, isReadOnly: true)
    #expect(throws: Failure.storage(.readOnly(path: copy))) {
      try store.trying { _ throws(Failure) in }
    }
  }

  @Test func `what was tried is not taken for what another program recorded then`() throws {
    let desk = try TestDesk(.disk)
    let number = try desk.open(for: desk.ada)
    _ = try desk.store.trying { state throws(Failure) in
      try desk.append([.ticket(number, .resolved(silent: true))], state)
    }
    let change = Change(
      origin: Origin(
        actor: .person(PersonNumber(2)), channel: "replay", method: "test", program: "other"),
      recordedAt: desk.now,
      occurrences: [Occurrence(.ticket(number, .waited(.init())), at: desk.now)])
    _ = try JournalStore(path: desk.path).writing { state throws(Failure) in
      try state.append(change)
    }
    #expect(try desk.ticket(number)?.status == .waiting)
  }

  private func journal(_ desk: TestDesk) throws -> [String] {
    try desk.ask { state throws(Failure) in
      var hashes: [String] = []
      try state.journal(from: 0) { entry throws(Failure) in hashes.append(entry.hash) }
      return hashes
    }
  }
}
