import SupportDesk
import Testing

@testable import Storage

@Suite struct FormatTests {
  @Test func `other tables are another format`() {
    // Whoever changes the tables gives the format its next number, and notes it here.
    let known: [Int64: String] = []
    #expect(known[Schema.version] == JournalStore.digest(of: Array(SQLiteTables.script.utf8)))
  }

  @Test(arguments: [-1, 1] as [Int64])
  func `a store of another format is refused, and says which`(difference: Int64) throws {
    let desk = try TestDesk(.disk)
    let found = Schema.version + difference
    try SQLiteDatabase(path: desk.path).run("PRAGMA user_version = \(found)")
    let failure: StorageFailure =
      difference < 0
      ? .olderSchema(path: desk.path, found: found, known: Schema.version)
      : .newerSchema(path: desk.path, found: found, known: Schema.version)
    #expect(throws: failure) { try JournalStore(path: desk.path) }
    #expect(throws: Failure.storage(failure)) {
      try desk.store.trying { _ throws(Failure) in }
    }
  }
}
