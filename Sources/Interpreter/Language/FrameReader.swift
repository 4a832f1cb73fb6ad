import JSON

/// Fills a command's slots from the words behind its verb, up to where its text begins.
///
/// The rules, in their order, for the word at hand: `--name` is a flag; a slot's preposition or
/// `name:` introduces that slot; otherwise the first open slot that takes the word gets it. A word
/// nobody takes is an error, never a guess (console.md 2.1).
struct FrameReader {
  private(set) var frame: Frame
  let tokens: [Token]
  private(set) var position: Int
  /// How many tokens were looked at: those of the value that could not be read included.
  private(set) var reach: Int
  /// Whether the text may begin without a colon, behind the last slot before it.
  private let takesBareText: Bool
  /// Whether the last word alone is the value of a slot of one word.
  private(set) var endsInWord = false
  /// The phrase that was read last, which more words right behind it would make longer.
  private(set) var endsInPhrase: Slot?

  init(_ frame: Frame, _ tokens: [Token], from position: Int, takesBareText: Bool = false) {
    self.frame = frame
    self.tokens = tokens
    self.position = position
    reach = position
    self.takesBareText = takesBareText
  }

  /// Reads every word.
  mutating func read() throws(Problem) {
    while position < tokens.count {
      endsInWord = false
      try readNext()
    }
  }

  /// Whether the next word would be the first of a text without a colon.
  var isAtBareText: Bool {
    guard takesBareText, let text = frame.textSlot, frame.isOpen(text), text.takesBareText else {
      return false
    }
    return !frame.command.slots.prefix { $0.name != text.name }
      .contains { $0.isPositional && frame.isOpen($0) }
  }

  var command: Command { frame.command }

  private mutating func readNext() throws(Problem) {
    let token = tokens[position]
    reach = position + 1
    if token.isUnfinished, !isAtBareText { throw FrameProblem.unfinished(token) }
    if token.isFlag {
      try takeFlag(token)
    } else if token.isRest, let slot = command.slots.first(where: { $0.extent == .words }) {
      try frame.append(Array(tokens[(position + 1)...]), to: slot)
      position = tokens.count
    } else if try takeIntroduced(token) {
      return
    } else if isAtBareText {
      if token.isDashed { throw FrameProblem.dashed(token, of: command) }
      if let word = wordBeforeColon() {
        throw FrameProblem.unless(
          FrameProblem.extraWords(word, of: command), in: frame.bytes,
          isTextFrom: token.range.lowerBound)
      }
      try takeText(from: tokens[position - 1].range.upperBound)
    } else {
      try takePositional(token)
    }
  }

  /// Takes the rest of the line as the text; the one blank before it is no part of it.
  private mutating func takeText(from end: Int) throws(Problem) {
    position = tokens.count
    let blank = end < frame.bytes.count ? Punctuation.blank(in: frame.bytes, at: end) : nil
    try frame.fillText(from: end + (blank ?? 0))
  }
}

// MARK: Flags

extension FrameReader {
  private mutating func takeFlag(_ token: Token) throws(Problem) {
    let equals = frame.bytes[token.range].firstIndex(of: 0x3D)
    let name = String(token.text.dropFirst(2).prefix { $0 != "=" })
    guard let slot = command.slots.first(where: { $0.word == name }) else {
      throw FrameProblem.unknownFlag(name, of: command, at: token.range)
    }
    guard frame.isOpen(slot) else { throw FrameProblem.repeated(slot, at: token.range) }
    if let equals {
      position += 1
      let value = unquoted(equals + 1..<token.range.upperBound)
      if value.text.isEmpty {
        throw FrameProblem.missing(slot, of: command, at: token.range.upperBound)
      }
      try frame.fill(slot, with: value.text, at: value.range)
    } else if slot.extent == .flag {
      position += 1
      frame.set(slot, .bool(true), at: token.range.lowerBound)
    } else if slot.extent == .tail {
      // Behind the flag all is text, so no cut that comes later begins it.
      guard takesBareText else { throw FrameProblem.extraWords(token, of: command) }
      try takeText(from: token.range.upperBound)
    } else {
      try take(slot, from: position + 1)
    }
  }

  /// A value behind `=` or `name:`, without the quotation marks round it.
  private func unquoted(_ range: Range<Int>) -> (text: String, range: Range<Int>) {
    var inner = range
    if !range.isEmpty, let mark = Punctuation.quotation(in: frame.bytes, at: range.lowerBound) {
      for close in [1, 3] where range.count >= mark + close {
        let end = range.upperBound - close
        guard Punctuation.quotation(in: frame.bytes, at: end) == close else { continue }
        inner = range.lowerBound + mark..<end
      }
    }
    return (String(decoding: frame.bytes[inner], as: UTF8.self), inner)
  }
}

// MARK: Prepositions and `name:value`

