import Glibc
import ServiceLevels
import SupportDesk

/// Making a store: its tables and its first change, in a file under another name.
enum Laying {
  /// The tables, in a transaction that is open.
  static func tables(_ connection: Connection, seed: [UInt8]?) throws(StorageFailure) {
    try connection.runScript(Schema.script)
    let salting: Salting = seed.map(Salting.seeded) ?? .random
    try connection.run(
      "INSERT INTO store (id, seed) VALUES ($1, $2)", .blob(salting.identity()),
      seed.map(SQLValue.blob) ?? .null)
    try connection.runScript(
      """
      PRAGMA application_id = \(Schema.applicationID);
      PRAGMA user_version = \(Schema.version);
      """)
  }

  /// Runs the body on a file that only its owner can read, and gives that file its name, so that
  /// whenever the program ends there is a whole file of that name or none.
  ///
  /// - Parameter body: writes the file, and leaves nothing of it in a write-ahead log.
  /// - Returns: false where meanwhile somebody else made a file of that name, which stays.
  static func publish(
    _ path: String, _ body: (_ temporary: String) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    let temporary = path + ".new-\(getpid())"
    let all = ["", "-wal", "-shm", "-journal"].map { temporary + $0 }
    for file in all { unlink(file) }
    defer { for file in all { unlink(file) } }
    try wrapped { () throws(StorageFailure) in
      let descriptor = open(temporary, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
      }
      close(descriptor)
    }
    try body(temporary)
    return try wrapped { () throws(StorageFailure) in
      try Syncing.sync(temporary)
      // Unlike renaming, a second name never takes the place of another file.
      guard link(temporary, path) == 0 else {
        if errno == EEXIST { return false }
        throw Syncing.failure(path)
      }
      try Syncing.sync(folderOf: path)
      return true
    }
  }
}
