import ServiceLevels
import SupportDesk

/// Where copies of the store lie: operational, so that they can be named when somebody is erased,
/// and the age of the last backup be told.
struct CopyTable {
  private let database: any Database

  init(_ database: any Database) { self.database = database }

  /// Whether a database has the table; one that desk did not make may not.
  var isThere: Bool {
    get throws(StorageFailure) {
      try database.tables().contains {
        $0.name == "copy" && Set(["path", "kind", "at", "change"]).isSubset(of: $0.columns)
      }
    }
  }

  func note(_ copy: StoreFacts.Copy) throws(StorageFailure) {
    try database.run(
      """
      INSERT INTO copy (path, kind, at, change) VALUES ($1, $2, $3, $4)
      ON CONFLICT (path) DO UPDATE
      SET kind = excluded.kind, at = excluded.at, change = excluded.change
      """, .text(copy.path), .text(copy.kind.rawValue), .integer(copy.at.milliseconds),
      .optional(copy.change))
  }

  func drop(_ path: String) throws(StorageFailure) {
    try database.run("DELETE FROM copy WHERE path = $1", .text(path))
  }

  /// Every copy that was noted, the newest first.
  func all() throws(StorageFailure) -> [StoreFacts.Copy] {
    try database.all("SELECT path, kind, at, change FROM copy ORDER BY at DESC, path", []) {
      StoreFacts.Copy(
        path: $0.text(0), kind: StoreFacts.Copy.Kind(rawValue: $0.text(1)) ?? .backup,
        at: Instant(clamping: $0.integer(2)), change: $0.optionalInteger(3))
    }
  }
}
