import JSON

/// A version of a policy, as the journal keeps it.
package struct PolicyFact: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package var priority: Priority
    /// In the spelling of targets: `30m`, `1d`.
    package var respond: String
    package var resolve: String

    package init(priority: Priority, respond: String, resolve: String) {
      self.priority = priority
      self.respond = respond
      self.resolve = resolve
    }
  }

  package var name: String
  package var version: Int64
  /// The zone whose days, weeks and months the civil targets are.
  package var zone: String
  package var warnPercent: Int64
  package var reopenDays: Int64
  package var rows: [Row]

  package init(
    name: String, version: Int64, zone: String, warnPercent: Int64, reopenDays: Int64, rows: [Row]
  ) {
    self.name = name
    self.version = version
    self.zone = zone
    self.warnPercent = warnPercent
    self.reopenDays = reopenDays
    self.rows = rows
  }
}

extension PolicyFact {
  /// As long as a length of time can be.
  private static let reopenDaysMax: Int64 = 3_652_058

  var members: JSONObject {
    [
      "name": .string(name), "reopenDays": .integer(reopenDays),
      "targets": .array(
        rows.map {
          [
            "priority": .string($0.priority.rawValue), "resolve": .string($0.resolve),
            "respond": .string($0.respond),
          ]
        }),
      "version": .integer(version), "warnPercent": .integer(warnPercent), "zone": .string(zone),
    ]
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    var rows: [Row] = []
    for row in try reader.inners("targets") {
      rows.append(
        Row(
          priority: try row.word("priority"), respond: try row.string("respond"),
          resolve: try row.string("resolve")))
    }
    self.init(
      name: try reader.string("name"), version: try reader.number("version"),
      zone: try reader.string("zone"), warnPercent: try reader.integer("warnPercent", in: 1...99),
      reopenDays: try reader.integer("reopenDays", in: 0...Self.reopenDaysMax), rows: rows)
  }
}
