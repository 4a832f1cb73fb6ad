/// One line of a session's file.
///
/// Files are taken apart as scalars: to a `Character` a carriage return and a line feed are one.
struct ScriptLine {
  /// Counted from 1.
  let number: Int
  /// Without what ends it.
  let text: String

  /// What the line is; nil for a blank one.
  var gutter: Unicode.Scalar? { text.unicodeScalars.first }

  /// What stands behind the gutter and one blank.
  var rest: String {
    let behind = text.unicodeScalars.dropFirst()
    return String(String.UnicodeScalarView(behind.dropFirst(behind.first == " " ? 1 : 0)))
  }

  /// Whether it holds a carriage return that ends no line.
  var hasStrayReturn: Bool { text.unicodeScalars.contains("\r") }

  /// Every line of a file; a mark of the byte order at its beginning is none of the first.
  static func all(of text: String) -> [ScriptLine] {
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var parts = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    return parts.enumerated().map { index, part in
      ScriptLine(number: index + 1, text: String(part.last == "\r" ? part.dropLast() : part))
    }
  }
}
