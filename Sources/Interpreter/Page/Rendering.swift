extension Page {
  /// The page as lines of a terminal, fitted to its width; no line ends in a blank.
  ///
  /// - Parameters:
  ///   - width: cells of a line; at least 20 are taken for granted.
  ///   - colour: whether tones become escape sequences.
  package func lines(width: Int, colour: Bool = false) -> [String] {
    let width = max(20, width)
    return blocks.flatMap { block in
      switch block {
      case .line(let runs, let indent):
        Self.wrap(runs, width: width, indent: indent, colour: colour)
      case .table(let table):
        table.lines(width: width, colour: colour)
      case .quotation(let text, let margin):
        Self.quote(text, width: width, margin: margin, colour: colour)
      }
    }
  }

  /// The page as one text without colours, lines joined by line feeds.
  package func text(width: Int) -> String { lines(width: width).joined(separator: "\n") }

  private static func quote(_ text: String, width: Int, margin: Int, colour: Bool) -> [String] {
    let blank = String(repeating: " ", count: margin)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      wrap([Run(String(line))], width: width - margin, indent: 0, colour: colour)
        .map { ($0.isEmpty ? "" : blank) + $0 }
    }
  }

  /// Words that keep their tone, with the cells they take.
  private struct Piece {
    var text: String
    var tone: Tone
    var cells: Int
    var isBlank: Bool
  }

  private static func pieces(_ runs: [Run]) -> [Piece] {
    var pieces: [Piece] = []
    for run in runs {
      var word = ""
      func flush(blank: Bool) {
        if word.isEmpty { return }
        pieces.append(
          Piece(text: word, tone: run.tone, cells: CellWidth.of(word), isBlank: blank))
        word = ""
      }
      var inBlank = false
      for character in Sanitiser.clean(run.text) {
        if (character == " ") != inBlank {
          flush(blank: inBlank)
          inBlank.toggle()
        }
        word.append(character)
      }
      flush(blank: inBlank)
    }
    return pieces
  }

  private static func wrap(_ runs: [Run], width: Int, indent: Int, colour: Bool) -> [String] {
    var lines: [[Piece]] = [[]]
    var used = 0
    var pending = pieces(runs)[...]
    while var piece = pending.popFirst() {
      if used + piece.cells > width {
        if piece.isBlank { continue }
        if lines.last?.contains(where: { !$0.isBlank }) == true {
          lines.append(indent > 0 ? [blank(indent)] : [])
          used = indent
        }
        if used + piece.cells > width {
          let head = CellWidth.prefix(of: piece.text, cells: max(2, width - used))
          let rest = String(piece.text.dropFirst(head.count))
          pending =
            [
              Piece(
                text: rest, tone: piece.tone, cells: CellWidth.of(rest), isBlank: false)
            ] + pending
          piece = Piece(
            text: String(head), tone: piece.tone, cells: CellWidth.of(head), isBlank: false)
        }
      }
      lines[lines.count - 1].append(piece)
      used += piece.cells
    }
    return lines.map { line in
      var line = line
      while line.last?.isBlank == true { line.removeLast() }
      return line.map { Escape.paint($0.text, $0.tone, colour: colour) }.joined()
    }
  }

  private static func blank(_ cells: Int) -> Piece {
    Piece(text: String(repeating: " ", count: cells), tone: .plain, cells: cells, isBlank: true)
  }
}

/// The colours, as ECMA-48 sequences every terminal of today knows.
enum Escape {
  static func paint(_ text: String, _ tone: Page.Tone, colour: Bool) -> String {
    guard colour, !text.isEmpty, let code = code(of: tone) else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private static func code(of tone: Page.Tone) -> String? {
    switch tone {
    case .plain: nil
    case .dim: "2"
    case .strong: "1"
    case .good: "32"
    case .warning: "33"
    case .danger: "31"
    }
  }
}
