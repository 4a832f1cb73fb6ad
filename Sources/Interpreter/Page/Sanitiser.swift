/// Makes text from outside harmless on a terminal.
///
/// Control characters of both sets, the delete character, and the marks that turn the direction of
/// writing or break lines invisibly become visible stand-ins; everything else stays as it is.
package enum Sanitiser {
  /// - Parameter keepsLines: whether a line feed stays a line feed.
  package static func clean(_ text: String, keepsLines: Bool = false) -> String {
    guard mayBeHarmful(text) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isHarmful(scalar) || (keepsLines && scalar == "\n") {
        clean.append(scalar)
      } else {
        clean.append(standIn(for: scalar))
      }
    }
    return String(clean)
  }

  /// A JSON text with what is harmful written as JSON's escapes, so that it reads back the same.
  package static func escaped(json: String) -> String {
    guard mayBeHarmful(json) else { return json }
    var escaped = ""
    for scalar in json.unicodeScalars {
      if isHarmful(scalar) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// False for what is printable ASCII alone, as most text is.
  private static func mayBeHarmful(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return false }
    return text.unicodeScalars.contains { isHarmful($0) }
  }

  /// Whether a terminal would obey the scalar, or be misled by it.
  package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    case 0xE0000...0xE007F: true
    // Bytes of a path that are no text, and what nobody gave a picture.
    case 0x10_FF80...0x10_FFFF: true
    default: false
    }
  }

  private static func standIn(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    // The pictures of the control characters stand in the same order.
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x2028, 0x2029, 0x85: "\u{2424}"
    default: "\u{FFFD}"
    }
  }
}
