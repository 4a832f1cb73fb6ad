import Interpreter
import SupportDesk

/// What a change is recorded as.
struct Receipt: Sendable {
  let change: Int64
  let events: [Int64]
  /// Whether an earlier call under the same key made the change.
  var isReplayed = false

  /// That of a change which a repeated call finds made.
  static func again(_ entry: JournalEntry) -> Receipt {
    Receipt(change: entry.change, events: entry.events.map(\.sequence), isReplayed: true)
  }

  /// The members that every write's answer ends with.
  static func fields<Whole>(
    _ receipt: @escaping @Sendable (Whole) -> Receipt
  ) -> [Field<Whole>] {
    [
      Field("change", "What it is recorded as.", .count) { receipt($0).change },
      Field("events", "The numbers of its events in the journal.", .list(.count)) {
        receipt($0).events
      },
      Field(maybe: "replayed", "That an earlier call under the same key did it.", .flag) {
        receipt($0).isReplayed ? true : nil
      },
    ]
  }
}
