import SupportDesk

/// What SQLite says of a database as a whole.
///
/// It compiles such a statement anew each time it is asked, which takes longer than most reads, so the
/// answers are kept while the state is the same.
struct SQLiteFacts {
  /// As `Database.state` names it.
  let state: Int64?
  let format: Int64
  let pages: Int64
  let pageSize: Int64

  init(_ database: any Database, _ state: Int64?) throws(StorageFailure) {
    self.state = state
    format = try Self.format(database)
    pages = try database.first("PRAGMA page_count") { $0.integer(0) } ?? 0
    pageSize = try database.first("PRAGMA page_size") { $0.integer(0) } ?? 0
  }

  static func format(_ database: any Database) throws(StorageFailure) -> Int64 {
    try database.first("PRAGMA user_version") { $0.integer(0) } ?? 0
  }
}
