import SupportDesk

/// The words that are terms of a filter, or values of its fields, by themselves.
enum FilterWords {
  static let statuses = Status.allCases.map(\.rawValue)
  static let priorities = Priority.allCases.map(\.rawValue)
  /// What `is:` takes.
  static let states = statuses + ["live", "overdue", "breached", "unassigned", "snoozed"]
  /// What is a term without a field.
  static let bare = Filter.Word.allCases.map(\.rawValue) + statuses + priorities

  /// The term that a word is by itself; nil where it is none.
  static func term(_ word: String) -> Filter.Term? {
    if let word = Filter.Word(rawValue: word) { return .word(word) }
    if let status = Status(rawValue: word) { return .status([status]) }
    return Priority(rawValue: word).map { .priority([$0]) }
  }
}
