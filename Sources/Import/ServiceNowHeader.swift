import ServiceLevels
import SupportDesk

/// Where the columns are, by the header's names.
struct ServiceNowHeader {
  private let places: [ServiceNowColumn: Int]
  private let count: Int
  private let began: Instant

  /// - Parameter began: when the import began; what a row tells of a later time is refused.
  init(_ fields: [ArraySlice<UInt8>], began: Instant) throws(ImportFailure) {
    let names = fields.map { String(decoding: $0, as: UTF8.self) }
    var places: [ServiceNowColumn: Int] = [:]
    for column in ServiceNowColumn.allCases {
      guard let place = names.firstIndex(of: column.rawValue) else {
        throw .missingColumn(column.rawValue)
      }
      places[column] = place
    }
    self.places = places
    count = names.count
    self.began = began
  }

  private static let statuses: [String: Status] = [
    "New": .new, "Active": .open, "Awaiting User Info": .waiting, "Awaiting Vendor": .open,
    "Awaiting Problem": .open, "Awaiting Evidence": .open, "Resolved": .resolved,
    "Closed": .closed,
  ]

  private static let priorities: [Character: Priority] = [
    "1": .urgent, "2": .high, "3": .medium, "4": .low,
  ]

  /// Reads a row.
  ///
  /// - Returns: the row, and why it tells no state where it tells none.
  func row(
    _ fields: [ArraySlice<UInt8>], line: Int
  ) throws(ServiceNowFault) -> (row: ServiceNowRow, fault: ServiceNowFault?) {
    guard fields.count == count else { throw .columns(found: fields.count, expected: count) }
    func text(_ column: ServiceNowColumn) throws(ServiceNowFault) -> String {
      guard let place = places[column],
        let text = String(validating: fields[place], as: UTF8.self)
      else { throw .notText(column) }
      return text
    }
    let number = try text(.number)
    guard !number.isEmpty, number != "?" else { throw .noNumber(value: number) }
    let at = try ServiceNowTime.read(try text(.updatedAt), in: .updatedAt, began: began)
    let openedAt = try ServiceNowTime.read(try text(.openedAt), in: .openedAt, began: began)
    let rank = try text(.priority)
    guard let priority = rank.first.flatMap({ Self.priorities[$0] }) else {
      throw .noPriority(value: rank)
    }
    let state = try text(.state)
    var about: [String] = []
    for column in [ServiceNowColumn.category, .subcategory, .symptom] {
      let text = try text(column)
      if text != "?", !text.isEmpty { about.append(try Self.line(text, column)) }
    }
    let assignee = try text(.assignee)
    let row = ServiceNowRow(
      line: line, incident: try Self.line(number, .number), at: at, openedAt: openedAt,
      status: Self.statuses[state], priority: priority,
      caller: try Self.line(try text(.caller), .caller),
      assignee: assignee == "?" || assignee.isEmpty ? nil : try Self.line(assignee, .assignee),
      subject: about.isEmpty ? number : about.joined(separator: ", "))
    return (row, row.status == nil ? .noState(value: state) : nil)
  }

  /// One line as the desk keeps it; values stand with double blanks here and there.
  private static func line(
    _ text: String, _ column: ServiceNowColumn
  ) throws(ServiceNowFault) -> String {
    // Most have none, and to take a text apart is slow.
    let isDouble = zip(text.utf8, text.utf8.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
    let line = isDouble ? text.split(separator: " ").joined(separator: " ") : text
    do {
      return try TextRules.name(line).text ?? line
    } catch .badText(let fault) {
      throw .badText(column, fault)
    } catch { preconditionFailure("a rule for texts refuses something else: \(error)") }
  }
}
