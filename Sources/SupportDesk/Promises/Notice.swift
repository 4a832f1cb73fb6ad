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
    var object = key.payload
    object["due"] = .integer(due.milliseconds)
    object["sent"] = .integer(sent.milliseconds)
    object.set("agent", agent?.value)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      key: try NoticeKey(reader),
      due: try reader.instant("due"), sent: try reader.instant("sent"),
      agent: try reader.optionalPerson("agent"))
  }
}
