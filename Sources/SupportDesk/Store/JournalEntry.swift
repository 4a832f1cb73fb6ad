/// One change with its events, as stored: what is exported.
package struct JournalEntry: Sendable {
  package var change: Int64
  package var recordedAt: Int64
  package var actor: String
  package var channel: String
  package var method: String
  package var program: String
  /// Lower-case hex.
  package var previous: String
  package var hash: String
  package var events: [StoredEvent]

  /// One event of the change as its row holds it.
  package struct StoredEvent: Sendable {
    package var sequence: Int64
    package var stream: String
    package var version: Int64
    package var kind: String
    package var occurredAt: Int64
    package var payload: String

    package init(
      sequence: Int64, stream: String, version: Int64, kind: String, occurredAt: Int64,
      payload: String
    ) {
      self.sequence = sequence
      self.stream = stream
      self.version = version
      self.kind = kind
      self.occurredAt = occurredAt
      self.payload = payload
    }
  }

  package init(
    change: Int64, recordedAt: Int64, actor: String, channel: String, method: String,
    program: String, previous: String, hash: String, events: [StoredEvent]
  ) {
    self.change = change
    self.recordedAt = recordedAt
    self.actor = actor
    self.channel = channel
    self.method = method
    self.program = program
    self.previous = previous
    self.hash = hash
    self.events = events
  }
}
