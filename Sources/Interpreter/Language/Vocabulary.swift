/// Every phrase that starts a command, made once from the declarations.
struct Vocabulary: Sendable {
  /// Words said before a verb out of politeness or habit.
  private static let noise: [[String]] = [
    ["please"], ["can", "you"], ["could", "you"], ["let's"], ["lets"],
  ]

  private let commands: [Command]

  /// Nothing is prepared: a line asks once, and a call from the shell is one line.
  init(_ commands: [Command]) { self.commands = commands }

  /// The command whose phrase stands at the start, the longest phrase first, and the position of
  /// the first token behind it.
  func command(of tokens: [Token]) -> (command: Command, next: Int)? {
    let start = Self.noiseLength(tokens)
    guard start < tokens.count else { return nil }
    var first = tokens[start].folded
    if first.hasPrefix("/") { first.removeFirst() }
    var found: (command: Command, next: Int)?
    for command in commands where command.mayStart(with: first) {
      for words in command.phrases where words.first == first {
        let rest = tokens[start...].dropFirst().prefix(words.count - 1)
        let next = start + words.count
        if next > found?.next ?? start, rest.map(\.folded) == Array(words.dropFirst()) {
          found = (command, next)
        }
      }
    }
    return found
  }

  /// How many words at the start are said out of politeness; never all of them.
  static func noiseLength(_ tokens: [Token]) -> Int {
    var length = 0
    while let words = noise.first(where: { words in
      tokens[length...].prefix(words.count).map(\.folded) == words
    }), length + words.count < tokens.count {
      length += words.count
    }
    return length
  }

  /// The words that can stand next after the given ones at the start of a line that is typed; the
  /// program's own words are none of them.
  func continuations(of words: [String]) -> [String] {
    let next = commands.filter { if case .program = $0.ground { false } else { true } }
      .flatMap(\.phrases).compactMap { phrase -> String? in
        guard phrase.count > words.count, phrase.starts(with: words) else { return nil }
        return phrase[words.count]
      }
    return Set(next).sorted()
  }

  /// Every first word, for did-you-mean.
  var firstWords: [String] { Set(commands.flatMap(\.phrases).compactMap(\.first)).sorted() }
}

extension Command {
  /// Whether a phrase of it can begin with the word.
  fileprivate func mayStart(with word: String) -> Bool {
    verbs.contains { $0.hasPrefix(word) } || name.hasPrefix(word)
  }
}
