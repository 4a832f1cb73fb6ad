extension Table {
  /// The table as lines: columns two blanks apart, each as wide as its widest cell.
  ///
  /// Where the width does not do, columns that may shrink do so, widest first; then the columns of
  /// the highest `dropOrder` go. What is too wide all the same wraps in a table that has a column
  /// that wraps, and is cut at the edge in others.
  func lines(width: Int, colour: Bool) -> [String] {
    let cells = rows.map { row in
      row.map { Page.Run(Sanitiser.clean($0.text), $0.tone) }
    }
    let (kept, widths) = layout(cells, width: width)
    var lines: [String] = []
    if columns.contains(where: { !$0.title.isEmpty }) {
      let titles = columns.map { Page.Run($0.title, .dim) }
      lines += self.lines(of: titles, kept: kept, widths: widths, colour: colour)
    }
    for row in cells {
      lines += self.lines(of: row, kept: kept, widths: widths, colour: colour)
    }
    let hidden = columns.indices.filter { !kept.contains($0) && !columns[$0].title.isEmpty }
    if !hidden.isEmpty {
      let names = hidden.map { columns[$0].title }.joined(separator: ", ")
      let run = Page.Run("not shown, for want of room: \(names)", .dim)
      lines += Wrapping.lines([run], width: width, indent: 2).map { $0.painted(colour: colour) }
    }
    return lines
  }

  private var gap: Int { 2 }

  private var wraps: Bool { columns.contains(where: \.wraps) }

  // MARK: Widths

  /// The columns that stay, and the cells of every column.
  private func layout(_ cells: [[Page.Run]], width: Int) -> (kept: [Int], widths: [Int]) {
    var widths = naturalWidths(cells)
    let least = columns.indices.map { leastWidth(of: columns[$0], widths[$0]) }
    // A column without a title and without a cell is no column.
    var kept = columns.indices.filter { widths[$0] > 0 }
    while kept.map({ least[$0] }).reduce(0, +) + gap * (kept.count - 1) > width {
      let loose = kept.filter { columns[$0].dropOrder > 0 }
      guard let victim = loose.max(by: { columns[$0].dropOrder < columns[$1].dropOrder }) else {
        break
      }
      kept.removeAll { $0 == victim }
    }
    for index in kept { widths[index] = max(least[index], min(widths[index], width)) }
    shrink(&widths, kept: kept, to: width, least: least)
    if wraps {
      shrink(&widths, kept: kept, to: width, least: longestWords(cells))
      shrink(&widths, kept: kept, to: width, least: columns.map { _ in 2 })
    }
    cut(&widths, &kept, at: width)
    return (kept, widths)
  }

  /// Takes away what stands beyond the edge.
  private func cut(_ widths: inout [Int], _ kept: inout [Int], at width: Int) {
    var left = width
    for (position, index) in kept.enumerated() {
      widths[index] = min(widths[index], left)
      left -= widths[index] + gap
      if left <= 0 {
        kept = Array(kept[...position])
        return
      }
    }
  }

  private func naturalWidths(_ cells: [[Page.Run]]) -> [Int] {
    columns.indices.map { index in
      let widest = cells.map { CellWidth.of($0[index].text) }.max() ?? 0
      return max(widest, CellWidth.of(columns[index].title))
    }
  }

  /// The cells of each column's longest word, with the blanks that its cell begins with.
  private func longestWords(_ cells: [[Page.Run]]) -> [Int] {
    columns.indices.map { index in
      cells.reduce(Self.longestWord(of: columns[index].title)) { longest, row in
        max(longest, Self.longestWord(of: row[index].text))
      }
    }
  }

  private static func longestWord(of text: String) -> Int {
    let blanks = leadingBlanks(text)
    return text.split(separator: " ").map { blanks + CellWidth.of($0) }.max() ?? blanks
  }

  private static func leadingBlanks(_ text: String) -> Int { text.prefix { $0 == " " }.count }

  /// The least cells that a column may shrink to; one that wraps keeps room for a few words.
  private func leastWidth(of column: Column, _ natural: Int) -> Int {
    min(natural, column.shrinksTo ?? (column.wraps ? 20 : natural))
  }

  private func shrink(_ widths: inout [Int], kept: [Int], to width: Int, least: [Int]) {
    var excess = kept.map { widths[$0] }.reduce(0, +) + gap * (kept.count - 1) - width
    while excess > 0 {
      let candidates = kept.filter { widths[$0] > least[$0] }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  // MARK: Rows

  /// A row of cells as one line, or as many as its longest cell needs.
  private func lines(
    of row: [Page.Run], kept: [Int], widths: [Int], colour: Bool
  ) -> [String] {
    guard wraps else {
      let cut = kept.map { index in
        let text = CellWidth.fitted(row[index].text, cells: widths[index])
        return Wrapping.lines([Page.Run(text, row[index].tone)], width: .max)[0]
      }
      return [line(cut, kept: kept, widths: widths, colour: colour)]
    }
    let cells = kept.map { index in
      Wrapping.lines(
        [row[index]], width: widths[index], indent: Self.leadingBlanks(row[index].text))
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { level in
      let parts = cells.map { level < $0.count ? $0[level] : Wrapping.Row() }
      return line(parts, kept: kept, widths: widths, colour: colour)
    }
  }

  private func line(
    _ parts: [Wrapping.Row], kept: [Int], widths: [Int], colour: Bool
  ) -> String {
    var text = ""
    var pending = 0
    for (part, index) in zip(parts, kept) {
      let fill = widths[index] - part.cells
      let isRight = columns[index].alignment == .right
      if !part.isEmpty {
        text += String(repeating: " ", count: max(0, pending + (isRight ? fill : 0)))
        text += part.painted(colour: colour)
        pending = isRight ? gap : fill + gap
      } else {
        pending += widths[index] + gap
      }
    }
    return text
  }
}
