extension Table {
  /// The table as lines: columns two blanks apart, each as wide as its widest cell.
  ///
  /// Where the width does not do, columns that may shrink do so, widest first; then the columns of
  /// the highest `dropOrder` go; a table that is too wide all the same is cut at the edge.
  func lines(width: Int, colour: Bool) -> [String] {
    let cells = rows.map { row in
      row.map { Page.Run(Sanitiser.clean($0.text), $0.tone) }
    }
    var widths = naturalWidths(cells)
    // A column without a title and without a cell is no column.
    var kept = columns.indices.filter { widths[$0] > 0 }
    while true {
      let least = kept.map { min(widths[$0], columns[$0].shrinksTo ?? widths[$0]) }
      if least.reduce(0, +) + gap * (kept.count - 1) <= width { break }
      guard
        let victim = kept.filter({ columns[$0].dropOrder > 0 })
          .max(by: { columns[$0].dropOrder < columns[$1].dropOrder })
      else { break }
      kept.removeAll { $0 == victim }
    }
    shrink(&widths, kept: kept, to: width)
    var lines: [String] = []
    if showsTitles {
      let titles = columns.map { Page.Run($0.title, .dim) }
      lines.append(line(titles, kept: kept, widths: widths, width: width, colour: colour))
    }
    return lines
      + cells.map { line($0, kept: kept, widths: widths, width: width, colour: colour) }
  }

  private var gap: Int { 2 }

  private func naturalWidths(_ cells: [[Page.Run]]) -> [Int] {
    columns.indices.map { index in
      let widest = cells.map { CellWidth.of($0[index].text) }.max() ?? 0
      return max(widest, showsTitles ? CellWidth.of(columns[index].title) : 0)
    }
  }

  private func shrink(_ widths: inout [Int], kept: [Int], to width: Int) {
    var excess = kept.map { widths[$0] }.reduce(0, +) + gap * (kept.count - 1) - width
    while excess > 0 {
      let candidates = kept.filter { widths[$0] > (columns[$0].shrinksTo ?? widths[$0]) }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  private func line(
    _ row: [Page.Run], kept: [Int], widths: [Int], width: Int, colour: Bool
  ) -> String {
    var parts: [String] = []
    var left = width
    for (position, index) in kept.enumerated() {
      let cells = min(widths[index], max(0, left))
      left -= cells + gap
      if cells == 0 && position > 0 { break }
      let text = CellWidth.fitted(row[index].text, cells: cells)
      let fill = String(repeating: " ", count: max(0, cells - CellWidth.of(text)))
      let painted = Escape.paint(text, row[index].tone, colour: colour)
      if columns[index].alignment == .right {
        parts.append(fill + painted)
      } else {
        let isLast = kept[(position + 1)...].allSatisfy { row[$0].text.isEmpty }
        parts.append(painted + (isLast ? "" : fill))
        if isLast { break }
      }
    }
    return parts.joined(separator: String(repeating: " ", count: gap))
  }
}
