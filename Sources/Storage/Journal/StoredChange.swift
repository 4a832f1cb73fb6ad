import SupportDesk

/// A change as its rows hold it.
struct StoredChange {
  var sequence: Int64
  var recordedAt: Int64
  var actor: String
  var channel: String
  var method: String
  var program: String
  var previous: [UInt8]
  var hash: [UInt8] = []
  var events: [JournalEntry.StoredEvent] = []
}
