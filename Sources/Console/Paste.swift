/// What a terminal says it pasted, between two marks (bracketed paste).
enum Paste {
  /// Asks the terminal for the marks.
  static let on = "\u{1B}[?2004h"
  static let off = "\u{1B}[?2004l"

  static let start = Array("\u{1B}[200~".utf8)
  static let end = Array("\u{1B}[201~".utf8)

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
