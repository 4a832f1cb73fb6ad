import JSON

/// Fills a command's slots from the words behind its verb.
///
/// The rules, in their order, for the word at hand: a colon or `--` starts the raw tail; `--name`
/// is a flag; a slot's preposition or `name:` introduces that slot; otherwise the first open slot
/// that takes the word gets it. A word nobody takes is an error, never a guess (console.md 2.1).
struct FrameReader {
  let line: Line
  let tokens: [Token]
  let command: Command
  let focus: Focus?
  var position: Int
  private(set) var values: JSONObject = [:]

  init(line: Line, tokens: [Token], command: Command, position: Int, focus: Focus?) {
    self.line = line
    self.tokens = tokens
    self.command = command
    self.position = position
    self.focus = focus
  }

  /// Reads every word.
  mutating func read() throws(Problem) {
    while position < tokens.count { try readNext() }
  }

  /// The slots that have no value yet, in their order.
  var open: [Slot] { command.slots.filter { values[$0.name] == nil } }

  private mutating func readNext() throws(Problem) {
    let token = tokens[position]
    if token.isColon || (!token.isQuoted && token.text == "--") {
      try takeTail(from: token.range.upperBound, at: token)
    } else if !token.isQuoted, token.text.hasPrefix("--") {
      try takeFlag(token)
    } else if try !takeIntroduced(token) {
      try takePositional(token)
    }
  }

  // MARK: Tail

  private mutating func takeTail(from offset: Int, at token: Token) throws(Problem) {
    guard let slot = open.first(where: { $0.extent == .tail }) else {
      throw extraWords(token)
    }
    var bytes = Array(line.text.utf8)[offset...]
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    position = tokens.count
    // An empty tail is no text: it is asked for like any missing value.
    if bytes.isEmpty { return }
    let text = String(decoding: bytes, as: UTF8.self)
    try fill(slot, with: text, span: bytes.startIndex..<bytes.endIndex)
  }

  // MARK: Flags

  private mutating func takeFlag(_ token: Token) throws(Problem) {
    let body = token.text.dropFirst(2)
    let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let slot = command.slots.first(where: { $0.word == name }) else {
      throw unknownField(name, span: token.range)
    }
    try checkOpen(slot, span: token.range)
    if slot.extent == .flag {
      position += 1
      values[slot.name] = .bool(parts.count < 2 || parts[1] != "no")
    } else if parts.count == 2 {
      position += 1
      try fill(slot, with: String(parts[1]), span: token.range)
    } else {
      try take(slot, from: position + 1)
    }
  }

  // MARK: Prepositions and `name:value`

  /// Takes a slot that the word introduces; false where it introduces none.
  private mutating func takeIntroduced(_ token: Token) throws(Problem) -> Bool {
    let word = token.folded
    if let slot = open.first(where: { introduces(word, $0) && position + 1 < tokens.count }) {
      let hasColon = tokens[position + 1].isColon && slot.extent != .tail
      try take(slot, from: position + (hasColon ? 2 : 1))
      return true
    }
    guard let colon = token.text.firstIndex(of: ":"), !token.isQuoted else { return false }
    let name = token.text[..<colon].lowercased()
    guard let slot = command.slots.first(where: { $0.word == name && $0.extent != .tail }) else {
      return false
    }
    try checkOpen(slot, span: token.range)
    position += 1
    try fill(slot, with: String(token.text[token.text.index(after: colon)...]), span: token.range)
    return true
  }

  private func introduces(_ word: String, _ slot: Slot) -> Bool {
    slot.extent != .flag && !word.isEmpty
      && (slot.prepositions.contains(word) || (slot.needsPreposition && slot.word == word))
  }

  // MARK: Words in order

  private mutating func takePositional(_ token: Token) throws(Problem) {
    var fault: Problem?
    for slot in open where !slot.needsPreposition && slot.extent != .flag {
      if slot.extent == .tail {
        // A word that the slot before refused is a mistake, not the beginning of the text.
        if fault != nil { break }
        return try takeTail(from: token.range.lowerBound, at: token)
      }
      do {
        return try take(slot, from: position)
      } catch {
        if fault == nil || slot.choices.isEmpty == false { fault = fault ?? error }
      }
    }
    throw fault ?? extraWords(token)
  }

