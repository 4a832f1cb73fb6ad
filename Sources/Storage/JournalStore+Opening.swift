import Glibc
package import SupportDesk

/// Stores in files of SQLite, and in memory.
extension JournalStore {
  /// Opens a store that is there.
  ///
  /// - Parameters:
  ///   - isReadOnly: opens it for reading alone, as a file that cannot be written is opened too.
  ///   - vfs: SQLite's name of a file system layer; nil for the usual one.
  package convenience init(
    path: String, isReadOnly: Bool = false, vfs: String? = nil
  ) throws(StorageFailure) {
    let database = try SQLiteDatabase.store(path, readOnly: isReadOnly, vfs: vfs)
    try self.init(database, path: path)
  }

  /// Makes a new store with its tables and nothing in them, readable by its owner only.
  ///
  /// - Parameters:
  ///   - path: of a file that is not there, or `:memory:`.
  ///   - seed: makes it a store of a replay, whose bytes follow from the seed.
  package convenience init(
    creating path: String, seed: [UInt8]? = nil, vfs: String? = nil
  ) throws(Failure) {
    let database: SQLiteDatabase
    if path == SQLiteDatabase.memory {
      database = try NewStore.laid(seed: seed) { _ in }
    } else {
      let image = try NewStore.image(seed: seed) { _ in }
      if try !WholeFile.make(path, of: image) { throw .storage(.exists(path: path)) }
      database = try wrapped { () throws(StorageFailure) in
        try SQLiteDatabase.store(path, vfs: vfs)
      }
    }
    do { try self.init(database, path: path) } catch { throw .storage(error) }
  }

  /// Opens the store of a path, and makes it where there is no file.
  ///
  /// Of several who do so at once one makes it, and the others open that one; whenever it is
  /// stopped there is a whole store or none.
  ///
  /// - Parameter founding: writes the first change.
  /// - Returns: the store, and whether it was made.
  package static func opened(
    _ path: String, founding: (any Transaction) throws(Failure) -> Void
  ) throws(Failure) -> (store: JournalStore, isNew: Bool) {
    var isNew = false
    if access(path, F_OK) != 0 {
      let image = try NewStore.image(seed: nil, founding)
      isNew = try WholeFile.make(path, of: image)
    }
    return (try wrapped { () throws(StorageFailure) in try JournalStore(path: path) }, isNew)
  }
}
