import ServiceLevels
import SupportDesk

/// A condition in SQL, over a ticket's row that the statement calls `t`.
struct ConditionSQL {
  /// The column that holds the due instant.
  let due: String
  /// To whom tickets show no tags.
  let scope: Scope

  private static let always = "1 = 1"
  private static let never = "1 = 0"

  func text(_ condition: TicketCondition, _ parameters: inout SQLParameters) -> String {
    switch condition {
    case .all(let parts): join(parts, " AND ", empty: Self.always, &parameters)
    case .any(let parts): join(parts, " OR ", empty: Self.never, &parameters)
    case .not(let part): "NOT (\(text(part, &parameters)))"
    case .number(let numbers): isIn("t.number", numbers.map(\.value), &parameters)
    case .status(let statuses): isIn("t.status", statuses.map { Int64($0.rank) }, &parameters)
    case .priority(let priorities):
      isIn("t.priority", priorities.map { Int64($0.rank) }, &parameters)
    case .agent(let agents, let orNobody):
      isIn("t.agent", agents.map(\.value) + (orNobody ? [0] : []), &parameters)
    case .customer(let customers): isIn("t.customer", customers.map(\.value), &parameters)
    case .tag(let tags): tag(tags, &parameters)
    case .due(let comparison, let instant): due(comparison, instant, &parameters)
    case .snoozed(let instant):
      scope.isWhole
        ? "t.snoozed_until > \(parameters.place(.integer(instant.milliseconds)))" : Self.never
    case .overdue(let instant): overdue(instant, &parameters)
    case .breached(let instant): breached(instant, &parameters)
    }
  }

  private func join(
    _ parts: [TicketCondition], _ word: String, empty: String, _ parameters: inout SQLParameters
  ) -> String {
    if parts.isEmpty { return empty }
    return "(" + parts.map { text($0, &parameters) }.joined(separator: word) + ")"
  }

  private func isIn(
    _ column: String, _ numbers: [Int64], _ parameters: inout SQLParameters
  ) -> String {
    switch numbers.count {
    case 0: Self.never
    case 1: "\(column) = \(parameters.place(.integer(numbers[0])))"
    default: "\(column) IN (\(parameters.list(numbers.sorted().map(SQLValue.integer))))"
    }
  }

  private func tag(_ tags: Set<String>, _ parameters: inout SQLParameters) -> String {
    guard scope.isWhole, !tags.isEmpty else { return Self.never }
    let keys = Set(tags.map { CaselessKey($0).text }).sorted().map(SQLValue.text)
    return """
      EXISTS (SELECT 1 FROM tag AS h
        WHERE h.ticket = t.number AND h.key IN (\(parameters.list(keys))))
      """
  }

  private func due(
    _ comparison: Comparison, _ instant: Instant, _ parameters: inout SQLParameters
  ) -> String {
    let place = parameters.place(.integer(instant.milliseconds))
    let holds = "\(due) \(comparison.rawValue) \(place)"
    switch comparison {
    case .before, .by: return holds
    case .from, .after:
      return "(\(holds) AND \(due) < \(parameters.place(.integer(Schema.never))))"
    }
  }

  /// No limit lies before its clock's due instant, so the due instant bounds the walk.
  private func overdue(_ instant: Instant, _ parameters: inout SQLParameters) -> String {
    let place = parameters.place(.integer(instant.milliseconds))
    return """
      (\(due) < \(place) AND EXISTS (SELECT 1 FROM clock AS k
        WHERE k.ticket = t.number AND k.state = 0 AND k.limit_at < \(place)))
      """
  }

  private func breached(_ instant: Instant, _ parameters: inout SQLParameters) -> String {
    let place = parameters.place(.integer(instant.milliseconds))
    let missed = parameters.place(.integer(ClockRow.Verdict.missed.rawValue))
    return """
      EXISTS (SELECT 1 FROM clock AS k
        WHERE k.ticket = t.number AND (k.verdict = \(missed) OR k.breached_earlier = 1
          OR (k.state = 0 AND k.limit_at < \(place))))
      """
  }
}
