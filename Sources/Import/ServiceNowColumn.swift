/// The columns that are read, by the header's names.
package enum ServiceNowColumn: String, CaseIterable, Sendable {
  case number
  case state = "incident_state"
  case caller = "caller_id"
  case openedAt = "opened_at"
  case updatedAt = "sys_updated_at"
  case category
  case subcategory
  case symptom = "u_symptom"
  case priority
  case assignee = "assigned_to"
}
