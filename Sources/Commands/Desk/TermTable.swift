import Interpreter

extension Table {
  /// Rows of a term and what it means.
  static func terms(_ rows: [(String, String)]) -> Table {
    Table(
      columns: [.init(shrinksTo: 34, wraps: true), .init(shrinksTo: 20, wraps: true)],
      rows: rows.map { [.init($0.0, .strong), .init($0.1)] })
  }
}