  /// Takes a slot's words from a position on; leaves everything as it was where it cannot.
  private mutating func take(_ slot: Slot, from start: Int) throws(Problem) {
    guard start < tokens.count else { throw missing(slot) }
    switch slot.extent {
    case .tail:
      try takeTail(from: tokens[start].range.lowerBound, at: tokens[start])
    case .phrase, .source, .words:
      let end = phraseEnd(of: slot, from: start)
      guard end > start else { throw missing(slot) }
      let span = tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
      let text = tokens[start..<end].map(\.text).joined(separator: " ")
      try fill(slot, with: text, span: span, tokens: tokens[start..<end])
      position = end
    case .word, .flag:
      try fill(slot, with: tokens[start].text, span: tokens[start].range, tokens: [tokens[start]])
      position = start + 1
    }
  }

  /// A phrase ends at a colon, a flag, another open slot's preposition, a word that a slot with
  /// choices takes, and behind an address in angle brackets.
  private func phraseEnd(of slot: Slot, from start: Int) -> Int {
    let others = open.filter { $0.name != slot.name }
    var end = start
    while end < tokens.count {
      let token = tokens[end]
      if !token.isQuoted {
        if token.isColon || token.text.hasPrefix("--") { break }
        if end > start {
          if others.contains(where: { introduces(token.folded, $0) }) { break }
          if others.contains(where: { $0.choices.contains(token.folded) }) { break }
        }
      }
      end += 1
      if !token.isQuoted, token.text.hasSuffix(">") { break }
    }
    return end
  }

  // MARK: Values

  private mutating func fill(
    _ slot: Slot, with text: String, span: Range<Int>, tokens: ArraySlice<Token> = []
  ) throws(Problem) {
    if let unfinished = tokens.first(where: \.isUnfinished) {
      var problem = Problem(.unfinished, "the quotation has no end")
      problem.span = unfinished.range
      throw problem
    }
    if slot.takesFocus, tokens.count <= 1, tokens.first?.isQuoted != true,
      ["it", "this", "that"].contains(text.lowercased())
    {
      values[slot.name] = try focusValue(text, span: span)
      return
    }
    do {
      values[slot.name] = try slot.read(text)
    } catch {
      throw Problem.badValue(text, for: slot, fault: error, place: span.lowerBound)
    }
  }

  private func focusValue(_ word: String, span: Range<Int>) throws(Problem) -> JSONValue {
    if let focus { return focus.value }
    var problem = Problem(.noFocus, "`\(word)` stands for nothing yet in this session")
    problem.span = span
    problem.hint = "show 12 makes 12 what `it` means"
    throw problem
  }

  private func checkOpen(_ slot: Slot, span: Range<Int>) throws(Problem) {
    guard values[slot.name] != nil else { return }
    var problem = Problem(.repeated, "\(slot.word) is given twice")
    problem.span = span
    throw problem
  }

  // MARK: Problems

  private func missing(_ slot: Slot) -> Problem {
    var problem = Problem(.missingInput, "\(command.usage): <\(slot.word)> is missing")
    let end = line.text.utf8.count
    problem.span = end..<end
    problem.expected = slot.choices.isEmpty ? [slot.typeName] : slot.choices
    return problem
  }

  private func unknownField(_ name: String, span: Range<Int>) -> Problem {
    let words = command.slots.map(\.word)
    var problem = Problem(.unknownField, "\(command.verbs[0]) has no --\(name)")
    problem.span = span
    problem.got = name
    problem.suggestions = Suggestion.near(name, among: words).map { "--" + $0 }
    problem.expected = words.map { "--" + $0 }
    return problem
  }

  private func extraWords(_ token: Token) -> Problem {
    var problem = Problem(.extraWords, "nothing more is expected here")
    problem.span = token.range
    problem.got = token.text
    problem.hint = command.usage
    return problem
  }
}
