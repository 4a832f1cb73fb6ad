import SupportDesk

/// What a store needs of an engine that understands SQL; used on one thread.
///
/// Above it SQL is written once, for every engine; what an engine words in its own way (tables,
/// guards, files) stands in the engine's folder. Parameters are `$1`, `$2`, …, found by name.
protocol Database: AnyObject {
  /// Whether nothing can be written.
  var isReadOnly: Bool { get }

  /// Begins a transaction.
  ///
  /// One for reading never waits for a writer. One for writing is alone from here on: who reads a
  /// clock after it, reads it behind the lock.
  ///
  /// - Throws: also where what was opened is no longer what lies there.
  func begin(_ access: Access) throws(StorageFailure)

  /// Ends the transaction; what it wrote lasts, whatever happens to the machine from here on.
  func commit() throws(StorageFailure)

  /// Ends the transaction, which changed nothing; does nothing where there is none.
  func rollBack()

  /// What names the state that the open transaction sees, for this connection: while it is the same,
  /// nobody committed anything in between.
  ///
  /// Nil where the transaction has written, and where there is none.
  var state: Int64? { get }

  /// Ends what runs with `givenUp` as soon as this is true; never what ends a transaction.
  func giveUp(when isOver: @escaping () -> Bool)

  /// Another connection to the same, for reading alone; nil where there can be none.
  func beside() throws(StorageFailure) -> (any Database)?

  /// A statement with its values, before its first row.
  ///
  /// It must be closed; until then the same SQL may be given to another statement, which costs more.
  func cursor(_ sql: String, _ values: [SQLValue]) throws(StorageFailure) -> any Cursor

  /// The number of the tables' format, as it was noted in the database.
  func format() throws(StorageFailure) -> Int64

  /// Makes the tables of projections anew, with nothing in them, and brings the others from a format
  /// to this program's; a part of the open transaction.
  func renew(from format: Int64) throws(StorageFailure)

  /// What is wrong with pages and indexes, and with what tables and guards there are; empty where
  /// nothing is.
  func flaws() throws(StorageFailure) -> [String]

  /// Every table, in the order of their names.
  func tables() throws(StorageFailure) -> [TableForm]

  /// What a file of it would hold; of one in memory alone.
  func image() throws(StorageFailure) -> [UInt8]

  /// Brings all into the store's file and keeps everybody else out, until it is closed.
  ///
  /// - Throws: `busy` where others have it open for longer than they are waited for.
  func seize() throws(StorageFailure)

  /// A database of the same engine with a new store's tables, in memory and with nothing in them.
  func blank() throws(StorageFailure) -> any Database

  /// Leaves the files as they are from here on, whatever closing it would do with them: what lies there
  /// is not what was committed.
  func distrust()

  /// Whether what was committed is written elsewhere too, so that closing it need keep no log beside
  /// files that are another's by now.
  var isRescued: Bool { get set }

  /// Brings what was committed to where it shall lie at rest, as far as others let it.
  func settle() throws(StorageFailure)

  /// The same of so much that it slows readers down, waiting a little for those who read, so that it does
  /// not grow without end where somebody always reads.
  func relieve() throws(StorageFailure)

  /// Overwrites whatever the files hold and no row does: free pages, free room in pages, the log.
  ///
  /// It is no part of a transaction, and can be done again.
  ///
  /// - Throws: `busy` where others read or write for longer than they are waited for.
  func sweep() throws(StorageFailure)

  /// Those of the lines that the files hold, though no row does; nil where that cannot be told.
  ///
  /// The files are read by another process (design.md section 4, the file).
  func remains(of lines: [String]) throws(StorageFailure) -> [String]?

  /// Writes a whole, consistent copy to a path at which nothing is.
  ///
  /// - Parameter look: is shown the copy before it is put at its place.
  func copy(
    to path: String, _ look: (any Database) throws(StorageFailure) -> Void
  ) throws(Failure)
}

/// What a transaction is for.
enum Access {
  case reading
  case writing
}

/// The row on which a statement stands; columns count from 0.
protocol Row {
  func integer(_ column: Int32) -> Int64
  func optionalInteger(_ column: Int32) -> Int64?
  /// Empty where there is none.
  func text(_ column: Int32) -> String
  func optionalText(_ column: Int32) -> String?
  /// Empty where there is none; of a text its bytes.
  func blob(_ column: Int32) -> [UInt8]
  func value(_ column: Int32) -> StoredValue
}

/// A running statement.
protocol Cursor: Row, AnyObject {
  /// Goes to the next row; false where there is none.
  func step() throws(StorageFailure) -> Bool
  func close()
}

extension Database {
  /// Writes a whole, consistent copy to a path at which nothing is.
  func copy(to path: String) throws(Failure) {
    try copy(to: path) { _ throws(StorageFailure) in }
  }

  /// Runs a statement that gives no rows, or whose rows do not matter.
  func run(_ sql: String, _ values: SQLValue...) throws(StorageFailure) {
    let cursor = try cursor(sql, values)
    defer { cursor.close() }
    while try cursor.step() {}
  }

  /// Runs a statement and reads its rows one by one.
  func rows<Failed: Error>(
    _ sql: String, _ values: [SQLValue], convert: (StorageFailure) -> Failed,
    _ body: (any Row) throws(Failed) -> Void
  ) throws(Failed) {
    let cursor: any Cursor
    do { cursor = try self.cursor(sql, values) } catch { throw convert(error) }
    defer { cursor.close() }
    while true {
      do {
        if try !cursor.step() { return }
      } catch { throw convert(error) }
      try body(cursor)
    }
  }

  /// The first row as the reader gives it; nil where there is none.
  func first<Result>(
    _ sql: String, _ values: SQLValue..., read: (any Row) -> Result
  ) throws(StorageFailure) -> Result? {
    let cursor = try cursor(sql, values)
    defer { cursor.close() }
    return try cursor.step() ? read(cursor) : nil
  }

  /// Every row as the reader gives it.
  func all<Result>(
    _ sql: String, _ values: [SQLValue], read: (any Row) -> Result
  ) throws(StorageFailure) -> [Result] {
    let cursor = try cursor(sql, values)
    defer { cursor.close() }
    var results: [Result] = []
    while try cursor.step() { results.append(read(cursor)) }
    return results
  }
}
