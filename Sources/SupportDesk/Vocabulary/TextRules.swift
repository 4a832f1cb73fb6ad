/// What texts the desk keeps.
///
/// A rule refuses what cannot be kept, and changes nothing but the blanks around a single line.
package enum TextRules {
  /// The most bytes of a subject, a name, an address or a tag.
  package static let lineBytesMax = 1_000
  /// The most bytes of a message.
  package static let bodyBytesMax = 1 << 20

  /// A ticket's subject: one line, not blank, without the blanks around it.
  package static func subject(_ text: String) throws(Refusal) -> Words {
    Words(try line(text))
  }

  /// What a person is called, or an address: one line, as a subject is.
  package static func name(_ text: String) throws(Refusal) -> Words { Words(try line(text)) }

  /// A tag: one line in lower case, for a tag is caseless.
  package static func tag(_ text: String) throws(Refusal) -> String {
    try line(text).lowercased()
  }

  /// A message or a reason: not blank, no NUL; otherwise kept byte for byte.
  ///
  /// Escapes are kept, for customers paste terminals, and are made harmless where they are shown.
  package static func body(_ text: String) throws(Refusal) -> Words {
    guard text.utf8.count <= bodyBytesMax else {
      throw .badText(.tooLong(limitBytes: bodyBytesMax))
    }
    if text.allSatisfy(isBlank) { throw .badText(.empty) }
    if text.utf8.contains(0) { throw .badText(.control(0)) }
    return Words(text)
  }

  private static func line(_ text: String) throws(Refusal) -> String {
    if isPlain(text) { return text }
    guard let line = trimmed(text) else { throw .badText(.empty) }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: throw .badText(.lines)
      case 0..<0x20, 0x7F...0x9F: throw .badText(.control(scalar.value))
      default: continue
      }
    }
    guard line.utf8.count <= lineBytesMax else {
      throw .badText(.tooLong(limitBytes: lineBytesMax))
    }
    return line
  }

  /// Whether it is kept as it is, as nearly every line is: short, of printable ASCII alone, and with no
  /// blank around it.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, first > 0x20, last > 0x20,
      bytes.count <= lineBytesMax
    else { return false }
    return bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// Without the blanks around it; nil where there is nothing else.
  private static func trimmed(_ text: String) -> String? {
    let start = text.drop(while: isBlank)
    return start.lastIndex { !isBlank($0) }.map { String(start[...$0]) }
  }

  /// Whether nothing of the character is seen: a blank that carries an accent is none.
  private static func isBlank(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy {
      // The common case by itself: asking for properties is slow.
      $0.isASCII
        ? $0 == " " || 0x09...0x0D ~= $0.value
        : $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
    }
  }
}
