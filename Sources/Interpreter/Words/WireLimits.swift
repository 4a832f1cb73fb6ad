package import JSON

/// How much one connection takes at once (rpc.md 2.14).
package struct WireLimits: Sendable {
  /// The longest message and string, and how deep they nest.
  package var text = JSONLimits()
  package var batchCallsMax = 100
  /// So many calls wait or run at most, of so many bytes; above it input is read no more until half of
  /// them are answered.
  package var callsMax = 256
  package var callBytesMax = 16 << 20
  package var idBytesMax = 256
  package var subscriptionsMax = 32
  /// So many events are looked at in one go.
  package var eventsMax = 500
  /// Above so many unread bytes no events are told until the client reads.
  package var eventBytesMax = 1 << 20
  /// How long a ping waits for its turn, in milliseconds.
  package var pingMs: Int32 = 50
  package var headerBytesMax = 8 << 10
  package var headerLinesMax = 32
  /// Above so many bytes that the client did not read, its input is not read either.
  package var backlogBytesMax = 64 << 20

  /// So many sessions are remembered.
  package static let sessionsMax = 1_000

  package init() {}

  /// A number of bytes in words: `4 MiB`.
  package static func words(bytes: Int) -> String {
    for (unit, size) in [("MiB", 1 << 20), ("KiB", 1 << 10)] where bytes.isMultiple(of: size) {
      return "\(bytes / size) \(unit)"
    }
    return "\(bytes) bytes"
  }
}
