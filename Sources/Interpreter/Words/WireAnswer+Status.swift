import JSON

extension WireAnswer {
  /// What a connection is doing.
  package struct Status: Sendable {
    /// The method that is carried out; nil where none is.
    package var active: String?
    /// How many calls wait behind it.
    package var queued: Int
    /// Bytes of answers that the client has not read.
    package var unreadBytes: Int
    package var limits: WireLimits

    package init(
      active: String?, queued: Int, unreadBytes: Int, limits: WireLimits
    ) {
      self.active = active
      self.queued = queued
      self.unreadBytes = unreadBytes
      self.limits = limits
    }
  }

  package static let status = Shape<Status>(
    "Status",
    [
      Field(maybe: "active", "The method that is carried out.", .text, \.active),
      Field("queued", "How many calls wait.", .count) { Int64($0.queued) },
      Field("unreadBytes", "Bytes of answers that the client has not read.", .count) {
        Int64($0.unreadBytes)
      },
      Field("limits", "How much is taken at once.", limits.form, \.limits),
    ])

  static let limits = Shape<WireLimits>(
    "Limits",
    [
      Field("messageBytes", "The longest message.", .count) { Int64($0.text.bytesMax) },
      Field("stringBytes", "The longest string in a message.", .count) {
        Int64($0.text.stringBytesMax)
      },
      Field("depth", "How deep arrays and objects may nest.", .count) { Int64($0.text.depthMax) },
      Field("batchCalls", "How many calls a batch may hold.", .count) { Int64($0.batchCallsMax) },
      Field("calls", "How many calls wait at most before no more is read.", .count) {
        Int64($0.callsMax)
      },
      Field("callBytes", "How many bytes of them.", .count) { Int64($0.callBytesMax) },
      Field("subscriptions", "How many subscriptions a connection has.", .count) {
        Int64($0.subscriptionsMax)
      },
      Field("unreadBytes", "How many bytes of answers wait for the client at most.", .count) {
        Int64($0.backlogBytesMax)
      },
    ])
}
