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

  func page(_ listing: Listing) -> Page { Page([.table(table(listing))]) }

  private func table(_ listing: Listing) -> Table {
    switch self {
    case .exitCodes:
      Table.terms(ExitStatus.allCases.map { (String($0.rawValue), $0.summary) })
    case .environment:
      Table.terms(EnvironmentVariable.allCases.map { ($0.rawValue, $0.summary) })
    case .filters: Table.terms(FilterHelp.rows)
    case .keys: Table.terms(EditingKey.help)
    case .files: Table.terms(DeskFile.allCases.map { ($0.place, $0.summary) })
    case .errors: Table.terms(listing.kinds.map { ($0.word, $0.summary) })
    }
  }
}
