import JSON
import ServiceLevels

/// What one clock of a ticket was promised, by what and for how long, fixed when it was recorded.
///
/// Folds need nothing beside it: a policy that changes later changes no promise that was given
/// (service-levels.md 1.9.4).
package struct Promise: Equatable, Sendable {
  /// The policy by which it was given, and its version.
  package var policy: String
  package var policyVersion: Int64
  /// The name of the calendar in whose hours the clock runs.
  package var calendar: String
  /// How long the clock may run, in milliseconds from its own start.
  package var budgetMs: Int64
  /// At which percentages of the budget the agent is warned, in ascending order, each 1 to 99.
  package var warnings: [Int64]
  /// The rank of the row that promised it; nil of what was promised before rows were named.
  package var rank: Int64?
  /// The target as it was promised, such as `1mo`; nil as of the rank.
  package var target: String?

  package init(
    policy: String, policyVersion: Int64, calendar: String, budgetMs: Int64, warnings: [Int64],
    rank: Int64? = nil, target: String? = nil
  ) {
    self.policy = policy
    self.policyVersion = policyVersion
    self.calendar = calendar
    self.budgetMs = budgetMs
    self.warnings = warnings
    self.rank = rank
    self.target = target
  }
}

extension Promise {
  var payload: JSONObject {
    var object: JSONObject = [
      "budgetMs": .integer(budgetMs), "calendar": .string(calendar), "policy": .string(policy),
      "policyVersion": .integer(policyVersion),
      "warnings": .array(warnings.map(JSONValue.integer)),
    ]
    object.set("rank", rank)
    object["target"] = target.map(JSONValue.string)
    return object
  }

  /// The promise in a member of an event, where there is one.
  init?(maybe member: String, _ reader: PayloadReader) throws(PayloadFault) {
    if reader.object[member] == nil { return nil }
    try self.init(reader.inner(member))
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    let calendar = try reader.string("calendar")
    // Whether it is there is looked at where the event is read beside the calendars.
    guard calendar == Calendars.always || CalendarFact.isName(calendar) else {
      throw .member("calendar")
    }
    let target = reader.object["target"] == nil ? nil : try reader.string("target")
    if let target, (try? Target(text: target)) == nil { throw .member("target") }
    self.init(
      policy: try reader.string("policy"), policyVersion: try reader.number("policyVersion"),
      calendar: calendar, budgetMs: try reader.length("budgetMs"),
      warnings: try reader.percentages("warnings"), rank: try reader.optionalNumber("rank"),
      target: target)
  }
}
