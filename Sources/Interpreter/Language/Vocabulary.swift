/// Every phrase that starts a command, made once from the declarations.
struct Vocabulary: Sendable {
  /// Words said before a verb out of politeness or habit.
  private static let noise: [[String]] = [
    ["please"], ["can", "you"], ["could", "you"], ["let's"], ["lets"],
  ]

  private let phrases: [String: [(words: [String], command: Command)]]

  init(_ commands: [Command]) {
    var phrases: [String: [(words: [String], command: Command)]] = [:]
    for command in commands {
      for words in command.phrases {
        guard let first = words.first else { continue }
        precondition(
          phrases[first]?.contains { $0.words == words } != true,
          "two commands start with \(words.joined(separator: " "))")
        phrases[first, default: []].append((words, command))
      }
    }
    self.phrases = phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// The command whose phrase stands at the start, the longest phrase first, and the position of
  /// the first token behind it.
  func command(of tokens: [Token]) -> (command: Command, next: Int)? {
    let start = Self.noiseLength(tokens)
    guard start < tokens.count else { return nil }
    var first = tokens[start].folded
    if first.hasPrefix("/") { first.removeFirst() }
    for (words, command) in phrases[first] ?? [] {
      let rest = tokens[start...].dropFirst().prefix(words.count - 1)
      if rest.map(\.folded) == Array(words.dropFirst()) { return (command, start + words.count) }
    }
    return nil
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
    let candidates = words.first.map { phrases[$0] ?? [] } ?? phrases.values.flatMap(\.self)
    let next = candidates.compactMap { phrase -> String? in
      if case .program = phrase.command.ground { return nil }
      guard phrase.words.count > words.count, phrase.words.starts(with: words) else { return nil }
      return phrase.words[words.count]
    }
    return Set(next).sorted()
  }

  /// Every first word, for did-you-mean.
  var firstWords: [String] { phrases.keys.sorted() }
}
