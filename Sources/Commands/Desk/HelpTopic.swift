import Interpreter

/// What `help` explains besides commands and kinds of errors; each is read off the list it is about.
enum HelpTopic: String, CaseIterable, Sendable {
  case exitCodes = "exit-codes"
  case environment
  case filters
  case keys
  case files
  case errors

  var summary: String {
    switch self {
    case .exitCodes: "What the exit status tells."
    case .environment: "The variables that desk reads."
    case .filters: "Which tickets a list shows."
    case .keys: "What the keys do at the prompt."
    case .files: "Where desk keeps what it keeps."
    case .errors: "Every kind of error."
    }
  }

  func page(_ listing: Listing) -> Page {
    switch self {
    case .exitCodes:
      Self.table(ExitStatus.allCases.map { (String($0.rawValue), $0.summary) })
    case .environment:
      Self.table(EnvironmentVariable.allCases.map { ($0.rawValue, $0.summary) })
    case .filters: Self.table(FilterHelp.rows)
    case .keys: Self.table(EditingKey.help)
    case .files: Self.table(DeskFile.allCases.map { ($0.place, $0.summary) })
    case .errors: Self.table(listing.kinds.map { ($0.word, $0.summary) })
    }
  }

  private static func table(_ rows: [(String, String)]) -> Page {
    var page = Page()
    let width = rows.map { CellWidth.of($0.0) }.max() ?? 0
    for (name, summary) in rows {
      let fill = String(repeating: " ", count: max(0, width - CellWidth.of(name)) + 2)
      page.add(.init(name + fill, .strong), .init(summary), indent: width + 2)
    }
    return page
  }
}
