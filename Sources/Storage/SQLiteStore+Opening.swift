import Glibc
import ServiceLevels
package import SupportDesk

extension SQLiteStore {
  /// Opens the store of a path, and makes it where there is no file.
  ///
  /// Of several who do so at once one makes it, and the others open that one.
  ///
  /// - Parameter founding: writes the first change, in the transaction that lays the tables.
  /// - Returns: the store, and whether it was made.
  package static func opened(
    _ path: String, founding: (any Transaction) throws(Failure) -> Void
  ) throws(Failure) -> (store: SQLiteStore, isNew: Bool) {
    var isNew = false
    if access(path, F_OK) != 0 {
      isNew = try WholeFile.make(path) { temporary throws(Failure) in
        try lay(temporary, founding)
      }
    }
    return (try wrapped { () throws(StorageFailure) in try SQLiteStore(path: path) }, isNew)
  }

  private static func lay(
    _ path: String, _ founding: (any Transaction) throws(Failure) -> Void
  ) throws(Failure) {
    let core = try wrapped { () throws(StorageFailure) in
      let connection = try Connection(path: path, creates: false)
      try connection.run("PRAGMA journal_mode = WAL")
      try connection.run("PRAGMA synchronous = FULL")
      try connection.run("BEGIN IMMEDIATE")
      try Laying.tables(connection, seed: nil)
      let identity = try connection.first("SELECT id FROM store") { $0.blob(0) } ?? []
      return StoreCore(connection: connection, identity: identity, salting: .random)
    }
    // What fails leaves a file that nobody ever sees.
    try founding(SQLiteState(core))
    try wrapped { () throws(StorageFailure) in
      try core.connection.run("COMMIT")
      try core.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }
}
