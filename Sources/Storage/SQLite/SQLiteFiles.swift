/// What SQLite keeps beside a store's file.
enum SQLiteFiles {
  /// What was committed and is not in the file yet.
  static let log = "-wal"
  /// Where the log's pages are, in memory that all who have the store open share.
  static let index = "-shm"

  static let companions = [
    Companion(ending: log, holdsChanges: true), Companion(ending: index, holdsChanges: false),
    // Of a store that any tool wrote without a log.
    Companion(ending: "-journal", holdsChanges: true),
  ]
}
