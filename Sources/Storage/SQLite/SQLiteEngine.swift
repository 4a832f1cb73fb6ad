import SupportDesk

/// SQLite, a store a file.
struct SQLiteEngine: Engine {
  /// SQLite's name of the file system layer; nil for the usual one.
  var vfs: String?

  var companions: [Companion] { SQLiteFiles.companions }

  func blank() throws(StorageFailure) -> any Database { try SQLiteDatabase.blank() }

  func open(_ path: String, readOnly: Bool) throws(StorageFailure) -> any Database {
    try SQLiteDatabase.store(path, readOnly: readOnly, vfs: vfs)
  }
}
