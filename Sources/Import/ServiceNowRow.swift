import ServiceLevels
import SupportDesk

/// One update of an incident, as far as it says anything to a desk.
struct ServiceNowRow {
  var line: Int
  var incident: String
  var at: Instant
  var openedAt: Instant
  /// Nil for a state that is none of ServiceNow's.
  var status: Status?
  var priority: Priority
  var caller: String
  /// Nil where nobody is assigned.
  var assignee: String?
  var subject: String
}
