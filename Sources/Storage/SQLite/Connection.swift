import CSQLite
import SupportDesk

/// One open SQLite database; used on one thread.
///
/// Prepared statements are kept, so that a text of SQL that comes again is not compiled again.
final class Connection {
  let path: String
  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]
  private static let statementsMax = 256

  /// Opens a file, which SQLite creates where `creates` says so.
  ///
  /// - Parameter vfs: SQLite's name of the file system layer; nil for the usual one.
  init(path: String, creates: Bool, readOnly: Bool = false, vfs: String? = nil)
    throws(StorageFailure)
  {
    self.path = path
    var flags = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    if creates { flags |= SQLITE_OPEN_CREATE }
    if path.hasPrefix("file:") { flags |= SQLITE_OPEN_URI }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, vfs)
    guard code == SQLITE_OK, let opened else {
      let why = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw .cannotOpen(path: path, why: why)
    }
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    _ = csqlite_config_on(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    _ = csqlite_config_on(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    _ = csqlite_config_on(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    sqlite3_busy_timeout(handle, 10_000)
  }

  deinit {
    statements = [:]
    sqlite3_close_v2(handle)
  }

  /// Whether the file can only be read.
  var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

  /// Runs a statement that gives no rows, or whose rows do not matter.
  func run(_ sql: String, _ values: SQLValue...) throws(StorageFailure) {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Runs several statements without parameters, separated by semicolons.
  func runScript(_ sql: String) throws(StorageFailure) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw failure(code) }
  }

  /// Runs a statement and reads its rows one by one.
  ///
  /// The body must not run the same SQL again before this call returns.
  func rows<Failed: Error>(
    _ sql: String, _ values: [SQLValue], convert: (StorageFailure) -> Failed,
    _ body: (Statement) throws(Failed) -> Void
  ) throws(Failed) {
    let statement: Statement
    do { statement = try prepared(sql) } catch { throw convert(error) }
    defer { statement.reset() }
    do { try statement.bind(values) } catch { throw convert(error) }
    while true {
      do {
        if try !statement.step() { return }
      } catch { throw convert(error) }
      try body(statement)
    }
  }

  /// The first row as the reader gives it; nil where there is none.
  func first<Result>(
    _ sql: String, _ values: SQLValue..., read: (Statement) -> Result
  ) throws(StorageFailure) -> Result? {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try statement.bind(values)
    return try statement.step() ? read(statement) : nil
  }

  /// Every row as the reader gives it.
  func all<Result>(
    _ sql: String, _ values: [SQLValue], read: (Statement) -> Result
  ) throws(StorageFailure) -> [Result] {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try statement.bind(values)
    var results: [Result] = []
    while try statement.step() { results.append(read(statement)) }
    return results
  }

  /// Forbids changing and dropping the journal's tables, whatever SQL asks for it.
  ///
  /// It does not see what INSERT OR REPLACE deletes; the triggers do
  /// (identity-and-audit.md 4.4).
  func guardJournal() {
    sqlite3_set_authorizer(
      handle,
      { _, action, table, _, _, _ in
        switch action {
        case SQLITE_UPDATE, SQLITE_DELETE, SQLITE_DROP_TABLE:
          guard let table else { return SQLITE_OK }
          let name = String(cString: table)
          return name == "change" || name == "event" ? SQLITE_DENY : SQLITE_OK
        case SQLITE_DROP_TRIGGER: return SQLITE_DENY
        default: return SQLITE_OK
        }
      }, nil)
  }

  private func prepared(_ sql: String) throws(StorageFailure) -> Statement {
    if let kept = statements[sql], !kept.isRunning { return kept }
    var made: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
    guard code == SQLITE_OK, let made else { throw failure(code) }
    let statement = Statement(made, failure: { [unowned self] in failure($0) })
    if statements[sql] == nil {
      // Lists of values make texts without end.
      if statements.count >= Self.statementsMax {
        statements = statements.filter(\.value.isRunning)
      }
      statements[sql] = statement
    }
    return statement
  }

  /// What a result code means to the desk.
  func failure(_ code: Int32) -> StorageFailure {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .full
    case SQLITE_READONLY: .readOnly(path: path)
    case SQLITE_NOTADB: .notADatabase(path: path)
    case SQLITE_CORRUPT: .damaged(String(cString: sqlite3_errmsg(handle)))
    case SQLITE_CANTOPEN: .cannotOpen(path: path, why: String(cString: sqlite3_errmsg(handle)))
    default:
      .failed(
        code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
  }
}
