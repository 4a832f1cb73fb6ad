import SupportDesk

extension SQLiteDatabase {
  func sweep() throws(StorageFailure) {
    // What is written anew is another file than before, though nothing is changed.
    try begin(.writing)
    do {
      try nameState()
      try run("COMMIT")
    } catch {
      rollBack()
      throw error
    }
    try takeLogIn()
    // Writes every row anew and nothing else; what was there is overwritten or cut off when the log,
    // to which it is written first, is taken in.
    try run("VACUUM")
    try takeLogIn()
  }

  /// Takes the log into the file and leaves it with nothing in it.
  private func takeLogIn() throws(StorageFailure) {
    try begin(.reading)
    rollBack()
    let isBusy = try first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.integer(0) }
    if isBusy != 0, path != Self.memory { throw .busy }
  }

  func remains(of lines: [String]) throws(StorageFailure) -> [String]? {
    if path == Self.memory || lines.isEmpty { return [] }
    guard
      let found = ByteSearch.find(
        lines, in: ["", SQLiteFiles.log, SQLiteFiles.index].map { path + $0 })
    else {
      return nil
    }
    if found.isEmpty { return [] }
    let columns = try all(
      """
      SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
      WHERE t.type = 'table' UNION ALL SELECT 'sqlite_schema', 'sql'
      """, []
    ) { ($0.text(0), $0.text(1)) }
    var left = found
    for (table, column) in columns where !left.isEmpty {
      var stays: [String] = []
      for line in left {
        let isHeld = try first(
          "SELECT 1 FROM \"\(table)\" WHERE instr(CAST(\"\(column)\" AS BLOB), $1) LIMIT 1",
          .blob(Array(line.utf8))
        ) { _ in true }
        if isHeld == nil { stays.append(line) }
      }
      left = stays
    }
    return left
  }
}
