/// A line of a text that has something in it: a key, and the words behind it.
struct DocumentLine {
  let number: Int
  let key: String
  let value: String

  /// The lines of a text, without comments and blank ones.
  ///
  /// `;` ends a line too: by such ends lines are counted in a text of one row, as it is typed, and else by
  /// rows, as editors count them.
  static func lines(of text: String) -> [DocumentLine] {
    let rows = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    return rows.enumerated().flatMap { index, row -> [DocumentLine] in
      let parts = uncommented(row).split(separator: ";", omittingEmptySubsequences: false)
      return parts.enumerated().compactMap { place, part in
        let words = part.trimming(\.isWhitespace)
        if words.isEmpty { return nil }
        let end = words.firstIndex(where: \.isWhitespace) ?? words.endIndex
        return DocumentLine(
          number: (rows.count == 1 ? place : index) + 1, key: String(words[..<end]),
          value: String(words[end...].trimming(\.isWhitespace)))
      }
    }
  }

  /// The words of the value: what blanks and commas part, or what stands between quotation marks.
  var words: [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in value {
      if character == "\"" {
        if isQuoted {
          words.append(word)
          word = ""
        }
        isQuoted.toggle()
      } else if !isQuoted, character.isWhitespace || character == "," {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Whether a name begins with a word of digits and of what parts hours, which may be a slip.
  static func looksLikeHours(_ name: String) -> Bool {
    guard let word = name.split(whereSeparator: \.isWhitespace).first else { return false }
    return word.first?.isNumber == true && word.allSatisfy { $0.isNumber || "-:.–".contains($0) }
  }

  /// A name as it can stand in a line.
  static func name(_ text: some StringProtocol) -> String {
    String(text.map { $0 == ";" || $0 == "#" ? "," : $0 })
  }

  private static func uncommented(_ row: Substring) -> Substring {
    var isBlank = true
    for index in row.indices {
      if row[index] == "#", isBlank { return row[..<index] }
      isBlank = row[index].isWhitespace
    }
    return row
  }
}

extension StringProtocol {
  /// Without the characters at both ends that fit.
  func trimming(_ fits: (Character) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !fits($0) }), let last = lastIndex(where: { !fits($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
