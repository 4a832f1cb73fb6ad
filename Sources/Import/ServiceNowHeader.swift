import ServiceLevels
import SupportDesk

/// Where the columns are, by the header's names.
struct ServiceNowHeader {
  private let places: [String: Int]
  private let count: Int

  static let needed = [
    "number", "incident_state", "caller_id", "opened_at", "sys_updated_at", "category",
    "subcategory", "u_symptom", "priority", "assigned_to",
  ]

  /// - Returns: nil, with the name of the first column that is missing.
  static func read(_ fields: [ArraySlice<UInt8>]) -> Result<ServiceNowHeader, MissingColumn> {
    let names = fields.map { String(decoding: $0, as: UTF8.self) }
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() { places[name] = places[name] ?? place }
    for name in needed where places[name] == nil { return .failure(MissingColumn(name: name)) }
    return .success(ServiceNowHeader(places: places, count: names.count))
  }

  struct MissingColumn: Error { let name: String }

  private static let statuses: [String: Status] = [
    "New": .new, "Active": .open, "Awaiting User Info": .waiting, "Awaiting Vendor": .open,
    "Awaiting Problem": .open, "Awaiting Evidence": .open, "Resolved": .resolved,
    "Closed": .closed,
  ]

  private static let priorities: [Character: Priority] = [
    "1": .urgent, "2": .high, "3": .medium, "4": .low,
  ]

  func row(
    _ fields: [ArraySlice<UInt8>], line: Int
  ) -> Result<ServiceNowRow, RowFailure> {
    guard fields.count == count else { return .failure(RowFailure(fault: .columns)) }
    var texts: [String: String] = [:]
    for name in Self.needed {
      guard let place = places[name], let text = String(validating: fields[place], as: UTF8.self)
      else { return .failure(RowFailure(fault: .notText)) }
      texts[name] = text
    }
    func text(_ name: String) -> String { texts[name] ?? "" }
    let number = text("number")
    guard !number.isEmpty, number != "?" else { return .failure(RowFailure(fault: .noNumber)) }
    guard let at = Self.instant(text("sys_updated_at")),
      let openedAt = Self.instant(text("opened_at"))
    else { return .failure(RowFailure(fault: .badTime)) }
    guard let priority = text("priority").first.flatMap({ Self.priorities[$0] }) else {
      return .failure(RowFailure(fault: .badPriority))
    }
    let assignee = text("assigned_to")
    let about = ["category", "subcategory", "u_symptom"].map(text).filter { $0 != "?" }
    return .success(
      ServiceNowRow(
        line: line, incident: number, at: at, openedAt: openedAt,
        status: Self.statuses[text("incident_state")], priority: priority,
        caller: Self.name(text("caller_id")),
        assignee: assignee == "?" || assignee.isEmpty ? nil : Self.name(assignee),
        subject: about.isEmpty ? number : about.map(Self.name).joined(separator: ", ")))
  }

  struct RowFailure: Error { let fault: ServiceNowFault }

  /// Names stand with double blanks here and there.
  private static func name(_ text: String) -> String {
    text.split(separator: " ").joined(separator: " ")
  }

  /// Day first, no padding, no zone: taken for UTC.
  private static func instant(_ text: String) -> Instant? {
    let parts = text.split(whereSeparator: { "/ :".contains($0) }).map { Int($0) }
    guard parts.count == 5, let day = parts[0], let month = parts[1], let year = parts[2],
      let hour = parts[3], let minute = parts[4], (0...23).contains(hour),
      (0...59).contains(minute), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return Zone.utc.instant(
      of: CivilDateTime(date: date, millisecondOfDay: (hour * 60 + minute) * 60_000),
      overlap: .first)
  }
}
