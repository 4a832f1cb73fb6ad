/// Breaks runs of text into lines of a width: at blanks, and inside a word only where it is longer
/// than a line.
enum Wrapping {
  /// The text of one line, each piece with its tone; ends in no blank.
  struct Row {
    fileprivate var pieces: [Piece] = []

    /// The cells it takes.
    var cells: Int { pieces.reduce(0) { $0 + $1.cells } }

    var isEmpty: Bool { pieces.isEmpty }

    /// Neighbours of one tone share one pair of escape sequences.
    func painted(colour: Bool) -> String {
      var text = ""
      var run = Page.Run("")
      for piece in pieces {
        if piece.tone != run.tone {
          text += Escape.paint(run.text, run.tone, colour: colour)
          run = Page.Run("", piece.tone)
        }
        run.text += piece.text
      }
      return text + Escape.paint(run.text, run.tone, colour: colour)
    }
  }

  /// A word, or the blanks between two.
  fileprivate struct Piece {
    var text: Substring
    var tone: Page.Tone
    var cells: Int
    /// Whether it is of blanks, of which a piece is wholly or not at all.
    let isBlank: Bool

    init(_ text: Substring, _ tone: Page.Tone) {
      self.text = text
      self.tone = tone
      // By bytes: a character may be as long as the text.
      isBlank = !text.isEmpty && text.utf8.allSatisfy { $0 == 0x20 }
      cells = CellWidth.of(text)
    }

    /// What fits, taken off its beginning.
    mutating func takeHead(cells: Int) -> Piece {
      let head = Piece(CellWidth.head(of: text, cells: cells), tone)
      text = text[head.text.endIndex...]
      self.cells -= head.cells
      return head
    }
  }

  /// At least one row; text without a word gives one empty row.
  ///
  /// - Parameters:
  ///   - width: cells of a row, at least 2 are taken for granted.
  ///   - indent: blanks before every row but the first; as many as leave half the width.
  static func lines(_ runs: [Page.Run], width: Int, indent: Int = 0) -> [Row] {
    let width = max(2, width)
    let indent = min(indent, width / 2)
    var rows = [Row()]
    var used = 0
    var pending = Array(pieces(runs).reversed())
    while var piece = pending.popLast() {
      if used + piece.cells > width {
        if piece.isBlank { continue }
        if rows.last?.pieces.contains(where: { !$0.isBlank }) == true {
          rows.append(Row(pieces: indent > 0 ? [blank(indent)] : []))
          used = indent
        } else {
          // The blanks that a text begins with give way to its first word.
          rows[rows.count - 1] = Row()
          used = 0
        }
        if used + piece.cells > width {
          if width - used < 2 {
            rows[rows.count - 1] = Row()
            used = 0
          }
          let head = piece.takeHead(cells: width - used)
          if !piece.text.isEmpty { pending.append(piece) }
          piece = head
        }
      }
      rows[rows.count - 1].pieces.append(piece)
      used += piece.cells
    }
    return rows.map { row in
      var row = row
      while row.pieces.last?.isBlank == true { row.pieces.removeLast() }
      return row
    }
  }

  private static func pieces(_ runs: [Page.Run]) -> [Piece] {
    runs.flatMap { run in
      let clean = Sanitiser.clean(run.text)
      var pieces: [Piece] = []
      var rest = clean[...]
      while let first = rest.first {
        let word = rest.prefix { ($0 == " ") == (first == " ") }
        pieces.append(Piece(word, run.tone))
        rest = rest[word.endIndex...]
      }
      return pieces
    }
  }

  private static func blank(_ cells: Int) -> Piece {
    Piece(String(repeating: " ", count: cells)[...], .plain)
  }
}
