import ServiceLevels
import SupportDesk
import TestSupport
import Testing

@testable import Storage

@Suite struct FormatTests {
  @Test func `other tables are another format`() {
    // Whoever changes the tables gives the format its next number, and notes it here.
    let known: [Int64: String] = [
      6: "3ee1a7663284354c2d5b2ddf3a0bf669639d65cb4c75133a9b6329118d86694b",
      7: "3ee1a7663284354c2d5b2ddf3a0bf669639d65cb4c75133a9b6329118d86694b",
      8: "f22d8af98ffb67b909ba1500176aae14bf338384236c752ad56995f4e83d08fb",
      9: "2e4cb68c71264156e4551522fd4d51c50c87a367f54775e8fdf8259adc203868",
      10: "55ea59b425b5d46d2e289e64681ba99a63aee0c79ba67f70be62149e587c00bc",
      11: "b59156ebe388d5500e30bf065c11b1cb310334832c638102bd14ba4a186ca6c2",
      12: "b59156ebe388d5500e30bf065c11b1cb310334832c638102bd14ba4a186ca6c2",
    ]
    #expect(known[Schema.version] == JournalStore.digest(of: Array(SQLiteTables.script.utf8)))
  }

  @Test(arguments: [Schema.oldest - 1, Schema.version + 1])
  func `a store of another format is refused, and says which`(found: Int64) throws {
    let desk = try TestDesk(.disk)
    try SQLiteDatabase(path: desk.path).run("PRAGMA user_version = \(found)")
    let failure: StorageFailure =
      found < Schema.version
      ? .olderSchema(path: desk.path, found: found, known: Schema.version)
      : .newerSchema(path: desk.path, found: found, known: Schema.version)
    #expect(throws: failure) { try JournalStore(path: desk.path) }
    #expect(throws: Failure.storage(failure)) {
      try desk.store.trying { _ throws(Failure) in }
    }
  }

  /// A store of random tickets whose tables are as no program of this format has them.
  private func older() throws -> (desk: TestDesk, journal: [String]) {
    let desk = try TestDesk(.disk, format: Schema.version - 1)
    var tickets = RandomTickets(chance: Chance(seed: 11), desk: desk)
    try tickets.make(40)
    let journal = try Self.hashes(desk.store)
    try SQLiteDatabase(path: desk.path).runScript(
      """
      DROP INDEX ticket_due; DROP TABLE tag; UPDATE ticket SET status = 9; DELETE FROM notice;
      CREATE TABLE bygone (ticket INTEGER); PRAGMA user_version = \(Schema.version - 1);
      """)
    return (desk, journal)
  }

  private static func hashes(_ store: JournalStore) throws -> [String] {
    var hashes: [String] = []
    try store.reading { state throws(Failure) in
      try state.journal(from: 1) { entry throws(Failure) in hashes.append(entry.hash) }
    }
    return hashes
  }

  private func opened(_ desk: TestDesk, readOnly: Bool = false) throws -> JournalStore {
    try JournalStore(
      try JournalStore.engine.open(desk.path, readOnly: readOnly), path: desk.path,
      oldest: Schema.version - 1)
  }

  @Test func `a store of an older format is brought to this one, once, and its journal stays`()
    throws
  {
    let (desk, journal) = try older()
    let store = try opened(desk)
    #expect(store.migratedFrom == Schema.version - 1)
    #expect(try store.verify().faults == [])
    let after = try Self.hashes(store)
    #expect(Array(after.dropLast()) == journal && after.count == journal.count + 1)
    #expect(try opened(desk).migratedFrom == nil)
    #expect(try Self.hashes(store) == after)
  }

  @Test func `a draft of an older store is for whose the ticket was when it was written`() throws {
    let desk = try TestDesk(.disk, format: 10)
    var tickets = RandomTickets(chance: Chance(seed: 11), desk: desk)
    try tickets.make(1)
    let number = TicketNumber(1)
    let ticket = try #require(try desk.ticket(number))
    let (was, now) = (ticket.customer, desk.ana.number)
    let at = ticket.updatedAt.advanced(byMilliseconds: 60_000)
    try desk.store.writing { state throws(Failure) in
      _ = try state.append(
        Change(
          origin: Origin(actor: .desk, channel: "test", method: "test", program: "test"),
          recordedAt: at,
          occurrences: [
            Occurrence(
              .ticket(number, .transferred(.init(to: now, was: was, because: Words("x")))), at: at)
          ]))
    }
    let raw = try SQLiteDatabase(path: desk.path)
    try raw.runScript(
      """
      DROP TABLE draft;
      CREATE TABLE draft (person INTEGER NOT NULL, number INTEGER NOT NULL, method TEXT NOT NULL,
        arguments TEXT NOT NULL, ticket INTEGER, text TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (person, number)) STRICT, WITHOUT ROWID;
      INSERT INTO draft VALUES (1, 1, 'ticket.reply', '{}', 1, 'x', \(at.milliseconds)),
        (1, 2, 'ticket.reply', '{}', 1, 'x', \(at.milliseconds + 1)),
        (1, 3, 'ticket.new', '{}', NULL, 'x', 0);
      PRAGMA user_version = 10;
      """)
    let store = try JournalStore(
      try JournalStore.engine.open(desk.path, readOnly: false), path: desk.path, oldest: 10)
    let drafts = try store.reading { state throws(Failure) in
      try state.drafts(of: PersonNumber(1))
    }
    #expect(drafts.map(\.customer) == [was, now, nil])
    #expect(was != now)
    #expect(try store.verify().faults == [])
  }

  @Test func `an older store that can only be read is left as it is, and says what to do`() throws {
    let (desk, _) = try older()
    #expect(
      throws: StorageFailure.unmigrated(
        path: desk.path, found: Schema.version - 1, known: Schema.version)
    ) { try opened(desk, readOnly: true) }
    #expect(try opened(desk).migratedFrom == Schema.version - 1)
  }

  @Test func `an older store can be copied as it is, and the copy is brought to this format`()
    throws
  {
    let (desk, journal) = try older()
    let engine = JournalStore.engine
    let source = try JournalStore(
      try engine.open(desk.path, readOnly: true), path: desk.path, oldest: Schema.version - 1,
      asItIs: true)
    #expect(source.migratedFrom == nil)
    #expect(throws: (any Error).self) { try source.reading { _ throws(Failure) in } }
    let copy = desk.path + ".copy"
    try source.database.copy(to: copy)
    let brought = try JournalStore(
      try engine.open(copy, readOnly: false), path: copy, oldest: Schema.version - 1)
    #expect(brought.migratedFrom == Schema.version - 1)
    #expect(Array(try Self.hashes(brought).dropLast()) == journal)
    #expect(try engine.open(desk.path, readOnly: true).format() == Schema.version - 1)
  }

  @Test func `an older store that cannot be brought to this format is left as it was`() throws {
    let (desk, _) = try older()
    let raw = try SQLiteDatabase(path: desk.path)
    try raw.runScript(
      """
      DROP TRIGGER event_fixed;
      UPDATE event SET payload = '{}' WHERE sequence =
        (SELECT max(sequence) FROM event WHERE kind = 'opened');
      """)
    #expect(throws: StorageFailure.self) { try opened(desk) }
    #expect(try raw.format() == Schema.version - 1)
    #expect(try raw.tables().map(\.name).contains("bygone"))
    #expect(
      try raw.first("SELECT count(*) FROM ticket WHERE status <> 9") { $0.integer(0) } == 0)
  }

  @Test func `a file whose format is set back is not brought over, for its journal knows better`()
    throws
  {
    let desk = try TestDesk(.disk)
    try SQLiteDatabase(path: desk.path).run("PRAGMA user_version = \(Schema.version - 1)")
    #expect(throws: StorageFailure.self) { try opened(desk) }
    #expect(try SQLiteDatabase(path: desk.path).format() == Schema.version - 1)
  }
}
