import Interpreter

/// The program's own options, before the words of a call.
struct Options {
  var database: String?
  var actor: String?
  var line: String?
  var json = false
  /// The descriptor by which a replay tells the time; for stores that a replay made.
  var control: Int32?
  var words: [String] = []

  /// One row an option: its name, what it takes, and where it goes.
  private static let table:
    [(name: String, takes: Bool, set: @Sendable (inout Options, String) -> Void)] = [
      ("--db", true, { $0.database = $1 }),
      ("--as", true, { $0.actor = $1 }),
      ("-c", true, { $0.line = $1 }),
      ("--control", true, { $0.control = Int32($1) }),
      ("--json", false, { options, _ in options.json = true }),
      ("--no-input", false, { _, _ in }),
    ]

  /// Reads arguments up to the first word that is no option.
  init(_ arguments: [String]) throws(Problem) {
    var rest = arguments[...]
    while let word = rest.first, word.hasPrefix("-") {
      rest.removeFirst()
      guard let row = Self.table.first(where: { $0.name == word }) else {
        var problem = Problem(.unknownField, "desk has no option \(word)")
        problem.suggestions = Suggestion.near(word, among: Self.table.map(\.name))
        problem.expected = Self.table.map(\.name)
        throw problem
      }
      if row.takes {
        guard let value = rest.popFirst() else {
          throw Problem(.missingInput, "\(word) needs a value")
        }
        row.set(&self, value)
      } else {
        row.set(&self, "")
      }
    }
    words = Array(rest)
  }
}
