import JSON
package import ServiceLevels

/// What `desk` told about a clock, once.
package struct Notice: Equatable, Sendable {
  package var key: NoticeKey
  /// When the threshold was reached: of a breach the last instant that met it, or the change that
  /// made it late.
  package var due: Instant
  /// When it was told: later than `due` where nothing was running at the time.
  package var sent: Instant
  /// The owner at that time.
  package var agent: PersonNumber?

  package init(key: NoticeKey, due: Instant, sent: Instant, agent: PersonNumber?) {
    self.key = key
    self.due = due
    self.sent = sent
    self.agent = agent
  }
}

extension Notice {
  var payload: JSONObject {
    var object: JSONObject = [
      "began": .integer(key.began), "clock": .string(key.clock.rawValue),
      "due": .integer(due.milliseconds), "promised": .integer(key.promised),
      "sent": .integer(sent.milliseconds), "threshold": .integer(key.threshold),
    ]
    object.set("agent", agent?.value)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      key: NoticeKey(
        clock: try reader.word("clock"), began: try reader.integer("began"),
        promised: try reader.integer("promised"), threshold: try reader.integer("threshold")),
      due: Instant(clamping: try reader.integer("due")),
      sent: Instant(clamping: try reader.integer("sent")),
      agent: try reader.optionalPerson("agent"))
  }
}
