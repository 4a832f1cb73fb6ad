/// One word of a line.
package struct Token: Sendable, Equatable {
  /// The word without its quotation marks, typographic marks folded to plain ones.
  package let text: String
  /// Where it stands in the line, quotation marks included, as UTF-8 byte offsets.
  package let range: Range<Int>
  /// Whether it was quoted: a quoted word is never a preposition, a flag or a pronoun.
  package let isQuoted: Bool
  /// Whether a quotation that it opens never ends.
  package let isUnfinished: Bool

  package var isColon: Bool { !isQuoted && text == ":" }

  /// The word as grammar compares it.
  package var folded: String { isQuoted ? "" : text.lowercased() }
}

/// Splits a line into words; never fails, for the rest of a line may be raw text.
///
/// Words stand between blanks; `"…"` holds blanks together; a colon at the end of a word is a word
/// of its own; a lone `#` starts a comment. Chat programs' non-breaking blanks and typographic
/// quotation marks count as plain ones (console.md 2.0, errbot).
package struct Lexer {
  private let bytes: [UInt8]

  package static func tokens(of line: Line) -> [Token] {
    if let arguments = line.arguments {
      let bytes = Array(line.text.utf8)
      return arguments.flatMap { range -> [Token] in
        let text = String(decoding: bytes[range], as: UTF8.self)
        let isQuoted = text.contains(" ") || text.isEmpty
        let token = Token(text: text, range: range, isQuoted: isQuoted, isUnfinished: false)
        return isQuoted ? [token] : splitColon(token)
      }
    }
    return Lexer(bytes: Array(line.text.utf8)).tokens()
  }

  private func tokens() -> [Token] {
    var tokens: [Token] = []
    var position = 0
    while true {
      while position < bytes.count, let blank = blank(at: position) { position += blank }
      guard position < bytes.count else { return tokens }
      if let mark = quotation(at: position) {
        let token = quoted(from: position, mark: mark)
        tokens.append(token)
        position = token.range.upperBound
        continue
      }
      var end = position
      while end < bytes.count, blank(at: end) == nil { end += 1 }
      let text = String(decoding: bytes[position..<end], as: UTF8.self)
      if text == "#" { return tokens }
      tokens += Self.splitColon(
        Token(
          text: Self.folded(text), range: position..<end, isQuoted: false, isUnfinished: false))
      position = end
    }
  }

  private static func splitColon(_ token: Token) -> [Token] {
    guard token.text.count > 1, token.text.hasSuffix(":") else { return [token] }
    let cut = token.range.upperBound - 1
    return [
      Token(
        text: String(token.text.dropLast()), range: token.range.lowerBound..<cut,
        isQuoted: false, isUnfinished: false),
      Token(text: ":", range: cut..<cut + 1, isQuoted: false, isUnfinished: false),
    ]
  }

  private func quoted(from start: Int, mark: Int) -> Token {
    var end = start + mark
    while end < bytes.count {
      if let close = quotation(at: end) {
        return Token(
          text: String(decoding: bytes[start + mark..<end], as: UTF8.self),
          range: start..<end + close, isQuoted: true, isUnfinished: false)
      }
      end += 1
    }
    return Token(
      text: String(decoding: bytes[(start + mark)...], as: UTF8.self), range: start..<end,
      isQuoted: true, isUnfinished: true)
  }

  /// The length of the blank at an offset: space, tab, line feed, or a no-break space.
  private func blank(at offset: Int) -> Int? {
    switch bytes[offset] {
    case 0x20, 0x09, 0x0A, 0x0D: 1
    case 0xC2 where offset + 1 < bytes.count && bytes[offset + 1] == 0xA0: 2
    case 0xE2 where matches([0xE2, 0x80, 0xAF], at: offset): 3
    default: nil
    }
  }

  /// The length of the quotation mark at an offset: plain, or one of U+201C to U+201E.
  private func quotation(at offset: Int) -> Int? {
    if bytes[offset] == 0x22 { return 1 }
    let isTypographic = (0x9C...0x9E).contains { matches([0xE2, 0x80, $0], at: offset) }
    return isTypographic ? 3 : nil
  }

  private func matches(_ pattern: [UInt8], at offset: Int) -> Bool {
    bytes[offset...].starts(with: pattern)
  }

  /// A chat program's dash before a flag is two hyphens.
  private static func folded(_ text: String) -> String {
    guard let first = text.first, first == "—" || first == "–", text.count > 1 else { return text }
    return "--" + text.dropFirst()
  }
}
