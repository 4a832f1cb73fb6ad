/// What `verify` found.
package struct Verification: Equatable, Sendable {
  package var changes: Int64 = 0
  package var events: Int64 = 0
  package var tickets: Int64 = 0
  package var values: Int64 = 0
  /// Values that were erased, with their salts.
  package var erased: Int64 = 0
  /// The last change and its hash, to be kept elsewhere as an anchor.
  package var head: String = ""
  /// What does not hold, first the lowest change.
  package var faults: [Fault] = []

  /// One thing that does not hold.
  package struct Fault: Equatable, Sendable {
    /// The change at which it shows; nil for projections and vault.
    ///
    /// Everything before it is proven.
    package var change: Int64?
    package var what: String

    package init(change: Int64?, what: String) {
      self.change = change
      self.what = what
    }
  }

  package init() {}

  package var holds: Bool { faults.isEmpty }
}

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
