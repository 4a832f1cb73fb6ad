import Interpreter

/// Splits a filter into words, signs and values, each with its place.
///
/// Only the beginning of a value opens a quotation, and typographic marks count as plain ones.
struct FilterPieces {
  /// One word, or a field with its sign and its values.
  struct Piece {
    let head: Range<Int>
    var sign: Range<Int>?
    var values: [Filter.Value] = []
    /// Where a value is missing.
    var gap: Range<Int>?
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ source: String) {
    bytes = Array(source.utf8)
    skipBlanks()
  }

  var isAtEnd: Bool { position == bytes.count }

  /// What is not read yet.
  var rest: Range<Int> { position..<bytes.count }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func isAt(_ byte: UInt8) -> Bool { position < bytes.count && bytes[position] == byte }

  /// Whether a whole word stands here that means itself.
  func isAt(word: String) -> Bool {
    text(position..<wordEnd(from: position)).lowercased() == word
  }

  mutating func take(_ byte: UInt8) -> Range<Int>? {
    guard isAt(byte) else { return nil }
    return advance(to: position + 1)
  }

  mutating func take(word: String) -> Range<Int>? {
    isAt(word: word) ? advance(to: wordEnd(from: position)) : nil
  }

  /// The next word or field with its values.
  mutating func next() throws(ValueFault) -> Piece {
    let start = position
    if let mark = mark(at: start) {
      let value = try quotation(from: start, mark: mark)
      throw FilterFault.unknownWord(value.text, at: start..<position)
    }
    var end = start
    while end < bytes.count, !isBoundary(end), !":<>=".utf8.contains(bytes[end]) {
      if let mark = mark(at: end) { throw Self.strayMark(at: end..<end + mark) }
      end += 1
    }
    var piece = Piece(head: start..<end)
    position = end
    if end < bytes.count, ":<>=".utf8.contains(bytes[end]) {
      let isLong = bytes[end] != 0x3A && end + 1 < bytes.count && bytes[end + 1] == 0x3D
      position = end + (isLong ? 2 : 1)
      piece.sign = end..<position
      try takeValues(of: &piece)
    }
    if isAt(0x28) {
      throw FilterFault.misplaced(
        "a parenthesis opens inside a word", at: position..<position + 1)
    }
    skipBlanks()
    return piece
  }

  // MARK: Values

  private mutating func takeValues(of piece: inout Piece) throws(ValueFault) {
    while true {
      let start = position
      if let mark = mark(at: start) {
        piece.values.append(try quotation(from: start, mark: mark))
        if position < bytes.count, !isBoundary(position), bytes[position] != 0x2C {
          let rest = position..<wordEnd(from: position)
          throw FilterFault.misplaced("words stand right behind the quotation", at: rest)
        }
      } else {
        piece.values.append(try plainValue())
      }
      let isLast = position == bytes.count || bytes[position] != 0x2C
      if piece.values.last?.text.isEmpty == true, piece.gap == nil {
        piece.gap = gap(from: start, isFirst: piece.values.count == 1, isLast: isLast, piece.head)
      }
      if isLast { return }
      position += 1
    }
  }

  /// Where a value is missing: empty marks, a field alone, or the comma beside which none stands.
  private func gap(from start: Int, isFirst: Bool, isLast: Bool, _ head: Range<Int>) -> Range<Int> {
    if position > start { return start..<position }
    if isFirst, isLast { return head.lowerBound..<position }
    return isLast ? start - 1..<start : start..<start + 1
  }

  private mutating func plainValue() throws(ValueFault) -> Filter.Value {
    let start = position
    while position < bytes.count, !isBoundary(position), bytes[position] != 0x2C {
      if let mark = mark(at: position) { throw Self.strayMark(at: position..<position + mark) }
      position += 1
    }
    let span = start..<position
    return Filter.Value(text: text(span), isQuoted: false, span: span)
  }

  /// Takes a quotation with its marks.
  private mutating func quotation(
    from start: Int, mark: Int
  ) throws(ValueFault) -> Filter.Value {
    var end = start + mark
    while end < bytes.count {
      if let close = self.mark(at: end) {
        position = end + close
        let span = start + mark..<end
        return Filter.Value(text: text(span), isQuoted: true, span: span)
      }
      end += 1
    }
    throw FilterFault.unfinished(at: start..<bytes.count)
  }

  private static func strayMark(at span: Range<Int>) -> ValueFault {
    FilterFault.misplaced("a quotation mark stands inside a word", at: span)
  }

  // MARK: Bytes

  private mutating func advance(to end: Int) -> Range<Int> {
    let range = position..<end
    position = end
    skipBlanks()
    return range
  }

  private mutating func skipBlanks() {
    while position < bytes.count, let blank = blank(at: position) { position += blank }
  }

  private func wordEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, !isBoundary(end) { end += 1 }
    return end
  }

  /// Whether a word ends here: at a blank or a parenthesis.
  private func isBoundary(_ offset: Int) -> Bool {
    bytes[offset] == 0x28 || bytes[offset] == 0x29 || blank(at: offset) != nil
  }

  /// The length of the blank at an offset; the end of a line is one too.
  private func blank(at offset: Int) -> Int? {
    [0x0A, 0x0D].contains(bytes[offset]) ? 1 : Punctuation.blank(in: bytes, at: offset)
  }

  /// The length of the quotation mark at an offset.
  private func mark(at offset: Int) -> Int? {
    offset < bytes.count ? Punctuation.quotation(in: bytes, at: offset) : nil
  }
}
