import Glibc
package import SupportDesk
import ServiceLevels

/// A desk's journal in one SQLite file.
package final class SQLiteStore: Store {
  let connection: Connection
  let identity: [UInt8]
  let salting: Salting
  private let path: String
  /// Folds that are known to be current: valid while the journal's head is the one remembered.
  private var known: [TicketNumber: Ticket] = [:]
  private var knownHead: Int64 = -1

  /// Opens a store that exists.
  ///
  /// - Parameter vfs: SQLite's name of a file system layer; nil for the usual one.
  package convenience init(path: String, vfs: String? = nil) throws(StorageFailure) {
    guard access(path, F_OK) == 0 else {
      throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
    }
    try self.init(Connection(path: path, creates: false, vfs: vfs), path: path, seed: nil)
  }

  /// Makes a new store with its tables and nothing in them, readable by its owner only.
  ///
  /// - Parameter seed: makes it a store of a replay, whose bytes follow from the seed.
  package convenience init(
    creating path: String, seed: [UInt8]? = nil, vfs: String? = nil
  ) throws(StorageFailure) {
    guard path == ":memory:" || access(path, F_OK) != 0 else { throw .exists(path: path) }
    if path != ":memory:" {
      let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
      }
      close(descriptor)
    }
    let connection = try Connection(path: path, creates: true, vfs: vfs)
    try Self.lay(connection, seed: seed)
    try self.init(connection, path: path, seed: seed)
  }

  private init(_ connection: Connection, path: String, seed: [UInt8]?) throws(StorageFailure) {
    self.connection = connection
    self.path = path
    try Self.check(connection)
    try Self.configure(connection)
    let row = try connection.first("SELECT id, seed FROM store") { ($0.blob(0), $0.blob(1)) }
    guard let row else { throw .damaged("the store has no identity") }
    identity = row.0
    salting = row.1.isEmpty ? .random : .seeded(row.1)
    connection.guardJournal()
  }

  var journal: Journal {
    Journal(
      connection: connection, identity: identity,
      vault: Vault(connection: connection, salting: salting))
  }

  /// Whether a replay made it: only such a store takes its time and its actor from a caller.
  package var isReplay: Bool {
    if case .seeded = salting { true } else { false }
  }

  // MARK: Opening

  private static func lay(_ connection: Connection, seed: [UInt8]?) throws(StorageFailure) {
    let salting: Salting = seed.map(Salting.seeded) ?? .random
    try connection.run("PRAGMA journal_mode = WAL")
    try connection.runScript("PRAGMA synchronous = FULL; BEGIN IMMEDIATE;")
    try connection.runScript(Schema.script)
    try connection.run(
      "INSERT INTO store (id, seed) VALUES ($1, $2)", .blob(salting.identity()),
      seed.map(SQLValue.blob) ?? .null)
    try connection.runScript(
      """
      PRAGMA application_id = \(Schema.applicationID);
      PRAGMA user_version = \(Schema.version);
      COMMIT;
      """)
  }

  /// Refuses what is no desk's file, or one of a newer program.
  private static func check(_ connection: Connection) throws(StorageFailure) {
    let path = connection.path
    let application = try connection.first("PRAGMA application_id") { $0.integer(0) }
    guard application == Schema.applicationID else { throw .notADesk(path: path) }
    let version = try connection.first("PRAGMA user_version") { $0.integer(0) } ?? 0
    guard version <= Schema.version else {
      throw .newerSchema(path: path, found: version, known: Schema.version)
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
    return try body(SQLiteState(self))
  }

  package func writing<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try begin("BEGIN IMMEDIATE")
    do {
      try wrapped { () throws(StorageFailure) in try Self.check(connection) }
      let result = try body(SQLiteState(self))
      try wrapped { () throws(StorageFailure) in try connection.run("COMMIT") }
      return result
    } catch {
      forget()
      rollBack()
      throw error
    }
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
    try wrapped { () throws(StorageFailure) in try Backup.write(connection, to: target) }
  }

  package func verify(
    _ progress: (_ done: Int64, _ total: Int64) -> Void
  ) throws(Failure) -> Verification {
    try begin("BEGIN")
    defer { rollBack() }
    return try Verifier(self).run(progress)
  }

  // MARK: Folds known to be current

  private static let knownMax = 32_768

  func recall(_ number: TicketNumber, head: Int64) -> Ticket? {
    if head != knownHead { forget() }
    knownHead = head
    return known[number]
  }

  func keep(_ ticket: Ticket, head: Int64) {
    if head != knownHead && head != knownHead + 1 || known.count >= Self.knownMax { forget() }
    knownHead = head
    known[ticket.number] = ticket
  }

  func forget() {
    known.removeAll(keepingCapacity: true)
    knownHead = -1
  }
}

/// Runs what fails by the store alone where more can fail.
func wrapped<Result>(
  _ body: () throws(StorageFailure) -> Result
) throws(Failure) -> Result {
  do { return try body() } catch { throw .storage(error) }
}
