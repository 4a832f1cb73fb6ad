import ServiceLevels
import SupportDesk
import TestSupport
import Testing

@testable import Storage

/// What is remembered of one state of a store, and for how long.
@Suite struct StateTests {
  private func state(_ database: SQLiteDatabase) throws -> Int64? {
    try database.begin(.reading)
    defer { database.rollBack() }
    return database.state
  }

  @Test func `a state keeps its name until somebody commits`() throws {
    let desk = try TestDesk(.disk)
    let number = try desk.open(for: desk.ada)
    let database = try SQLiteDatabase.store(desk.path)
    let first = try #require(try state(database))
    #expect(try state(database) == first)
    // By another connection.
    try desk.record(number, .tagged(.init("one")))
    let second = try #require(try state(database))
    #expect(second != first)
    // By this one.
    try database.begin(.writing)
    #expect(database.state == second)
    try database.run("INSERT INTO unswept (person) VALUES (99)")
    #expect(database.state == nil)
    try database.commit()
    let third = try #require(try state(database))
    #expect(third != second)
    // What was given up is no state.
    try database.begin(.writing)
    try database.run("DELETE FROM unswept")
    database.rollBack()
    #expect(try state(database) == third)
    #expect(database.state == nil)
  }

  @Test func `a statement is compiled once, however many transactions run it`() throws {
    let desk = try TestDesk(.disk)
    let database = try SQLiteDatabase.store(desk.path)
    // Settings of the connection are made once, and statements from before are compiled anew.
    var first: Int32?
    for round in 0..<5 {
      try database.begin(.reading)
      _ = try database.first("SELECT count(*) FROM ticket") { $0.integer(0) }
      database.rollBack()
      try database.begin(.writing)
      try database.run("INSERT INTO unswept (person) VALUES ($1)", .integer(Int64(round)))
      try database.commit()
      if first == nil { first = database.recompiled }
    }
    #expect(database.recompiled == first)
  }

  @Test func `a person is known as the last change left them, whoever made it`() throws {
    let desk = try TestDesk(.disk)
    let other = try JournalStore(path: desk.path)
    func name() throws -> String? {
      try other.reading { state throws(Failure) in
        try state.person(desk.ada.number)?.shownName
      }
    }
    let known = try name()
    #expect(try name() == known)
    try desk.store.writing { state throws(Failure) in
      let erasure = try state.erasure(of: desk.ada)
      let erased = erasure.erased(approvedBy: desk.bo.number)
      try desk.append([.person(desk.ada.number, .erased(erased))], state)
      try state.erase(erasure)
    }
    #expect(try name() != known)
  }

  @Test func `what a closure that throws has seen of its own is forgotten`() throws {
    for place in Place.allCases {
      let desk = try TestDesk(place)
      let eve = PersonNumber(5)
      let added = PersonEvent.Added(name: Words("Eve"), address: nil, roles: [.customer])
      #expect(throws: Failure.refused(.unconfirmed)) {
        try desk.store.writing { state throws(Failure) in
          guard try state.person(eve) == nil else { return }
          try desk.append([.person(eve, .added(added))], state)
          guard try state.person(eve) != nil else { return }
          throw .refused(.unconfirmed)
        }
      }
      let found = try desk.ask { state throws(Failure) in try state.person(eve) }
      #expect(found == nil)
    }
  }

  @Test func `what another program makes of the store is seen at the next transaction`() throws {
    let desk = try TestDesk(.disk)
    let other = try JournalStore(path: desk.path)
    func zone() throws -> String {
      try other.reading { state throws(Failure) in
        try state.policies(upTo: nil).inForce(at: desk.now).zone
      }
    }
    #expect(try zone() == "UTC")
    // A policy.
    try desk.record([.policy(PolicyNumber(2), .set(.statement(zone: "Europe/Berlin")))])
    #expect(try zone() == "Europe/Berlin")
    // A clock that is found wrong.
    let number = try desk.open(for: desk.ada)
    let opened = desk.now
    func openedAt() throws -> Instant? {
      try other.reading { state throws(Failure) in try state.ticket(number)?.openedAt }
    }
    #expect(try openedAt() == opened)
    let change = try desk.ask { state throws(Failure) in try state.head().change }
    let earlier = opened.advanced(byMilliseconds: -500)
    try desk.record(
      [.desk(.clockCorrected(.init(changes: change...change, because: nil)))], by: earlier)
    #expect(try openedAt() == earlier)
    // A newer format.
    let newer = try SQLiteDatabase.store(desk.path)
    try newer.run("PRAGMA user_version = \(Schema.version + 1)")
    #expect(throws: Failure.self) { try zone() }
  }
}
