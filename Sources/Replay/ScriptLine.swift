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

  /// Every line of a file; a mark of the byte order at its beginning is none of the first.
  static func all(of text: String) throws(ScriptFault) -> [ScriptLine] {
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var parts = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    var lines: [ScriptLine] = []
    for (index, part) in parts.enumerated() {
      let line = part.last == "\r" ? part.dropLast() : part
      if line.contains("\r") {
        throw ScriptFault(
          number: index + 1, why: "a carriage return stands inside the line, not at its end")
      }
      lines.append(ScriptLine(number: index + 1, text: String(line)))
    }
    return lines
  }
}
