/// Splits a line into words; never fails, for the rest of a line may be raw text.
///
/// Words stand between blanks; `"…"` holds blanks together, as a word or behind one of `: , = < > (
/// -` inside one; a colon at the end of a word is a word of its own. Chat programs' no-break blanks
/// and typographic quotation marks count as plain ones (console.md 2.0, errbot). A line feed is no
/// blank: outside a text it is refused.
struct Lexer {
  private let bytes: [UInt8]

  static func tokens(of line: Line) -> [Token] {
    let lexer = Lexer(bytes: Array(line.text.utf8))
    guard let arguments = line.arguments else { return lexer.tokens() }
    return arguments.flatMap(lexer.argument)
  }

  /// One argument of a shell: a token whatever it holds; a flag stays one also with blanks.
  private func argument(_ range: Range<Int>) -> [Token] {
    let text = String(decoding: bytes[range], as: UTF8.self)
    let hasBlank = range.contains { blank(at: $0) != nil }
    let isQuoted = range.isEmpty || (hasBlank && !text.hasPrefix("--"))
    let token = Token(text, range, isQuoted: isQuoted)
    return hasBlank ? [token] : Self.splitColon(token)
  }

  private func tokens() -> [Token] {
    var tokens: [Token] = []
    var position = 0
    while true {
      while position < bytes.count, let blank = blank(at: position) { position += blank }
      guard position < bytes.count else { return tokens }
      if let mark = quotation(at: position) {
        tokens.append(quoted(from: position, mark: mark))
      } else {
        tokens += word(from: position)
      }
      position = tokens.last?.range.upperBound ?? bytes.count
    }
  }

  private func word(from start: Int) -> [Token] {
    var end = start
    while end < bytes.count, blank(at: end) == nil {
      if end > start, ":,=<>(-".utf8.contains(bytes[end - 1]), let mark = quotation(at: end) {
        guard let close = closing(from: end + mark) else {
          let text = String(decoding: bytes[start...], as: UTF8.self)
          return [Token(text, start..<bytes.count, inner: end..<bytes.count, isUnfinished: true)]
        }
        end = close.upperBound
      } else {
        end += 1
      }
    }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return Self.splitColon(Token(Self.folded(text), start..<end))
  }

  private func quoted(from start: Int, mark: Int) -> Token {
    let close = closing(from: start + mark)
    let inner = start + mark..<(close?.lowerBound ?? bytes.count)
    return Token(
      String(decoding: bytes[inner], as: UTF8.self), start..<(close?.upperBound ?? bytes.count),
      inner: inner, isQuoted: true, isUnfinished: close == nil)
  }

  /// The next quotation mark.
  private func closing(from start: Int) -> Range<Int>? {
    var position = start
    while position < bytes.count {
      if let mark = quotation(at: position) { return position..<position + mark }
      position += 1
    }
    return nil
  }

  private static func splitColon(_ token: Token) -> [Token] {
    guard token.text.utf8.count > 1, token.text.utf8.last == 0x3A else { return [token] }
    let cut = token.range.upperBound - 1
    let word = String(decoding: token.text.utf8.dropLast(), as: UTF8.self)
    return [Token(word, token.range.lowerBound..<cut), Token(":", cut..<cut + 1)]
  }

  /// A chat program's dash before a flag is two hyphens.
  private static func folded(_ text: String) -> String {
    guard let first = text.first, first == "—" || first == "–", text.count > 1 else { return text }
    return "--" + text.dropFirst()
  }
}

extension Lexer {
  private func blank(at offset: Int) -> Int? { Punctuation.blank(in: bytes, at: offset) }

  private func quotation(at offset: Int) -> Int? { Punctuation.quotation(in: bytes, at: offset) }
}
