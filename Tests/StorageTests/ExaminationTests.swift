import ServiceLevels
import SupportDesk
import TestSupport
import Testing

@testable import Storage

/// What `doctor` asks of a store.
@Suite struct ExaminationTests {
  private func facts(_ desk: TestDesk, at instant: Instant? = nil) throws -> StoreFacts {
    try desk.store.examine(at: instant ?? desk.now, for: Scope(of: desk.ana))
  }

  @Test func `of random tickets, lists and notices say what the events say, at any time`() throws {
    let seed = UInt64.random(in: 0...9_999)
    let desk = try TestDesk(.memory)
    var tickets = RandomTickets(chance: Chance(seed: seed), desk: desk)
    try tickets.make(60)
    for hours: Int64 in [0, 1, 4, 9, 24, 24 * 7, 24 * 40] {
      let found = try facts(desk, at: desk.now.advanced(byMilliseconds: hours * 3_600_000))
      #expect(found.silent == [] && found.misplaced == [], "seed \(seed)")
    }
    let late = desk.now.advanced(byMilliseconds: 40 * 86_400_000)
    #expect(try facts(desk, at: late).untold > 0)
  }

  @Test func `a clock that would never be told of is found`() throws {
    let desk = try TestDesk(.disk)
    let number = try desk.open(for: desk.ada, .urgent)
    let late = desk.now.advanced(byMilliseconds: 31 * 60_000)
    #expect(try facts(desk, at: late).silent == [])
    #expect(try facts(desk, at: late).untold == 2, "the warning and the breach")
    try SQLiteDatabase(path: desk.path).run("UPDATE clock SET notice_at = NULL")
    #expect(try facts(desk).silent == [])
    #expect(try facts(desk, at: late).silent == [number])
  }

  @Test(arguments: [1, Int64.max])
  func `a list that is wrong about what is due soon is found`(due: Int64) throws {
    let desk = try TestDesk(.disk)
    let soon = try desk.open(for: desk.ada, .urgent)
    let later = try desk.open(for: desk.ada, .low)
    let then = desk.now.advanced(byMilliseconds: 25 * 60_000)
    #expect(try facts(desk, at: then).misplaced == [])
    try SQLiteDatabase(path: desk.path).run("UPDATE ticket SET due_at = $1", .integer(due))
    #expect(try facts(desk, at: then).misplaced == [due == 1 ? later : soon])
  }

  @Test func `the newest backup is known, and where it lies`() throws {
    let desk = try TestDesk(.disk)
    #expect(try facts(desk).lastBackup == nil)
    for (name, hours) in [("second", 2), ("first", 1)] as [(String, Int64)] {
      _ = try desk.store.backUp(
        to: desk.path + name, at: desk.now.advanced(byMilliseconds: hours * 3_600_000))
    }
    #expect(try facts(desk).lastBackup?.path.hasSuffix("desk.dbsecond") == true)
    for name in ["second", "first"] { desk.remove(name) }
  }

  @Test func `a store in memory has no file`() throws {
    #expect(try facts(TestDesk(.memory)).file == nil)
    #expect(try facts(TestDesk(.disk)).file?.rights.mode == 0o600)
  }
}
