import ServiceLevels
import SupportDesk

/// Which tickets a list is of, as terms that were read and checked, people yet to be found.
///
/// Terms between blanks all count; `or` binds weaker; `not`, `-` and parentheses do what they say.
/// What cannot be honoured was refused: a word that is no term is never a search (console.md 2.9).
struct Filter: Hashable, Sendable {
  /// As it was written.
  let source: String
  /// Every term counts.
  let terms: [Term]

  /// One thing that is true of a ticket, or terms joined.
  indirect enum Term: Hashable, Sendable {
    case all([Term])
    case any([Term])
    case not(Term)
    case word(Word)
    case number([TicketNumber])
    case status([Status])
    case priority([Priority])
    case agent([Value])
    case customer([Value])
    case tag([Value])
    case due(Comparison, Limit)
  }

  /// A term that takes no value.
  enum Word: String, CaseIterable, Sendable {
    case mine, unassigned, all, live, overdue, breached, snoozed
  }

  /// What stands before a value.
  enum Property: String, CaseIterable, Sendable {
    case status, priority, agent, customer, tag, due, `is`, id

    /// The field that a word names, by its own name or another.
    init?(named word: String) {
      if word == "owner" { self = .agent } else { self.init(rawValue: word) }
    }
  }

  /// A name as it was written, and where in the source.
  struct Value: Hashable, Sendable {
    let text: String
    /// Whether it stood between quotation marks, and so is no `me` and no `none`.
    let isQuoted: Bool
    /// UTF-8 byte offsets into the source, without the quotation marks.
    let span: Range<Int>
  }

  /// What a due instant is compared with.
  enum Limit: Hashable, Sendable {
    /// So many milliseconds from now on.
    case span(Int64)
    /// A time as written, local where it has no offset.
    case time(String)
  }

  var isEmpty: Bool { terms.isEmpty }

  /// Whether some term says which statuses are meant, so that not only live tickets are.
  var namesStatus: Bool { Term.all(terms).namesStatus }

  /// Whether some term says whether snoozed tickets are meant, or what no snooze may hide, so that they are not
  /// left out.
  var namesSnoozed: Bool { Term.all(terms).namesSnoozed }
}

extension Filter.Term {
  fileprivate var namesStatus: Bool {
    switch self {
    case .all(let terms), .any(let terms): terms.contains(where: \.namesStatus)
    case .not(let term): term.namesStatus
    case .word(let word): word == .all || word == .live
    case .status: true
    case .number, .priority, .agent, .customer, .tag, .due: false
    }
  }
}

extension Filter.Term {
  fileprivate var namesSnoozed: Bool {
    switch self {
    case .all(let terms), .any(let terms): terms.contains(where: \.namesSnoozed)
    case .not(let term): term.namesSnoozed
    case .word(let word): [.all, .snoozed, .overdue, .breached].contains(word)
    // Who asks for a ticket by its number, or by what is due, wants to see it.
    case .number, .due: true
    case .status, .priority, .agent, .customer, .tag: false
    }
  }
}

// MARK: Canonical text

extension Filter {
  /// The one way in which these terms are written; it reads as the same terms.
  var canonical: String { terms.map(\.canonical).joined(separator: " ") }
}

extension Filter.Term {
  fileprivate var canonical: String {
    switch self {
    case .all(let terms): "(" + terms.map(\.canonical).joined(separator: " ") + ")"
    case .any(let terms): "(" + terms.map(\.canonical).joined(separator: " or ") + ")"
    case .not(.not(let term)): "-(-" + term.canonical + ")"
    case .not(let term): "-" + term.canonical
    case .word(let word): word.rawValue
    case .number(let numbers): "id:" + numbers.map { String($0.value) }.joined(separator: ",")
    case .status(let statuses): Self.words("status", statuses.map(\.rawValue))
    case .priority(let priorities): Self.words("priority", priorities.map(\.rawValue))
    case .agent(let values): "agent:" + Self.list(values)
    case .customer(let values): "customer:" + Self.list(values)
    case .tag(let values): "tag:" + Self.list(values)
    case .due(let comparison, .span(let span)):
      "due" + comparison.rawValue + DurationText.exact(span)
    case .due(let comparison, .time(let text)):
      "due" + comparison.rawValue + (text.utf8.contains(0x20) ? "\"\(text)\"" : text)
    }
  }

  /// One word stands for itself, several behind their field.
  private static func words(_ field: String, _ words: [String]) -> String {
    words.count == 1 ? words[0] : field + ":" + words.joined(separator: ",")
  }

  private static func list(_ values: [Filter.Value]) -> String {
    values.map { value in
      let isPlain = !value.isQuoted && !value.text.contains { " \t\u{A0}\u{202F},()".contains($0) }
      return isPlain ? value.text : "\"\(value.text)\""
    }.joined(separator: ",")
  }
}
