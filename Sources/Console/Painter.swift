import CEditline
import Interpreter

/// Where a line that is edited stands on the screen, and how to write round it.
struct Painter {
  let editor: OpaquePointer
  /// The cells of the prompt.
  let promptCells: Int

  /// The line as it is.
  var text: String { String(decoding: bytes(upToCursor: false), as: UTF8.self) }

  private func bytes(upToCursor: Bool) -> [UInt8] {
    guard let line = el_line(editor)?.pointee, let start = line.buffer,
      let end = upToCursor ? line.cursor : line.lastchar
    else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: end - start))
  }

  /// Row and column behind the text, counted from where the prompt begins.
  private func place(upToCursor: Bool) -> (row: Int, column: Int) {
    let width = Terminal.width
    var row = promptCells / width
    var column = promptCells % width
    for scalar in String(decoding: bytes(upToCursor: upToCursor), as: UTF8.self).unicodeScalars {
      var cells = Self.cells(of: scalar)
      switch scalar {
      case "\n":
        row += 1
        column = 0
        continue
      case "\t": cells = min(8 - column % 8, width - column)
      default: if cells == 2, column == width - 1 { column = width }
      }
      column += cells
      row += column / width
      column %= width
    }
    return (row, column)
  }

  /// The cells in which libedit shows a character: control characters as `^A`, and what it cannot
  /// print as `\U+0378`.
  private static func cells(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { return 2 }
    let cells = ceditline_wcwidth(wchar_t(bitPattern: scalar.value))
    return cells == -1 ? "\\U+".count + (scalar.value > 0xFFFF ? 5 : 4) : Int(cells)
  }

  /// Whether the character has no cell of its own: a terminal shows it on the one before, joins two by it,
  /// or shows nothing.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x9F && cells(of: scalar) == 0
  }

  /// Paints prompt and line anew.
  ///
  /// libedit paints as if the screen were blank below the cursor in column 0, so the cursor goes
  /// there first.
  ///
  /// - Parameters:
  ///   - isFresh: whether the cursor stands on a row of its own already.
  ///   - change: what to do to the line before.
  func repaint(isFresh: Bool = false, after change: () -> Void = {}) {
    let row = isFresh ? 0 : place(upToCursor: true).row
    change()
    Terminal.write(ScreenText(.up(row), .lineStart, .clear))
    ceditline_refresh(editor)
  }

  /// Writes lines above prompt and line, which stand below them as they were.
  func write(above lines: ScreenText) {
    let row = place(upToCursor: true).row
    Terminal.write(ScreenText(.up(row), .lineStart, .clear) + lines)
    ceditline_refresh(editor)
  }

  /// Whether what is searched for in the history stands behind the line: libedit writes it there, and
  /// is lost where the line is painted anew.
  var isSearching: Bool {
    guard let last = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().last
    else { return false }
    return ["bck:", "bck?", "fwd:", "fwd?"].contains { last.hasPrefix($0) }
  }

  /// Puts the cursor behind the last character, whatever row it is in.
  func moveToEnd() {
    let cursor = place(upToCursor: true)
    let end = place(upToCursor: false)
    Terminal.write(ScreenText(.down(end.row - cursor.row), .lineStart, .right(end.column)))
  }
}
