import CSQLite
import FaultyDisk
import Glibc
import ServiceLevels
import SupportDesk
import Testing

@testable import Storage

/// A disk that fails, and one that loses what was not synced.
@Suite(.serialized) struct DiskTests {
  /// What became of an attempt to add people, one a change.
  private struct Attempt {
    var acknowledged: Set<Int64> = []
    var refused: Set<Int64> = []
  }

  private static let calls: [Int64] = Array(11...15)
  private static let all = [FAULTY_READ, FAULTY_WRITE, FAULTY_SYNC, FAULTY_TRUNCATE]

  private func attempt(_ path: String) -> Attempt {
    var attempt = Attempt()
    guard let store = try? JournalStore(path: path, on: SQLiteEngine(vfs: "faulty")) else {
      return attempt
    }
    for number in Self.calls {
      do {
        try store.writing { state throws(Failure) in _ = try state.append(Self.change(number)) }
        attempt.acknowledged.insert(number)
      } catch {
        attempt.refused.insert(number)
      }
    }
    return attempt
  }

  private static func change(_ number: Int64) -> Change {
    let person = PersonEvent.Added(
      name: Words("Person \(number)"), address: nil,
      roles: [.customer])
    return Change(
      origin: Origin(actor: .desk, channel: "replay", method: "test", program: "test"),
      recordedAt: Instant(clamping: 1_800_000_100_000 + number),
      occurrences: [
        Occurrence(
          .person(PersonNumber(number), .added(person)),
          at: Instant(clamping: 1_800_000_100_000 + number))
      ])
  }

  /// Which of the people are there, and what does not hold.
  private func found(_ path: String) throws -> (people: Set<Int64>, faults: [String]) {
    let store = try JournalStore(path: path)
    var people: Set<Int64> = []
    try store.reading { state throws(Failure) in
      for number in Self.calls where try state.person(PersonNumber(number)) != nil {
        people.insert(number)
      }
    }
    return (people, try store.verify().faults.map(\.what))
  }

  /// Runs a body on a fresh copy of a store, again and again, until it asks for no more.
  private func eachCopy(_ body: (_ path: String, _ number: Int) throws -> Bool) throws {
    faulty_register()
    let desk = try TestDesk(.disk)
    let whole = desk.path + "-whole"
    _ = try desk.store.backUp(to: whole, at: desk.now)
    defer { unlink(whole) }
    let bytes = try Self.bytes(of: whole)
    for number in 1...2_000 {
      let path = desk.path + "-\(number)"
      try Self.write(bytes, to: path)
      defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(path + end) } }
      let goesOn = try body(path, number)
      faulty_arm(0, 0, 0, 0)
      faulty_forget()
      if !goesOn { return }
    }
    Issue.record("there was no end of operations")
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "rb"))
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    try #require(fread(&bytes, 1, bytes.count, file) == bytes.count)
    return bytes
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "wb"))
    defer { fclose(file) }
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  @Test(arguments: all, [SQLITE_IOERR, SQLITE_FULL])
  func `a disk that fails once loses nothing acknowledged and keeps nothing refused`(
    kind: faulty_kind, code: Int32
  ) throws {
    var refusals = 0
    try eachCopy { path, number in
      faulty_arm(Int32(kind.rawValue), number, code, 0)
      let attempt = attempt(path)
      let isReached = faulty_counted() >= number
      faulty_arm(0, 0, 0, 0)
      let found = try found(path)
      #expect(found.people == attempt.acknowledged, "\(kind), operation \(number)")
      #expect(found.faults == [], "\(kind), operation \(number)")
      refusals += attempt.refused.count
      return isReached
    }
    #expect(refusals > 0 || kind == FAULTY_TRUNCATE)
  }

  @Test(arguments: [UInt64](1...3))
  func `a power loss at any operation loses nothing acknowledged`(seed: UInt64) throws {
    var lost = 0
    try eachCopy { path, number in
      let kinds = Self.all.reduce(0) { $0 | Int32($1.rawValue) }
      faulty_arm(kinds, number, SQLITE_IOERR, 1)
      let attempt = attempt(path)
      let isReached = faulty_counted() >= number
      faulty_arm(0, 0, 0, 0)
      faulty_lose_power(seed &* 7_919 &+ UInt64(number))
      let found = try found(path)
      #expect(
        attempt.acknowledged.isSubset(of: found.people), "seed \(seed), operation \(number)")
      #expect(found.faults == [], "seed \(seed), operation \(number)")
      lost += attempt.refused.count
      return isReached
    }
    #expect(lost > 0)
  }
}
