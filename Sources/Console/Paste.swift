import Interpreter

/// What a terminal says it pasted, between two marks (bracketed paste).
enum Paste {
  static let start = Array(PasteMark.start.utf8)
  static let end = Array(PasteMark.end.utf8)

  /// The text of a paste: lines end in line feeds, tabs stay, other control characters go.
  ///
  /// The end of the last line goes too, for Enter gives it.
  static func text(_ bytes: some Collection<UInt8>) -> String {
    var scalars = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\r" || (scalar == "\n" && !isAfterReturn) {
        scalars.append("\n")
      } else if scalar == "\t" || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)) {
        scalars.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    if scalars.last == "\n" { scalars.removeLast() }
    return String(scalars)
  }
}
