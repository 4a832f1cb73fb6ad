import Glibc
package import ServiceLevels
package import SupportDesk

/// Putting a copy in the place of a store.
extension JournalStore {
  /// Puts a copy of a store in the place of the one that lies at a path, if one does.
  ///
  /// The copy is written whole under another name first; then both names are exchanged in one
  /// instant, while nobody else can read or write. Whenever it is stopped, one whole store lies at
  /// the path. Whoever was erased since the copy was made is erased in it before.
  ///
  /// - Parameters:
  ///   - source: what is put there; the caller has proven it.
  ///   - aside: under which name the store is kept that was there; nothing must be there.
  ///   - program: what does it, as the journal names it.
  /// - Throws: `busy` where another program has the store open.
  package static func restore(
    _ path: String, from source: JournalStore, aside: String, at instant: Instant, program: String
  ) throws(Failure) -> Restored {
    guard access(path, F_OK) == 0 else {
      try source.database.copy(to: path)
      return Restored(isKept: false, erased: [])
    }
    // What cannot be opened has nobody who reads or writes it.
    let old = try? SQLiteDatabase.store(path)
    let copies = (try? old.map { try CopyTable($0).all() }) ?? []
    try source.database.copy(to: aside)
    do throws(Failure) {
      let kept = StoreFacts.Copy(path: aside, kind: .aside, at: instant)
      var erased: [PersonNumber] = []
      try wrapped { () throws(StorageFailure) in
        try note(copies + [kept], in: aside)
        if let old { try old.seize() } else { try moveLogs(of: path, to: aside) }
      }
      if let old {
        erased = try RepeatedErasures(of: old, at: instant, program: program).carryOut(in: aside)
      }
      try wrapped { () throws(StorageFailure) in
        guard exchange(aside, path) == 0 else { throw Paths.failure(path) }
        try Paths.sync(WholeFile.folder(of: path))
      }
      return Restored(isKept: true, erased: erased)
    } catch {
      unlink(aside)
      throw error
    }
  }

  /// What was done in putting a copy in the place of a store.
  package struct Restored {
    /// Whether there was a store, which is now kept.
    package let isKept: Bool
    /// Whose erasures were repeated.
    package let erased: [PersonNumber]
  }

  /// Erasures name every copy there is, whichever store is in use.
  private static func note(
    _ copies: [StoreFacts.Copy], in path: String
  ) throws(StorageFailure) {
    let database = try SQLiteDatabase.store(path)
    try database.begin(.writing)
    for copy in copies { try CopyTable(database).note(copy) }
    try database.commit()
  }

  /// A log that cannot be read goes where its store goes; beside another it would be taken for its.
  private static func moveLogs(of path: String, to aside: String) throws(StorageFailure) {
    for end in ["-wal", "-journal"] where access(path + end, F_OK) == 0 {
      guard renameKeeping(path + end, aside + end) == 0 else {
        throw Paths.failure(path + end)
      }
    }
    unlink(path + "-shm")
  }

  /// What the system says of a store's file; nil where there is none.
  package static func file(_ path: String) -> StoreFacts.File? { FileFacts.read(path) }
}
