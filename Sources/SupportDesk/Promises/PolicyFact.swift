import JSON
package import ServiceLevels

/// A version of the policy, as the journal keeps it: what is promised from an instant on.
package struct PolicyFact: Effective, Equatable, Sendable {
  /// What one priority is promised.
  package struct Row: Equatable, Sendable {
    /// Its place among the rows; no two have the same.
    package var rank: Int64
    package var priority: Priority
    /// In the spelling of targets: `30m`, `1wd`, `1d always`.
    package var respond: String
    package var respondNext: String
    package var resolve: String
    /// The name of the calendar in whose hours its clocks run.
    package var calendar: String

    package init(
      rank: Int64, priority: Priority, respond: String, respondNext: String, resolve: String,
      calendar: String = Calendars.always
    ) {
      self.rank = rank
      self.priority = priority
      self.respond = respond
      self.respondNext = respondNext
      self.resolve = resolve
      self.calendar = calendar
    }

    /// The text of a clock's target.
    package func target(of clock: ClockName) -> String {
      switch clock {
      case .response: respond
      case .nextResponse: respondNext
      case .resolution: resolve
      }
    }
  }

  package var name: String
  /// 1 for the first, and one more for each that was applied since.
  package var version: Int64
  /// The zone of the desk's wall clocks, whose days, weeks and months are those of calendars that never
  /// close.
  package var zone: String
  /// At which percentages of a budget the agent is warned, in ascending order.
  package var warnings: [Int64]
  package var reopenDays: Int64
  /// In the order of their ranks.
  package var rows: [Row]
  /// From when on it holds; nil for since ever.
  package var since: Instant?
  /// Why it was applied, where somebody said so.
  package var because: Words?

  package init(
    name: String, version: Int64, zone: String, warnings: [Int64], reopenDays: Int64, rows: [Row],
    since: Instant? = nil, because: Words? = nil
  ) {
    self.name = name
    self.version = version
    self.zone = zone
    self.warnings = warnings
    self.reopenDays = reopenDays
    self.rows = rows
    self.since = since
    self.because = because
  }

  /// What the priority is promised; nil where the policy promises it nothing.
  package func row(for priority: Priority) -> Row? { rows.first { $0.priority == priority } }
}

extension PolicyFact {
  /// As long as a length of time can be.
  private static let reopenDaysMax: Int64 = 3_652_058

  func members(_ seal: Sealer) -> JSONObject {
    var members: JSONObject = [
      "name": .string(name), "reopenDays": .integer(reopenDays),
      "rows": .array(rows.map { .object($0.payload) }), "version": .integer(version),
      "warnings": .array(warnings.map(JSONValue.integer)), "zone": .string(zone),
    ]
    members.set("since", since?.milliseconds)
    if let because { members["because"] = seal("because", because) }
    return members
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    var rows: [Row] = []
    for row in try reader.inners("rows") { rows.append(try Row(row)) }
    self.init(
      name: try reader.string("name"), version: try reader.number("version"),
      zone: try reader.string("zone"), warnings: try reader.percentages("warnings"),
      reopenDays: try reader.integer("reopenDays", in: 0...Self.reopenDaysMax), rows: rows,
      since: reader.object["since"] == nil ? nil : try reader.instant("since"),
      because: try reader.optionalWords("because"))
  }
}

extension PolicyFact.Row {
  fileprivate var payload: JSONObject {
    [
      "calendar": .string(calendar), "priority": .string(priority.rawValue),
      "rank": .integer(rank), "resolve": .string(resolve), "respond": .string(respond),
      "respondNext": .string(respondNext),
    ]
  }

  fileprivate init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      rank: try reader.number("rank"), priority: try reader.word("priority"),
      respond: try reader.string("respond"), respondNext: try reader.string("respondNext"),
      resolve: try reader.string("resolve"), calendar: try reader.string("calendar"))
  }
}

extension PayloadReader {
  /// Percentages of a budget in ascending order, each 1 to 99.
  func percentages(_ member: String) throws(PayloadFault) -> [Int64] {
    var percentages: [Int64] = []
    for value in try list(member) {
      guard let percent = value.integer, 1...99 ~= percent, percent > percentages.last ?? 0 else {
        throw .member(member)
      }
      percentages.append(percent)
    }
    return percentages
  }
}
