import JSON
import ServiceLevels
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

  /// Whose times it corrects, and so begins an epoch; nil for every other change.
  var correction: Correction? {
    events.first { $0.kind == DeskEvent.Kind.clockCorrected.rawValue }.flatMap {
      Self.correction($0.payload, at: Instant(clamping: recordedAt))
    }
  }

  /// What an event corrects that was recorded at an instant; nil where it cannot be read.
  static func correction(_ payload: String, at: Instant) -> Correction? {
    let event: DeskEvent? = try? EventReader.event(
      0, DeskEvent.Kind.clockCorrected.rawValue, payload)
    guard case .clockCorrected(let corrected) = event else { return nil }
    return Correction(changes: corrected.changes, at: at, budgets: corrected.budgets)
  }
}
