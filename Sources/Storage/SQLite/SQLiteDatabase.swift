import CSQLite
import Glibc
import SupportDesk

/// One open SQLite database; used on one thread.
///
/// Prepared statements are kept, so that a text of SQL that comes again is not compiled again. The
/// last close of a file takes its log into it and removes the log: a closed store is one whole file.
final class SQLiteDatabase: Database {
  let path: String
  private let handle: OpaquePointer
  private let isFull: Bool
  private let vfs: String?
  private var watch: FileWatch?
  private var changesBefore: Int64 = 0
  /// Of the last state that was looked at.
  private var known: SQLiteFacts?
  private var isDistrusted = false
  private var isLogKept = false
  private let interruption: Interruption
  var isRescued = false
  private var statements: [String: SQLiteStatement] = [:]
  private static let statementsMax = 256

  /// Opens a file that is there, or a database in memory where the path is `:memory:`.
  ///
  /// A file that cannot or need not be written, with no log beside it, is read as it is: SQLite
  /// would write a log's index.
  ///
  /// - Parameters:
  ///   - readOnly: opens it for reading alone, as a file that cannot be written is opened too.
  ///   - isFull: whether there is no room for a log's index; then an empty log is none.
  ///   - vfs: SQLite's name of the file system layer; nil for the usual one.
  init(
    path: String, readOnly: Bool = false, isFull: Bool = false, vfs: String? = nil
  ) throws(StorageFailure) {
    self.path = path
    self.isFull = isFull
    self.vfs = vfs
    let isStill =
      path != Self.memory
      && (isFull ? !FileWatch.isLogged(path) : FileWatch.isStill(path, readOnly: readOnly))
    let flags = isStill || readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    // A path such as `file:x` means something else to it.
    let plain = path == Self.memory || path.hasPrefix("/") ? path : "./" + path
    let name = isStill ? "file:\(Self.escaped(path))?immutable=1" : plain
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      name, &opened, flags | SQLITE_OPEN_NOMUTEX | (isStill ? SQLITE_OPEN_URI : 0), vfs)
    guard code == SQLITE_OK, let opened else {
      let why = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw .cannotOpen(path: path, why: why)
    }
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    _ = csqlite_config_on(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    _ = csqlite_config_on(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    interruption = Interruption(of: opened)
    if path != Self.memory { watch = try FileWatch(path, of: handle, isStill: isStill) }
  }

  deinit {
    statements = [:]
    if watch?.isPaired() == false { keepLog(true) }
    _ = csqlite_config_on(
      handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, isLogKept || isDistrusted ? 1 : 0)
    watch?.leave(isKept: isRescued)
    sqlite3_close_v2(handle)
  }

  static let memory = ":memory:"

  /// A path in which SQLite reads no `?`, `#` or `%` as its own.
  private static func escaped(_ path: String) -> String {
    var name = ""
    for byte in PathText.bytes(of: path) {
      let isPlain = byte > 0x20 && byte < 0x7F && ![0x23, 0x25, 0x3F].contains(byte)
      name +=
        isPlain
        ? String(UnicodeScalar(byte))
        : "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return name
  }

  // MARK: Transactions

  var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

  func begin(_ access: Access) throws(StorageFailure) {
    if access == .writing, isReadOnly { throw isFull ? .full : .readOnly(path: path) }
    do {
      try checkIndex()
      try run(access == .writing ? "BEGIN IMMEDIATE" : "BEGIN")
      changesBefore = sqlite3_total_changes64(handle)
      try check()
    } catch {
      rollBack()
      // What SQLite says of a file with another's log is true of neither.
      if case .damaged = error { try checkPair() }
      throw error
    }
  }

  private func check() throws(StorageFailure) {
    guard watch != nil else { return }
    // Until all of it is as it should be.
    keepLog(true)
    // The first read of a transaction opens the log, which is watched from then on.
    if known == nil {
      // This one needs no table, for those of a file with another's log may be anything.
      _ = try SQLiteFacts.format(self)
    } else {
      try run("SELECT 1 FROM sqlite_schema LIMIT 0")
    }
    try checkPair()
    let facts = try facts()
    try watch?.check(pages: facts.pages, of: facts.pageSize)
    keepLog(false)
  }

  private func facts() throws(StorageFailure) -> SQLiteFacts {
    let state = state
    if let known, known.state == state { return known }
    known = nil
    let facts = try SQLiteFacts(self, state)
    if state != nil { known = facts }
    return facts
  }

  /// Of what changes no row, such as another format, it knows nothing.
  var state: Int64? {
    guard sqlite3_get_autocommit(handle) == 0,
      sqlite3_total_changes64(handle) == changesBefore
    else { return nil }
    var version: UInt32 = 0
    let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_DATA_VERSION, &version)
    return code == SQLITE_OK ? Int64(version) : nil
  }

  /// Refuses to read an index that was cut, which would end the program.
  func checkIndex() throws(StorageFailure) { try watch?.checkIndex() }

  private func checkPair() throws(StorageFailure) {
    do { try watch?.checkPair() } catch {
      keepLog(true)
      throw error
    }
  }

  func distrust() { isDistrusted = true }

  /// Says whether the last close leaves the log where it is, and does not take it into the file.
  ///
  /// SQLite is told when it closes: being told it forgets every statement that it compiled.
  func keepLog(_ isKept: Bool) { isLogKept = isKept }

  func commit() throws(StorageFailure) {
    if watch != nil, sqlite3_total_changes64(handle) > changesBefore { try nameState() }
    try watch?.checkStill()
    try interruption.suspended { () throws(StorageFailure) in try run("COMMIT") }
  }

  /// Once in each transaction that writes (`Pairing`).
  func nameState() throws(StorageFailure) {
    try run("UPDATE pairing SET before = now, now = randomblob(16)")
    let names = try first("SELECT count(*) FROM pairing") { $0.integer(0) }
    guard sqlite3_changes64(handle) == 1, names == 1, isNamed else {
      throw .damaged(Self.unnamed)
    }
    try checkPair()
  }

  /// Whether the file says by its table `pairing` which log is its own.
  var isNamed: Bool { watch?.isNamed ?? true }

  static let unnamed =
    "the table pairing was changed, or moved from its page, by another program; a backup has it anew,"
    + " and restore puts that in its place"

  func rollBack() {
    // Nothing was committed; where even this fails, closing does it.
    if sqlite3_get_autocommit(handle) == 0 {
      try? interruption.suspended { () throws(StorageFailure) in try run("ROLLBACK") }
    }
  }

  func giveUp(when isOver: @escaping () -> Bool) { interruption.giveUp(when: isOver) }

  func beside() throws(StorageFailure) -> (any Database)? {
    path == Self.memory
      ? nil : try SQLiteDatabase(path: path, readOnly: true, isFull: isFull, vfs: vfs)
  }

  // MARK: Statements

  func cursor(_ sql: String, _ values: [SQLValue]) throws(StorageFailure) -> any Cursor {
    let statement = try prepared(sql)
    do {
      try statement.bind(values)
    } catch {
      statement.close()
      throw error
    }
    return statement
  }

  /// How often statements that are kept were compiled anew, but for those that always are.
  var recompiled: Int32 {
    statements.reduce(0) { $1.key.hasPrefix("PRAGMA") ? $0 : $0 + $1.value.recompiled }
  }

  /// Runs several statements without parameters, separated by semicolons.
  func runScript(_ sql: String) throws(StorageFailure) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw failure(code) }
  }

  private func prepared(_ sql: String) throws(StorageFailure) -> SQLiteStatement {
    if let kept = statements[sql], !kept.isRunning { return kept }
    var made: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
    guard code == SQLITE_OK, let made else { throw failure(code) }
    let statement = SQLiteStatement(made, failure: { [unowned self] in failure($0) })
    if statements[sql] == nil {
      // Lists of values make texts without end.
      if statements.count >= Self.statementsMax {
        statements = statements.filter(\.value.isRunning)
      }
      statements[sql] = statement
    }
    return statement
  }

  /// Forbids changing and dropping the journal's tables, whatever SQL asks for it.
  ///
  /// It does not see what INSERT OR REPLACE deletes; the triggers do
  /// (identity-and-audit.md 4.4).
  func guardJournal() {
    sqlite3_set_authorizer(
      handle,
      { _, action, first, second, _, _ in
        let table: UnsafePointer<CChar>?
        switch action {
        case SQLITE_UPDATE, SQLITE_DELETE, SQLITE_DROP_TABLE: table = first
        // The first is the trigger's name.
        case SQLITE_DROP_TRIGGER: table = second
        default: table = nil
        }
        guard let table else { return SQLITE_OK }
        let name = String(cString: table)
        return name == "change" || name == "event" ? SQLITE_DENY : SQLITE_OK
      }, nil)
  }

  // MARK: The database as a whole

  func format() throws(StorageFailure) -> Int64 {
    if let known, known.state == state { return known.format }
    return try SQLiteFacts.format(self)
  }

  /// A database in memory as the bytes of a file that keeps a write-ahead log.
  func image() throws(StorageFailure) -> [UInt8] {
    try run("INSERT INTO pairing (before, now) SELECT id, id FROM store")
    var count: Int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &count, 0) else {
      throw .failed(code: SQLITE_NOMEM, message: "no memory for a new store")
    }
    defer { sqlite3_free(bytes) }
    var image = [UInt8](UnsafeBufferPointer(start: bytes, count: Int(count)))
    // File format, section 1.3.3: 2 stands for a write-ahead log, for writers and for readers.
    image[18] = 2
    image[19] = 2
    return image
  }

  /// What a result code means to the desk.
  func failure(_ code: Int32) -> StorageFailure {
    if code & 0xFF == SQLITE_IOERR || code & 0xFF == SQLITE_CANTOPEN,
      [ENOSPC, EDQUOT, EFBIG].contains(sqlite3_system_errno(handle))
    {
      return .full
    }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: return interruption.isDue ? .givenUp : .busy
    case SQLITE_INTERRUPT: return .givenUp
    case SQLITE_FULL: return .full
    case SQLITE_READONLY: return .readOnly(path: path)
    case SQLITE_NOTADB: return .notADatabase(path: path)
    case SQLITE_CORRUPT: return .damaged(String(cString: sqlite3_errmsg(handle)))
    case SQLITE_CANTOPEN:
      return .cannotOpen(path: path, why: String(cString: sqlite3_errmsg(handle)))
    default:
      return .failed(
        code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
  }
}
