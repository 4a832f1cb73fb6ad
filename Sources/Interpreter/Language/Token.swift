/// One word of a line.
struct Token: Sendable, Equatable {
  /// The word without its quotation marks, a chat program's dash before a flag folded to two
  /// hyphens.
  let text: String
  /// Where it stands in the line, quotation marks included, as UTF-8 byte offsets.
  let range: Range<Int>
  /// Where its text stands: inside the quotation marks; of a word that opens a quotation without an
  /// end, where that begins.
  let inner: Range<Int>
  /// Whether it was quoted as a whole: such a word is never a preposition, a flag or a pronoun.
  let isQuoted: Bool
  /// Whether a quotation that it opens never ends.
  let isUnfinished: Bool

  init(
    _ text: String, _ range: Range<Int>, inner: Range<Int>? = nil, isQuoted: Bool = false,
    isUnfinished: Bool = false
  ) {
    self.text = text
    self.range = range
    self.inner = inner ?? range
    self.isQuoted = isQuoted
    self.isUnfinished = isUnfinished
  }

  /// The word as grammar compares it; empty for a quotation, and for what is longer than any word of
  /// a language, as each of those would be compared with all of it.
  var folded: String {
    isQuoted || text.utf8.count > Self.wordBytesMax ? "" : text.lowercased()
  }

  private static let wordBytesMax = 256

  var isColon: Bool { !isQuoted && text == ":" }

  /// Whether it is the two hyphens behind which nothing is a flag.
  var isRest: Bool { !isQuoted && text == "--" }

  var isFlag: Bool { !isQuoted && text.hasPrefix("--") && text != "--" }

  /// Whether it begins as a flag does, rightly or by a slip.
  var isDashed: Bool { !isQuoted && text.hasPrefix("-") }

  /// Whether a comment begins with it, where comments may stand.
  var isHash: Bool { !isQuoted && text == "#" }
}
