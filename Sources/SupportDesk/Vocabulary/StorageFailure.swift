/// What the world did not let the store do.
package enum StorageFailure: Error, Equatable, Sendable {
  case cannotOpen(path: String, why: String)
  case notADatabase(path: String)
  case notADesk(path: String)
  case newerSchema(path: String, found: Int64, known: Int64)
  case olderSchema(path: String, found: Int64, known: Int64)
  /// Of an older format, and where it lies it can only be read.
  case unmigrated(path: String, found: Int64, known: Int64)
  case busy
  case full
  case readOnly(path: String)
  /// SQLite's extended result code and message, or an error of the operating system.
  case failed(code: Int32, message: String)
  /// What lies in the journal cannot be read as what it says it is.
  case damaged(String)
  case exists(path: String)
  /// Whoever called wants it no more.
  case givenUp
  /// A person was erased, but what the files still hold of their words could not be overwritten.
  indirect case unswept(PersonNumber, StorageFailure)
  /// What lies at the path is no longer what was opened there.
  case replaced(path: String)
  /// What lies beside a store's file is the log of another file, which lay there before.
  case strayLog(path: String, log: String)
}
