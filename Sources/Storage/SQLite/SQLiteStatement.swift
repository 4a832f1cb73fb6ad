import CSQLite
import SupportDesk

/// One prepared statement, and the row it stands on.
///
/// Parameters are found by name: SQLite numbers `$1`, `$2`, … by their first appearance.
final class SQLiteStatement: Cursor {
  private let handle: OpaquePointer
  private let failure: (Int32) -> StorageFailure
  private let places: [Int32]
  private(set) var isRunning = false

  init(_ handle: OpaquePointer, failure: @escaping (Int32) -> StorageFailure) {
    self.handle = handle
    self.failure = failure
    let count = sqlite3_bind_parameter_count(handle)
    places = count < 1 ? [] : (1...count).map { sqlite3_bind_parameter_index(handle, "$\($0)") }
  }

  deinit { sqlite3_finalize(handle) }

  /// How often SQLite compiled it anew, for something that it was made for had changed.
  var recompiled: Int32 { sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0) }

  func bind(_ values: [SQLValue]) throws(StorageFailure) {
    precondition(values.count == places.count, "a statement was given \(values.count) values")
    isRunning = true
    for (place, value) in zip(places, values) {
      let code: Int32
      switch value {
      case .null: code = sqlite3_bind_null(handle, place)
      case .integer(let integer): code = sqlite3_bind_int64(handle, place, integer)
      case .text(var text):
        code = text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) {
            csqlite_bind_text(handle, place, $0.baseAddress, Int32($0.count))
          }
        }
      case .blob(let blob):
        code = blob.withUnsafeBytes {
          csqlite_bind_blob(handle, place, $0.baseAddress, Int32($0.count))
        }
      }
      if code != SQLITE_OK { throw failure(code) }
    }
  }

  /// Goes to the next row; false where there is none.
  func step() throws(StorageFailure) -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure(code)
    }
  }

  func close() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    isRunning = false
  }

  // MARK: Columns, from 0

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? {
    sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
  }

  func text(_ column: Int32) -> String { optionalText(column) ?? "" }

  func optionalText(_ column: Int32) -> String? {
    guard let bytes = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func value(_ column: Int32) -> StoredValue {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT: .text(blob(column))
    case SQLITE_BLOB: .blob(blob(column))
    default: .null
    }
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, column) else { return [] }
    return [UInt8](
      UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
  }
}
