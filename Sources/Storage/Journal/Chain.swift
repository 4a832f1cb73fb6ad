import SupportDesk

/// The hash that ties each change to all before it.
enum Chain {
  /// What stands before the first change.
  static let origin = [UInt8](repeating: 0, count: 32)

  /// SHA-256 over the stored bytes of one change and its events, and the hash of the change before.
  static func hash(store: [UInt8], _ entry: StoredChange) -> [UInt8] {
    var digest = Digest("desk-change-v1")
    digest.field(store)
    digest.number(entry.sequence)
    digest.number(entry.recordedAt)
    digest.field(entry.actor)
    digest.field(entry.channel)
    digest.field(entry.method)
    digest.field(entry.program)
    digest.number(Int64(entry.events.count))
    for event in entry.events {
      digest.number(event.sequence)
      digest.field(event.stream)
      digest.number(event.version)
      digest.field(event.kind)
      digest.number(event.occurredAt)
      digest.field(event.payload)
    }
    digest.fixed(entry.previous)
    return digest.sum()
  }
}
