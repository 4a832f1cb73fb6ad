import Foundation
import ServiceLevels
import Testing

/// A row of `sla.csv`: a timeline, and what it comes to.
struct SLACase: CustomTestStringConvertible, Sendable {
  let fields: [String: String]

  var testDescription: String { "\(self["id"]) \(self["source"])" }

  subscript(field: String) -> String { fields[field] ?? "" }

  static let all: [SLACase] = {
    guard SharedVectors.arePresent, let data = try? SharedVectors.data("sla.csv") else { return [] }
    let rows = String(decoding: data, as: UTF8.self).split(separator: "\r\n").flatMap {
      $0.split(separator: "\n")
    }.map(Self.fields)
    guard let names = rows.first else { return [] }
    return rows.dropFirst().map { row in
      SLACase(fields: Dictionary(zip(names, row), uniquingKeysWith: { first, _ in first }))
    }
  }()

  private static func fields(_ row: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in row {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

extension SLACase {
  func instant(_ field: String) throws -> Instant { try InstantText.parse(self[field]) }

  /// The target in milliseconds, or in days where the kind says so.
  var target: Int64 { (Int64(self["target"]) ?? 0) * 1_000 }

  /// Start and end of each pause.
  func pauses() throws -> [(Instant, Instant)] {
    try self["pauses"].split(separator: ";").map { pause in
      let ends = try pause.split(separator: "/").map { try InstantText.parse(String($0)) }
      return (ends[0], ends[1])
    }
  }

  func calendar() throws -> CalendarHistory {
    let object = try JSONSerialization.jsonObject(with: SharedVectors.data("sla-calendars.json"))
    let calendars = object as? [String: [String: [[String]]]] ?? [:]
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    var week: [Int: [Opening]] = [:]
    for (index, name) in names.enumerated() {
      week[index + 1] = try (calendars[self["calendar"]]?[name] ?? []).map {
        try Opening(text: $0.joined(separator: "-"))
      }
    }
    let closures = try self["holidays"].split(separator: ";").map {
      Closure(try Closure.Day(text: String($0)), name: "holiday")
    }
    let hours = try OpeningHours(week: week, closures: closures)
    return CalendarHistory(WorkingCalendar(hours: hours, zone: try SystemZones.zone(self["tz"])))
  }
}
