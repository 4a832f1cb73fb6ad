/// One line as it came in: the text, and where its words are.
package struct Line: Sendable {
  /// The words as UTF-8 bytes.
  package let text: String
  /// Arguments from a shell: each one token, already unquoted, with its place in `text`.
  package let arguments: [Range<Int>]?

  /// A line that somebody typed.
  package init(_ text: String) {
    self.text = text
    arguments = nil
  }

  /// A line made of a shell's arguments.
  ///
  /// Each argument is one token, whatever blanks it holds; what follows a lone `:` is the tail.
  package init(arguments words: [String]) {
    var text = ""
    var places: [Range<Int>] = []
    for word in words {
      if !text.isEmpty { text += " " }
      let start = text.utf8.count
      text += word
      places.append(start..<text.utf8.count)
    }
    self.text = text
    arguments = places
  }
}
