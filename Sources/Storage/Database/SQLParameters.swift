/// The values of one statement, numbered in the order in which they were given.
struct SQLParameters {
  private(set) var values: [SQLValue] = []

  /// The words that stand for a value in the statement.
  mutating func place(_ value: SQLValue) -> String {
    values.append(value)
    return "$\(values.count)"
  }

  /// The words of a list of values, in the order given.
  mutating func list(_ values: [SQLValue]) -> String {
    values.map { place($0) }.joined(separator: ", ")
  }
}
