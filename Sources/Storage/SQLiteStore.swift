import Glibc
package import SupportDesk
import ServiceLevels

/// A desk's journal in one SQLite file.
package final class SQLiteStore: Store {
  private let core: StoreCore
  private let path: String
  private var connection: Connection { core.connection }

  /// Opens a store that exists.
  ///
  /// - Parameters:
  ///   - isReadOnly: opens it for reading alone, as a file that cannot be written is opened too.
  ///   - vfs: SQLite's name of a file system layer; nil for the usual one.
  package convenience init(
    path: String, isReadOnly: Bool = false, vfs: String? = nil
  ) throws(StorageFailure) {
    guard access(path, F_OK) == 0 else {
      throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
    }
    let connection = try Connection(
      path: path, creates: false, readOnly: isReadOnly, vfs: vfs)
    try self.init(connection, path: path)
  }

  /// Makes a new store with its tables and nothing in them, readable by its owner only.
  ///
  /// - Parameter seed: makes it a store of a replay, whose bytes follow from the seed.
  package convenience init(
    creating path: String, seed: [UInt8]? = nil, vfs: String? = nil
  ) throws(StorageFailure) {
    guard path == ":memory:" || access(path, F_OK) != 0 else { throw .exists(path: path) }
    if path != ":memory:" {
      let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
      }
      close(descriptor)
    }
    let connection = try Connection(path: path, creates: true, vfs: vfs)
    try connection.run("PRAGMA journal_mode = WAL")
    try connection.run("PRAGMA synchronous = FULL")
    try connection.run("BEGIN IMMEDIATE")
    try Laying.tables(connection, seed: seed)
    try connection.run("COMMIT")
    try self.init(connection, path: path)
  }

  init(_ connection: Connection, path: String) throws(StorageFailure) {
    self.path = path
    try Self.check(connection)
    try Self.configure(connection)
    let row = try connection.first("SELECT id, seed FROM store") { ($0.blob(0), $0.blob(1)) }
    guard let row else { throw .damaged("the store has no identity") }
    core = StoreCore(
      connection: connection, identity: row.0,
      salting: row.1.isEmpty ? .random : .seeded(row.1))
    connection.guardJournal()
  }

  /// The number of the format in which this program keeps stores.
  package static var format: Int64 { Schema.version }

  /// Whether a replay made it: only such a store takes its time and its actor from a caller.
  package var isReplay: Bool {
    if case .seeded = core.salting { true } else { false }
  }

  /// SHA-256 of a file's bytes in lower-case hex.
  package static func digest(of bytes: [UInt8]) -> String {
    var digest = Digest("desk-file-v1")
    digest.field(bytes)
    return digest.sum().hex
  }

  // MARK: Opening

  /// Refuses what is no desk's file, or one of another format.
  private static func check(_ connection: Connection) throws(StorageFailure) {
    let path = connection.path
    let application = try connection.first("PRAGMA application_id") { $0.integer(0) }
    guard application == Schema.applicationID else { throw .notADesk(path: path) }
    let version = try connection.first("PRAGMA user_version") { $0.integer(0) } ?? 0
    if version > Schema.version {
      throw .newerSchema(path: path, found: version, known: Schema.version)
    }
    if version < Schema.version {
      throw .olderSchema(path: path, found: version, known: Schema.version)
    }
  }

  private static func configure(_ connection: Connection) throws(StorageFailure) {
    for pragma in [
      "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON",
      "secure_delete = ON", "temp_store = MEMORY", "cache_size = -16384",
    ] {
      try connection.run("PRAGMA \(pragma)")
    }
  }

  // MARK: Reading and writing

  package func reading<Result>(
    _ body: (any Snapshot) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try begin("BEGIN")
    defer { rollBack() }
    return try body(SQLiteState(core))
  }

  package func writing<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try begin("BEGIN IMMEDIATE")
    do {
      try wrapped { () throws(StorageFailure) in try Self.check(connection) }
      let result = try body(SQLiteState(core))
      try wrapped { () throws(StorageFailure) in try connection.run("COMMIT") }
      return result
    } catch {
      core.forget()
      rollBack()
      throw error
    }
  }

  package func trying<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try begin("BEGIN IMMEDIATE")
    defer {
      core.forget()
      rollBack()
    }
    try wrapped { () throws(StorageFailure) in try Self.check(connection) }
    return try body(SQLiteState(core))
  }

  private func begin(_ sql: String) throws(Failure) {
    if sql == "BEGIN IMMEDIATE", connection.isReadOnly {
      throw .storage(.readOnly(path: path))
    }
    try wrapped { () throws(StorageFailure) in try connection.run(sql) }
  }

  private func rollBack() {
    // Nothing was committed; where even this fails, closing the connection does it.
    try? connection.run("ROLLBACK")
  }

  package func backUp(to target: String) throws(Failure) {
    if access(target, F_OK) == 0 { throw .storage(.exists(path: target)) }
    try Backup.write(connection, to: target)
  }

  package func verify(
    _ progress: (_ done: Int64, _ total: Int64) -> Void
  ) throws(Failure) -> Verification {
    try begin("BEGIN")
    defer { rollBack() }
    return try Verifier(core.journal).run(progress)
  }
}
