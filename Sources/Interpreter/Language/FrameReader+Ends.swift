/// Where the words of a slot end.
extension FrameReader {
  /// Where a slot's words end.
  ///
  /// A word at the next; source and words at the next flag; a phrase, and a line such as a reason beside a
  /// text, also at a colon, at another open slot's preposition or name, at a word that a slot with
  /// choices takes, and behind an address in angle brackets.
  func end(of slot: Slot, from start: Int) -> Int {
    guard start < tokens.count, !tokens[start].isFlag else { return start }
    switch slot.extent {
    case .tail where frame.isBesideText(slot):
      return phraseEnd(of: slot, from: start)
    case .word, .flag, .tail: return start + (isTwoWords(slot, from: start) ? 2 : 1)
    case .source, .words: return tokens[start...].firstIndex(where: \.isFlag) ?? tokens.count
    case .phrase: return phraseEnd(of: slot, from: start)
    }
  }

  /// Whether a value of one word is written in two, neither of which is one alone, such as a date and a
  /// time.
  private func isTwoWords(_ slot: Slot, from start: Int) -> Bool {
    let words = tokens[start...].prefix(2)
    guard words.count == 2, words.allSatisfy({ !$0.isQuoted && !$0.isColon && !$0.isFlag }),
      (try? slot.read(words[start].text)) == nil
    else { return false }
    return (try? slot.read(words.map(\.text).joined(separator: " "))) != nil
  }

  private func phraseEnd(of slot: Slot, from start: Int) -> Int {
    let others = frame.open.filter { $0.name != slot.name }
    var end = start
    while end < tokens.count {
      let token = tokens[end]
      if token.isColon, end > start, frame.isOwn(token, of: slot) {
        end += 1
        continue
      }
      if token.isColon || token.isFlag || token.isRest { break }
      if end > start, others.contains(where: { stops(token, for: $0, at: end) }) { break }
      end += 1
      if !token.isQuoted, token.text.hasSuffix(">") { break }
    }
    return end
  }

  /// Whether a word belongs to another open slot rather than to the phrase before it.
  private func stops(_ token: Token, for slot: Slot, at index: Int) -> Bool {
    guard slot.isSpoken, slot.extent != .tail else { return false }
    let word = token.folded
    if slot.prepositions.contains(word) || slot.choices.contains(word) { return true }
    if slot.isNamedAlone, slot.word == word { return true }
    let isNamed = index + 1 < tokens.count && tokens[index + 1].isColon && slot.word == word
    return isNamed || word.hasPrefix(slot.word + ":")
  }
}
