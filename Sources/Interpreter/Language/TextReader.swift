/// Reads a command that has a text: finds where the text begins, and fills the slots before it.
///
/// The text begins behind the first cut before which all words read as the command's slots. A cut
/// is a colon, two hyphens, or a preposition of the text's own, such as `because`, as a word of its
/// own; a colon at the beginning or the end of a word;
/// or a colon inside a word whose part before it is by itself the value of a slot of one word:
/// `reply 1:x` is cut, and `new for Ada 12:30` is not. Without a cut it begins right behind the
/// last slot before it, where the command cannot do without a text. The blank at that place parts
/// the two and is no part of the text; everything behind it is, byte for byte (console.md 2.1.5).
struct TextReader {
  /// A place where the text may begin.
  private struct Cut {
    /// How many tokens stand before it as a whole.
    let count: Int
    /// The part of a word before it, where it is inside one.
    var part: Token?
    let end: Int
  }

  /// No line has more colons that could begin its text.
  private static let cutsMax = 64

  private let tokens: [Token]
  private let next: Int
  private let empty: Frame

  /// - Parameters:
  ///   - frame: the command's slots, not yet filled.
  ///   - next: the first token behind the verb.
  ///   - hasComments: whether a lone `#` ends the line where no text can begin with it.
  init(_ frame: Frame, _ tokens: [Token], from next: Int, hasComments: Bool) {
    empty = frame
    self.next = next
    let isBare = frame.textSlot?.takesBareText ?? false
    self.tokens = isBare || !hasComments ? tokens : Array(tokens.prefix { !$0.isHash })
  }

  func read() throws(Problem) -> Frame {
    for cut in cuts() where !isInsideValue(cut) {
      let head = Array(tokens[..<cut.count]) + (cut.part.map { [$0] } ?? [])
      var reader = FrameReader(empty, head, from: next)
      do {
        try reader.read()
      } catch {
        // A word before the last that does not read will read before no later cut.
        if reader.reach < head.count { break }
        continue
      }
      if cut.part == nil || reader.endsInWord {
        var frame = reader.frame
        let hasBlank = cut.end < frame.bytes.count && frame.bytes[cut.end] == 0x20
        try frame.fillText(from: cut.end + (hasBlank ? 1 : 0))
        return frame
      }
    }
    var reader = FrameReader(empty, tokens, from: next, takesBareText: true)
    do { try reader.read() } catch { throw explained(error, reader.frame) }
    return reader.frame
  }

  /// Whether a colon inside a word belongs to the value that the whole word is, such as a time.
  private func isInsideValue(_ cut: Cut) -> Bool {
    var reader = FrameReader(empty, Array(tokens[...cut.count]), from: next)
    return (try? reader.read()) != nil && reader.endsInWord
  }

  private func cuts() -> [Cut] {
    var cuts: [Cut] = []
    for index in tokens.indices.dropFirst(next) {
      let token = tokens[index]
      if cuts.count >= Self.cutsMax { break }
      if token.isColon, isOfReason(token, at: index) { continue }
      if token.isColon || token.isRest || introduces(token) {
        // A colon behind a preposition is its own: `rename 1 to : Printer`.
        let colon = tokens.dropFirst(index + 1).first.flatMap { $0.isColon ? $0 : nil }
        let end = (token.isColon || token.isRest ? nil : colon) ?? token
        cuts.append(Cut(count: index, end: end.range.upperBound))
      } else if !token.isQuoted, !token.isFlag {
        cuts += self.cuts(in: token, behind: index)
      }
    }
    return cuts
  }

  /// Whether a colon is one of a reason's, that an earlier word introduces.
  private func isOfReason(_ colon: Token, at index: Int) -> Bool {
    tokens[next..<index].contains { word in
      empty.introduced(by: word).map { empty.isOwn(colon, of: $0) } == true
    }
  }

  /// Whether the word is a preposition of the text.
  private func introduces(_ token: Token) -> Bool {
    empty.textSlot?.prepositions.contains(token.folded) == true
  }

  private func cuts(in token: Token, behind count: Int) -> [Cut] {
    let bytes = empty.bytes
    let plain = token.range.prefix { Punctuation.quotation(in: bytes, at: $0) == nil }
    let colons = plain.filter { bytes[$0] == 0x3A }
    return colons.prefix(8).filter { $0 == colons[0] || !isOfTime($0, in: token) }.map { colon in
      if colon == token.range.lowerBound { return Cut(count: count, end: colon + 1) }
      let part = token.range.lowerBound..<colon
      let word = Token(String(decoding: bytes[part], as: UTF8.self), part)
      return Cut(count: count, part: word, end: colon + 1)
    }
  }

  /// Whether a colon that is not the first of its word stands between digits, as in `10:05:30,`.
  private func isOfTime(_ colon: Int, in token: Token) -> Bool {
    let digits: ClosedRange<UInt8> = 0x30...0x39
    return colon + 1 < token.range.upperBound && digits ~= empty.bytes[colon + 1]
      && digits ~= empty.bytes[colon - 1]
  }

  /// Says how the words that are too many would be the text.
  private func explained(_ problem: Problem, _ frame: Frame) -> Problem {
    guard let start = problem.span?.lowerBound, let slot = frame.textSlot, frame.isOpen(slot),
      problem.kind == .extraWords || problem.kind == .unknownField
    else { return problem }
    let word = tokens.first { $0.range.lowerBound == start }?.folded
    if let flag = frame.command.slots.first(where: { $0.extent == .flag && $0.word == word }) {
      return FrameProblem.unlessFlag(flag, problem, in: frame.bytes)
    }
    // It says so already, of an earlier place.
    if problem.kind == .extraWords, problem.hint != frame.command.usage { return problem }
    return FrameProblem.unless(problem, in: frame.bytes, isTextFrom: start)
  }
}
