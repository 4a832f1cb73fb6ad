import SupportDesk

/// A row of a projection as it is written.
struct StoredRow {
  let form: RowForm
  /// In the order of the form's columns.
  let values: [SQLValue]

  init(_ form: RowForm, _ values: [SQLValue]) {
    precondition(values.count == form.columns.count, "a row has a value a column")
    (self.form, self.values) = (form, values)
  }

  /// Writes it where it says otherwise than the row of its key that is there.
  ///
  /// No column is named whose value stays: an index of it would be written anew all the same.
  ///
  /// - Parameter before: the row as it is there; nil where there is none, or it may be any.
  func put(in database: any Database, over before: StoredRow?) throws(StorageFailure) {
    guard let before else { return try run(form.upsert, values, database) }
    let changed = form.rest.filter { values[$0] != before.values[$0] }
    if changed.isEmpty { return }
    try run(form.update(changed), (changed + form.key).map { values[$0] }, database)
  }

  private func run(
    _ sql: String, _ values: [SQLValue], _ database: any Database
  ) throws(StorageFailure) {
    let cursor = try database.cursor(sql, values)
    defer { cursor.close() }
    while try cursor.step() {}
  }
}

/// The columns of a projection's table as its rows are written.
struct RowForm: Sendable {
  let table: String
  let columns: [String]
  /// The places of what names a row, and of all else.
  let key: Range<Int>
  let rest: Range<Int>
  /// Writes a whole row, be there one of its key or none.
  let upsert: String

  init(_ table: String, key: [String], _ rest: [String]) {
    self.table = table
    columns = key + rest
    self.key = 0..<key.count
    self.rest = key.count..<columns.count
    upsert = """
      INSERT INTO \(table) (\(Self.list(columns)))
      VALUES (\(Self.list(columns.indices.map { "$\($0 + 1)" })))
      ON CONFLICT (\(Self.list(key))) DO UPDATE SET \(Self.list(rest.map { "\($0) = excluded.\($0)" }))
      """
  }

  /// Writes these columns of the row of a key; the values are theirs, and those of the key.
  func update(_ changed: [Int]) -> String {
    let words = (changed + key).enumerated().map { "\(columns[$1]) = $\($0 + 1)" }
    return """
      UPDATE \(table) SET \(Self.list(words.prefix(changed.count)))
      WHERE \(words.dropFirst(changed.count).joined(separator: " AND "))
      """
  }

  private static func list(_ words: some Sequence<String>) -> String {
    words.joined(separator: ", ")
  }
}
