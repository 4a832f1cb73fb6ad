import JSON
package import ServiceLevels

/// A version of the policy, as the journal keeps it: what is promised from an instant on.
package struct PolicyFact: Effective, Equatable, Sendable {
  /// As many rows a text gives it at most: each is compared with those before it.
  package static let rowsMax = 1_000

  /// What tickets of some kind are promised.
  package struct Row: Equatable, Sendable {
    /// Its place among the rows: of those that match a ticket the lowest counts, and no two are the same.
    package var rank: Int64
    /// In the order of priorities; at least one.
    package var priorities: [Priority]
    /// Only tickets that bear it; nil for all.
    package var tag: String?
    /// Only this customer's; nil for everybody's.
    package var customer: PersonNumber?
    /// What each clock that it promises is promised, in the spelling of targets: `30m`, `1wd`, `1d
    /// always`.
    package var targets: [ClockName: String]
    /// The name of the calendar in whose hours its clocks run.
    package var calendar: String

    package init(
      rank: Int64, priorities: [Priority], tag: String? = nil, customer: PersonNumber? = nil,
      targets: [ClockName: String], calendar: String = Calendars.always
    ) {
      self.rank = rank
      self.priorities = priorities
      self.tag = tag
      self.customer = customer
      self.targets = targets
      self.calendar = calendar
    }
  }

  /// What a change of priority does to what has elapsed.
  package enum OnPriorityChange: String, CaseIterable, Sendable { case keep, restart }

  package var name: String
  /// 1 for the first, and one more for each that was applied since.
  package var version: Int64
  /// The zone of the desk's wall clocks, whose days, weeks and months are those of calendars that never
  /// close.
  package var zone: String
  /// At which percentages of a budget the agent is warned, in ascending order.
  package var warnings: [Int64]
  package var reopenDays: Int64
  package var onPriorityChange: OnPriorityChange
  /// Whether the clocks of resolutions and updates rest while the customer is waited for.
  package var pausesWaiting: Bool
  /// In the order of their ranks.
  package var rows: [Row]
  /// From when on it holds; nil for since ever.
  package var since: Instant?
  /// Why it was applied, where somebody said so.
  package var because: Words?

  package init(
    name: String, version: Int64, zone: String, warnings: [Int64], reopenDays: Int64, rows: [Row],
    onPriorityChange: OnPriorityChange = .keep, pausesWaiting: Bool = true, since: Instant? = nil,
    because: Words? = nil
  ) {
    self.name = name
    self.version = version
    self.zone = zone
    self.warnings = warnings
    self.reopenDays = reopenDays
    self.onPriorityChange = onPriorityChange
    self.pausesWaiting = pausesWaiting
    self.rows = rows
    self.since = since
    self.because = because
  }
}

extension PolicyFact {
  /// As long as a length of time can be.
  private static let reopenDaysMax: Int64 = 3_652_058

  func members(_ seal: Sealer) -> JSONObject {
    var members: JSONObject = [
      "name": .string(name), "onPriorityChange": .string(onPriorityChange.rawValue),
      "pausesWaiting": .bool(pausesWaiting), "reopenDays": .integer(reopenDays),
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
      onPriorityChange: try reader.word("onPriorityChange"),
      pausesWaiting: try reader.bool("pausesWaiting"),
      since: reader.object["since"] == nil ? nil : try reader.instant("since"),
      because: try reader.optionalWords("because"))
  }
}

extension PolicyFact.Row {
  fileprivate var payload: JSONObject {
    var object: JSONObject = [
      "calendar": .string(calendar),
      "priorities": .array(priorities.map { .string($0.rawValue) }), "rank": .integer(rank),
    ]
    for (clock, target) in targets { object[clock.member] = .string(target) }
    object["tag"] = tag.map(JSONValue.string)
    object.set("customer", customer?.value)
    return object
  }

  fileprivate init(_ reader: PayloadReader) throws(PayloadFault) {
    var priorities: [Priority] = []
    for word in try reader.list("priorities") {
      guard let priority = word.string.flatMap(Priority.init(rawValue:)) else {
        throw .member("priorities")
      }
      priorities.append(priority)
    }
    var targets: [ClockName: String] = [:]
    for clock in ClockName.allCases where reader.object[clock.member] != nil {
      targets[clock] = try reader.string(clock.member)
    }
    self.init(
      rank: try reader.number("rank"), priorities: priorities,
      tag: reader.object["tag"] == nil ? nil : try reader.string("tag"),
      customer: try reader.optionalPerson("customer"), targets: targets,
      calendar: try reader.string("calendar"))
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
