import ServiceLevels
import SupportDesk

// The words for what was not taken: the one place where they are made.
extension ServiceNowFault {
  /// A kind of fault: the word by which programs know it.
  package enum Kind: String, CaseIterable, Sendable {
    case quotation, columns, text, number, time
    case monthFirst = "month-first"
    case future, priority, state
    case changedHere = "changed-at-desk"

    /// What rows of this kind have in common.
    package var title: String {
      switch self {
      case .quotation: "a quotation that is not closed"
      case .columns: "another number of columns than the header"
      case .text: "a value that is no text the desk can keep"
      case .number: "no incident number"
      case .time: "a time that there is not"
      case .monthFirst: "a date with the month first"
      case .future: "a time still to come"
      case .priority: "a priority that is none of the four"
      case .state: "a state that is none of ServiceNow's"
      case .changedHere: "a ticket that was changed at the desk since"
      }
    }
  }

  package var kind: Kind {
    switch self {
    case .quotation: .quotation
    case .columns: .columns
    case .notText, .badText: .text
    case .noNumber: .number
    case .noTime: .time
    case .monthFirst: .monthFirst
    case .future: .future
    case .noPriority: .priority
    case .noState: .state
    case .changedHere: .changedHere
    }
  }

  /// What is wrong.
  package var wrong: String {
    switch self {
    case .quotation: "the quotation that begins on this line is not closed"
    case .columns(let found, _): "it has \(found) columns"
    case .notText(let column): "\(column.rawValue) is not valid UTF-8"
    case .noNumber(let value): "\(ServiceNowColumn.number.rawValue) is \(Self.quoted(value))"
    case .badText(let column, let fault): "\(column.rawValue) \(Self.words(fault))"
    case .noTime(let column, let value), .monthFirst(let column, let value),
      .future(let column, let value, _):
      "\(column.rawValue) is \(Self.quoted(value))"
    case .noPriority(let value):
      "\(ServiceNowColumn.priority.rawValue) is \(Self.quoted(value))"
    case .noState(let value): "\(ServiceNowColumn.state.rawValue) is \(Self.quoted(value))"
    case .changedHere(let ticket): "somebody at the desk changed \(ticket) since it was imported"
    }
  }

  /// What would be right.
  package var right: String {
    switch self {
    case .quotation:
      "a comma or the end of the line behind the closing mark, and every mark inside doubled"
    case .columns(_, let expected):
      "\(expected), as in the header; a value with a comma stands in quotation marks"
    case .notText: "UTF-8"
    case .noNumber: "the incident's number"
    case .badText: "one line of at most \(TextRules.lineBytesMax) bytes, not empty"
    case .noTime: "a day of the calendar and its time, day first: 29/2/2016 01:16"
    case .monthFirst(_, let value): "the day first: \(Self.dayFirst(value))"
    case .future(_, _, let began):
      "not after \(ServiceNowTime.text(began)), when the import began; times are taken for UTC"
    case .noPriority: "1, 2, 3 or 4 at its beginning"
    case .noState:
      "New, Active, Awaiting User Info, Awaiting Vendor, Awaiting Problem, Awaiting Evidence,"
        + " Resolved or Closed; the rest of the row is taken"
    case .changedHere: "to bring it up to date by hand"
    }
  }

  private static func words(_ fault: TextFault) -> String {
    switch fault {
    case .empty: "is empty"
    case .tooLong: "is too long"
    case .lines: "has several lines"
    case .control(let code): "holds the control character \(code)"
    case .reference: "would be taken for a number or an address"
    }
  }

  /// A date whose first two parts are digits, with these the other way round.
  private static func dayFirst(_ value: String) -> String {
    let parts = value.split(separator: "/")
    return ([parts[1], parts[0]] + parts[2...]).joined(separator: "/")
  }

  /// As much of a value as shows what it is, without what a terminal would act on.
  private static func quoted(_ value: String) -> String {
    let shown = value.unicodeScalars.prefix(40).map { scalar in
      scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar)
    }
    return "\"" + shown.joined() + (value.unicodeScalars.count > 40 ? "…" : "") + "\""
  }
}
