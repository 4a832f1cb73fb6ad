package import JSON

/// What was done or found, its shape forgotten: JSON for programs, a page for people.
///
/// Only a `Shape` makes one, so every answer has a published schema.
package struct Reply: Sendable {
  /// What `it` means from now on; nil leaves it.
  package let focus: Focus?
  /// Whether what was asked holds: false makes a shell's exit status 1.
  package let holds: Bool
  private let makeJSON: @Sendable () -> JSONValue
  private let makeCSV: (@Sendable () -> CSVText)?
  private let makePage: @Sendable () -> Page

  init(
    focus: Focus?, holds: Bool, json: @escaping @Sendable () -> JSONValue,
    csv: (@Sendable () -> CSVText)?, page: @escaping @Sendable () -> Page
  ) {
    self.focus = focus
    self.holds = holds
    makeJSON = json
    makeCSV = csv
    makePage = page
  }

  /// The answer as data, made anew at each asking.
  package var json: JSONValue { makeJSON() }

  /// Its lines as a table for other programs; nil of an answer that is none.
  package var csv: CSVText? { makeCSV?() }

  /// The answer as text for people, made anew at each asking.
  package var page: Page { makePage() }
}

/// The one thing a session talks about.
package struct Focus: Sendable, Equatable {
  /// The value that a slot takes for it.
  package var value: JSONValue
  /// How the prompt and an echo show it, such as `#12`.
  package var label: String
  /// What it is called, such as a ticket's subject; empty where it has no name.
  package var title: String

  package init(value: JSONValue, label: String, title: String = "") {
    self.value = value
    self.label = label
    self.title = title
  }
}
