import ServiceLevels
import SupportDesk

/// What becomes of rows that no ticket's fold makes anew when a clock is found to be wrong.
enum TimeLimit {
  /// Dates what no ticket's fold holds no later than the instant at which a clock was found wrong.
  static func date(
    nothingLaterThan instant: Instant, in database: any Database
  ) throws(StorageFailure) {
    try database.run(
      """
      UPDATE notice SET due = CASE WHEN due > $1 THEN $1 ELSE due END, sent = $1 WHERE sent > $1
      """, .integer(instant.milliseconds))
    for table in ["draft", "idempotency", "copy"] {
      try database.run(
        "UPDATE \(table) SET at = $1 WHERE at > $1", .integer(instant.milliseconds))
    }
  }
}
