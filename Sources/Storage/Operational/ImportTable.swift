import SupportDesk

/// How far imports came: operational, so that one that was stopped goes on where it was.
struct ImportTable {
  private let database: any Database

  init(_ database: any Database) { self.database = database }

  func progress(_ digest: String) throws(StorageFailure) -> ImportProgress? {
    try database.first("SELECT done FROM import WHERE digest = $1", .text(digest)) {
      ImportProgress(digest: digest, done: $0.integer(0))
    }
  }

  func note(_ progress: ImportProgress) throws(StorageFailure) {
    try database.run(
      """
      INSERT INTO import (digest, done) VALUES ($1, $2)
      ON CONFLICT (digest) DO UPDATE SET done = excluded.done
      """, .text(progress.digest), .integer(progress.done))
  }
}
