package import JSON
package import ServiceLevels

/// A fact about the desk as a whole.
package enum DeskEvent: StreamEvent {
  /// The first event of every store; whether a replay made it, so that nobody can say so later.
  case created(schema: Int64, isReplay: Bool)
  /// The tables were brought to a newer format.
  case migrated(schema: Int64)
  /// Somebody vouches for a clock that says long after the last change.
  case clockAccepted(ClockAccepted)
  /// Somebody finds that changes were recorded while a clock ran ahead: they happened no later than
  /// this, and later changes may be recorded before them, in a new epoch.
  case clockCorrected(ClockCorrected)

  package enum Kind: String, CaseIterable, Sendable {
    case created = "desk.created"
    case migrated = "desk.migrated"
    case clockAccepted = "clock.accepted"
    case clockCorrected = "clock.corrected"
  }

  package var kind: Kind {
    switch self {
    case .created: .created
    case .migrated: .migrated
    case .clockAccepted: .clockAccepted
    case .clockCorrected: .clockCorrected
    }
  }

  /// The desk rested for long: nothing that was recorded is changed.
  package struct ClockAccepted: Equatable, Sendable {
    /// When the last change before it was recorded.
    package var since: Instant
    /// Nil where nobody said.
    package var because: Words?

    package init(since: Instant, because: Words?) {
      self.since = since
      self.because = because
    }
  }

  /// The instant of the correction is that at which the event itself is recorded.
  package struct ClockCorrected: Equatable, Sendable {
    /// The numbers of the changes that are dated too late; the last is the one before this event's.
    package var changes: ClosedRange<Int64>
    /// What their promises come to when they are reckoned from when they were given.
    package var budgets: [CorrectedBudget]
    /// Nil where nobody said.
    package var because: Words?

    package init(
      changes: ClosedRange<Int64>, budgets: [CorrectedBudget] = [], because: Words?
    ) {
      self.changes = changes
      self.budgets = budgets
      self.because = because
    }
  }

  package func members(_ seal: Sealer) -> JSONObject {
    switch self {
    case .created(let schema, let isReplay):
      ["app": "desk", "replay": .bool(isReplay), "schema": .integer(schema)]
    case .migrated(let schema): ["schema": .integer(schema)]
    case .clockAccepted(let accepted): accepted.members(seal)
    case .clockCorrected(let corrected): corrected.members(seal)
    }
  }

  package init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .created:
      self = .created(
        schema: try reader.number("schema"), isReplay: try reader.bool("replay"))
    case .migrated: self = .migrated(schema: try reader.number("schema"))
    case .clockAccepted: self = .clockAccepted(try ClockAccepted(reader))
    case .clockCorrected: self = .clockCorrected(try ClockCorrected(reader))
    }
  }
}

extension DeskEvent.ClockAccepted {
  func members(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = ["since": .integer(since.milliseconds)]
    if let because { object["because"] = seal("because", because) }
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      since: try reader.instant("since"),
      because: try reader.optionalWords("because"))
  }
}

extension DeskEvent.ClockCorrected {
  func members(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [
      "budgets": .array(
        budgets.map { budget in
          var object: JSONObject = [
            "budgetMs": .integer(budget.budgetMs), "clock": .string(budget.clock.rawValue),
            "event": .integer(budget.event),
          ]
          object.set("change", budget.change)
          return .object(object)
        }),
      "first": .integer(changes.lowerBound), "last": .integer(changes.upperBound),
    ]
    if let because { object["because"] = seal("because", because) }
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    let (first, last) = (try reader.number("first"), try reader.number("last"))
    guard first <= last else { throw .member("first") }
    var budgets: [CorrectedBudget] = []
    for value in try reader.list("budgets") {
      let budget = PayloadReader(object: value, unseal: reader.unseal)
      budgets.append(
        CorrectedBudget(
          event: try budget.number("event"), clock: try budget.word("clock"),
          change: try budget.optionalNumber("change"), budgetMs: try budget.length("budgetMs")))
    }
    self.init(
      changes: first...last, budgets: budgets, because: try reader.optionalWords("because"))
  }
}
