/// The units in which a connection counts places in a text, by the words of LSP 3.17.
package enum PositionEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// How many units stand before a byte of the text's UTF-8.
  ///
  /// A byte inside a character counts as that character's first.
  package func offset(ofByte byte: Int, in text: String) -> Int {
    var bytes = 0
    var units = 0
    for scalar in text.unicodeScalars {
      bytes += UTF8.width(scalar)
      if bytes > byte { break }
      units += width(scalar)
    }
    return units
  }

  /// The byte of the text's UTF-8 at which a unit stands.
  ///
  /// A unit inside a character stands at that character's first byte, one beyond the end at the end.
  package func byte(ofOffset offset: Int, in text: String) -> Int {
    var bytes = 0
    var units = 0
    for scalar in text.unicodeScalars {
      units += width(scalar)
      if units > offset { break }
      bytes += UTF8.width(scalar)
    }
    return bytes
  }

  private func width(_ scalar: Unicode.Scalar) -> Int {
    switch self {
    case .utf8: UTF8.width(scalar)
    case .utf16: UTF16.width(scalar)
    case .utf32: 1
    }
  }
}
