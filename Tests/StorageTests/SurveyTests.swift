import ServiceLevels
import Storage
import SupportDesk
import TestSupport
import Testing

/// Reads that take long, and what is done meanwhile.
struct SurveyTests {
  private func desk(_ place: Place = .disk) throws -> TestDesk {
    let desk = try TestDesk(place)
    var tickets = RandomTickets(chance: Chance(seed: 1), desk: desk)
    try tickets.make(40)
    return desk
  }

  private func head(_ state: any Snapshot) throws(Failure) -> Int64 { try state.head().change }

  /// Reads all of the journal until something was done meanwhile.
  private func read(_ state: any Snapshot, until isEnough: () -> Bool) throws(Failure) {
    for _ in 0..<10_000 where !isEnough() {
      try state.journal(from: 1) { _ throws(Failure) in }
    }
  }

  @Test func `what is written meanwhile is no part of a survey, and lasts`() throws {
    let desk = try desk()
    let before = try desk.ask(head)
    var written: Int64 = 0
    desk.store.attendant.meanwhile = {
      if written == 0 { written = (try? desk.add("Eve Ely")) == nil ? -1 : 1 }
    }
    let seen = try desk.store.surveying { state throws(Failure) in
      try read(state) { written != 0 }
      return try head(state)
    }
    #expect(written == 1)
    #expect(seen == before)
    #expect(try desk.ask(head) == before + 1)
    #expect(try desk.store.surveying { state throws(Failure) in try head(state) } == before + 1)
  }

  @Test func `a proof is of one state, whatever is written meanwhile`() throws {
    let desk = try desk()
    let before = try desk.ask(head)
    var count = 0
    desk.store.attendant.meanwhile = {
      if count < 3, (try? desk.add("Eve \(count)")) != nil { count += 1 }
    }
    let verification = try desk.store.verify()
    #expect(count > 0)
    #expect(verification.holds)
    #expect(verification.changes == before)
    desk.store.attendant = Attendant()
    #expect(try desk.faults() == [])
  }

  @Test(arguments: Place.allCases)
  func `a survey for which nobody waits any longer is given up`(place: Place) throws {
    let desk = try desk(place)
    var asked = 0
    desk.store.attendant = Attendant(
      isGone: {
        asked += 1
        return asked > 3
      }, meanwhile: {})
    #expect(throws: Failure.storage(.givenUp)) {
      try desk.store.surveying { state throws(Failure) in try read(state) { false } }
    }
    desk.store.attendant = Attendant()
    #expect(try desk.faults() == [])
  }

  @Test func `how much is done only grows, up to all there is`() throws {
    let desk = try desk()
    for number in 0..<600 { _ = try desk.add("Eve \(number)") }
    let last = try desk.ask(head)
    var heard: [(done: Int64, total: Int64, unit: Attendant.Unit)] = []
    desk.store.attendant.hears = { heard.append(($0, $1, $2)) }
    try desk.store.surveying { state throws(Failure) in
      try state.journal(from: 3) { _ throws(Failure) in }
    }
    #expect(heard.count == Int(last - 2) / 256)
    #expect(heard.allSatisfy { $0.total == last - 2 && $0.unit == .changes && $0.done <= $0.total })
    #expect(heard.map(\.done) == heard.map(\.done).sorted())
    heard = []
    _ = try desk.store.verify()
    #expect(heard.count > 2)
    #expect(heard.allSatisfy { $0.unit == .facts && $0.done <= $0.total })
    #expect(Set(heard.map(\.done)).count == heard.count)
    #expect(heard.map(\.done) == heard.map(\.done).sorted())
  }

  @Test func `whoever waited before does so again behind another's turn`() throws {
    let desk = try desk(.memory)
    desk.store.attendant.isGone = { true }
    try desk.store.attended(by: Attendant()) { () throws(Failure) in
      #expect(!desk.store.attendant.isGone())
    }
    #expect(desk.store.attendant.isGone())
  }
}
