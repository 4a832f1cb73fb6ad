import JSON

/// What a notice is about; there is never a second one for the same key.
package struct NoticeKey: Hashable, Sendable {
  package var clock: ClockName
  /// The number of the event that began the clock, or the cycle of a resolution clock.
  package var began: Int64
  /// The number of the event that gave the promise in force.
  package var promised: Int64
  /// Percent of the budget: 75 warns, all of it is the breach.
  package var threshold: Int64
  /// The threshold that is the breach.
  package static let breach: Int64 = 100

  package init(clock: ClockName, began: Int64, promised: Int64, threshold: Int64) {
    self.clock = clock
    self.began = began
    self.promised = promised
    self.threshold = threshold
  }

  /// Whether it is that the time is up.
  package var isBreach: Bool { threshold == Self.breach }
}

extension NoticeKey {
  var payload: JSONObject {
    [
      "began": .integer(began), "clock": .string(clock.rawValue), "promised": .integer(promised),
      "threshold": .integer(threshold),
    ]
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      clock: try reader.word("clock"), began: try reader.number("began"),
      promised: try reader.number("promised"),
      threshold: try reader.integer("threshold", in: 1...Self.breach))
  }
}
