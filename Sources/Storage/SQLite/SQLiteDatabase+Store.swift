import Glibc
import SupportDesk

extension SQLiteDatabase {
  /// Opens a desk's file for a store: durable, with its log, its journal guarded.
  ///
  /// - Parameters: as of `init`.
  static func store(
    _ path: String, readOnly: Bool = false, vfs: String? = nil
  ) throws(StorageFailure) -> SQLiteDatabase {
    // Another file may have taken the place of the one that was opened before its lock was had.
    var attempts = 0
    while true {
      try FileWatch.askForFile(path)
      var database = try SQLiteDatabase(path: path, readOnly: readOnly, vfs: vfs)
      // Until it is known to be this file's.
      database.keepLog(true)
      do {
        try database.begin(.reading)
      } catch StorageFailure.replaced where attempts < attemptsMax {
        attempts += 1
        continue
      } catch StorageFailure.full {
        // There is no room for a log's index: what is there can be read all the same.
        database = try SQLiteDatabase(path: path, readOnly: true, isFull: true, vfs: vfs)
        try database.begin(.reading)
      }
      database.rollBack()
      try database.configure()
      return database
    }
  }

  private static let attemptsMax = 10

  private func configure() throws(StorageFailure) {
    guard try first("PRAGMA application_id", read: { $0.integer(0) }) == SQLiteTables.applicationID
    else { throw .notADesk(path: path) }
    // Any tool can have taken the log away for good.
    if !isReadOnly, try first("PRAGMA journal_mode", read: { $0.text(0) }) != "wal" {
      try run("PRAGMA journal_mode = WAL")
    }
    for pragma in [
      "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON",
      "secure_delete = ON", "temp_store = MEMORY", "cache_size = -16384",
      // Begun anew, a log that was longer is cut.
      "journal_size_limit = \(Self.logBytesMax)",
    ] {
      try run("PRAGMA \(pragma)")
    }
    guardJournal()
  }

  func seize() throws(StorageFailure) {
    try run("PRAGMA locking_mode = EXCLUSIVE")
    var waited: UInt32 = 0
    while true {
      // SQLite does not wait here as it does for a transaction's lock.
      do {
        try run("PRAGMA journal_mode = DELETE")
        return try run("BEGIN EXCLUSIVE")
      } catch StorageFailure.busy where waited < Self.seizeMs {
        usleep(Self.pauseMs * 1_000)
        waited += Self.pauseMs
      }
    }
  }

  private static let pauseMs: UInt32 = 20
  /// Calls from the shell end by then; a console does not.
  private static let seizeMs: UInt32 = 2_000
}
