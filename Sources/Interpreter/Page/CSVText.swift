/// Rows of cells as text between commas (RFC 4180), a line each; ends of lines are `\\n`.
package struct CSVText: Sendable, Equatable {
  package let text: String

  /// - Parameters:
  ///   - header: the names of the columns.
  ///   - rows: each with a cell a column; a cell without a value is empty.
  package init(header: [String], rows: [[String]]) {
    text = ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }
}
