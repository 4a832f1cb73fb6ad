import JSON

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
        Wrapping.lines(runs, width: width, indent: indent).map { $0.painted(colour: colour) }
      case .record(let value): [Sanitiser.escaped(json: value.compact())]
      case .whole(let line): [Sanitiser.clean(line)]
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
      Wrapping.lines([Run(String(line))], width: width - margin)
        .map { ($0.isEmpty ? "" : blank) + $0.painted(colour: colour) }
    }
  }
}
