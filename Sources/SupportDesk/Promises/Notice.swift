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
  /// When the promise was due, as the clock stood; nil of what was told before that was kept.
  package var deadline: Instant?

  package init(
    key: NoticeKey, due: Instant, sent: Instant, agent: PersonNumber?, deadline: Instant?
  ) {
    self.key = key
    self.due = due
    self.sent = sent
    self.agent = agent
    self.deadline = deadline
  }

  /// Whether it warns of a promise that was late when it was given, so that nobody need be told.
  package var isBelated: Bool { !key.isBreach && deadline.map { $0 <= due } ?? false }
}

extension Notice {
  var payload: JSONObject {
    var object = key.payload
    object["due"] = .integer(due.milliseconds)
    object["sent"] = .integer(sent.milliseconds)
    object.set("agent", agent?.value)
    object.set("deadline", deadline?.milliseconds)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      key: try NoticeKey(reader),
      due: try reader.instant("due"), sent: try reader.instant("sent"),
      agent: try reader.optionalPerson("agent"),
      deadline: reader.object["deadline"] == nil ? nil : try reader.instant("deadline"))
  }
}