extension FrameReader {
  /// Takes a slot that the word introduces; false where it introduces none.
  private mutating func takeIntroduced(_ token: Token) throws(Problem) -> Bool {
    let next = position + 1
    let hasColon = next < tokens.count && tokens[next].isColon
    var introduced = frame.introduced(by: token)
    if let slot = introduced, !hasColon, isAtBareText, try isTextInstead(slot, behind: token) {
      introduced = nil
    }
    if let slot = introduced ?? (hasColon ? openNamed(token.folded) : nil) {
      try take(slot, from: next + (hasColon ? 1 : 0))
      return true
    }
    guard !token.isQuoted, let colon = frame.bytes[token.range].firstIndex(of: 0x3A),
      colon + 1 < token.range.upperBound,
      let slot = frame.named(
        String(decoding: frame.bytes[token.range.lowerBound..<colon], as: UTF8.self).lowercased())
    else { return false }
    if !frame.isOpen(slot) {
      if isAtBareText { return false }
      throw FrameProblem.repeated(slot, at: token.range)
    }
    position = next
    let value = unquoted(colon + 1..<token.range.upperBound)
    try frame.fill(slot, with: value.text, at: value.range)
    return true
  }

  /// Whether a word that may introduce one other word begins the text instead, as in
  /// `reply 1 at noon we restart it`.
  ///
  /// - Throws: where it may be a slip: the value looks like one, and no colon parts it from a text.
  private mutating func isTextInstead(_ slot: Slot, behind token: Token) throws(Problem) -> Bool {
    guard slot.extent == .word, !slot.required else { return false }
    let rest = tokens[(position + 1)...]
    // Who writes a colon behind it means a value: `at yesterday : I said so`.
    if let value = rest.first, rest.prefix(3).dropFirst().contains(where: \.isColon) {
      do { try frame.fill(slot, with: value.text, at: value.inner) } catch {
        throw FrameProblem.unless(error, in: frame.bytes, isTextFrom: token.range.lowerBound)
      }
    }
    guard let value = rest.first, let byte = value.text.utf8.first, 0x30...0x39 ~= byte else {
      return true
    }
    // A value to the line's end, or to an option, lacks its text, which is asked for.
    let words = rest.prefix { !$0.isFlag }.map(\.text)
    if (try? slot.read(words.joined(separator: " "))) != nil { return false }
    throw FrameProblem.extraWords(token, of: command)
  }

  private func openNamed(_ word: String) -> Slot? {
    frame.named(word).flatMap { frame.isOpen($0) ? $0 : nil }
  }
}

// MARK: Words in order

extension FrameReader {
  private mutating func takePositional(_ token: Token) throws(Problem) {
    var fault: Problem?
    var isNoChoice = false
    for slot in command.slots where slot.isPositional {
      if slot.extent == .words {
        if token.isColon { break }
        return try takeWords(slot)
      }
      guard frame.isOpen(slot) else { continue }
      // The text begins behind all slots before it: a word that one of them refused is a mistake.
      // So is one that is none of a few words, to a phrase, which would take whatever it is.
      if slot.extent == .tail || (slot.extent == .phrase && isNoChoice) { break }
      do {
        return try take(slot, from: position)
      } catch {
        // A pronoun that stands for nothing is no other slot's value.
        if error.kind == .noFocus { throw error }
        fault = fault ?? error
        isNoChoice = isNoChoice || !slot.choices.isEmpty
      }
    }
    throw fault ?? FrameProblem.extraWords(token, of: command)
  }

  private mutating func takeWords(_ slot: Slot) throws(Problem) {
    let end = tokens[position...].firstIndex { $0.isFlag || $0.isRest } ?? tokens.count
    if let broken = tokens[position..<end].first(where: \.isUnfinished) {
      throw FrameProblem.unfinished(broken)
    }
    try frame.append(Array(tokens[position..<end]), to: slot)
    position = end
  }

  /// Takes a slot's words from a position on; leaves everything as it was where it cannot.
  private mutating func take(_ slot: Slot, from start: Int) throws(Problem) {
    let end = end(of: slot, from: start)
    guard end > start, !(tokens[start].isColon && slot.extent != .source) else {
      let offset = tokens[..<start].last?.range.upperBound ?? frame.bytes.count
      throw FrameProblem.missing(slot, of: command, at: offset)
    }
    reach = max(reach, end)
    if let broken = tokens[start..<end].first(where: \.isUnfinished) {
      throw FrameProblem.unfinished(broken)
    }
    if slot.extent == .words {
      try frame.append(Array(tokens[start..<end]), to: slot)
    } else if end == start + 1, slot.extent != .source {
      let token = tokens[start]
      try frame.fill(slot, with: token.text, at: token.inner)
    } else {
      let range = tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
      let isRaw = slot.extent == .source || tokens[start..<end].contains(where: \.isColon)
      let text =
        isRaw
        ? String(decoding: frame.bytes[range], as: UTF8.self)
        : tokens[start..<end].map(\.text).joined(separator: " ")
      try frame.fill(slot, with: text, at: range)
    }
    position = end
    endsInWord = slot.extent == .word
    endsInPhrase = slot.extent == .phrase ? slot : nil
  }
}

extension Slot {
  /// Whether its text may begin without a colon: where a command cannot do without one, and does
  /// not say otherwise.
  var takesBareText: Bool { extent == .tail && required && !needsPreposition }
}
