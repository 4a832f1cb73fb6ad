import SupportDesk
import Testing

@testable import Storage

@Suite struct FormatTests {
  @Test func `other tables are another format`() {
    // Whoever changes the tables gives the format its next number, and notes it here.
    let known: [Int64: String] = [
      2: "ea5ab028a29b7d53b6c1adf5474b5d48af05dbbbbf4191fe5c667ead9ee26648",
      3: "68c4b611308cdab9700c849af951c2ef25991f76536effce76a2beea66f348dd",
      4: "5415bf9f4e9e9fc1fdfae13a8f047fa7c8cfd40a011155ed5c065f217d432019",
      5: "c099689bd9a8264987a2be15676a04581b79a48aa31bcd23f8219e7fbc656592",
    ]
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
