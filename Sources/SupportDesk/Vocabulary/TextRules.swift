/// What texts the desk keeps.
///
/// Texts are kept byte for byte; a rule refuses what cannot be kept and changes nothing.
package enum TextRules {
  /// The most bytes of a subject, a name or a tag.
  package static let subjectBytesMax = 1_000
  /// The most bytes of a message.
  package static let bodyBytesMax = 1 << 20

  /// A subject or a name: not blank, no control characters but those that end a line or tab.
  package static func subject(_ text: String) throws(Refusal) -> Words {
    guard text.utf8.count <= subjectBytesMax else {
      throw .badText(.tooLong(limitBytes: subjectBytesMax))
    }
    try refuseBlank(text)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85: continue
      case 0..<0x20, 0x7F...0x9F: throw .badText(.control(scalar.value))
      default: continue
      }
    }
    return Words(text)
  }

  /// A message: not blank, no NUL; escapes are kept, for customers paste terminals, and are made
  /// harmless where they are shown.
  package static func body(_ text: String) throws(Refusal) -> Words {
    guard text.utf8.count <= bodyBytesMax else {
      throw .badText(.tooLong(limitBytes: bodyBytesMax))
    }
    try refuseBlank(text)
    if text.utf8.contains(0) { throw .badText(.control(0)) }
    return Words(text)
  }

  private static func refuseBlank(_ text: String) throws(Refusal) {
    if text.allSatisfy(\.isWhitespace) { throw .badText(.empty) }
  }
}
