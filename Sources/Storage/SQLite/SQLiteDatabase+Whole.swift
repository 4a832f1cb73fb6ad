import SupportDesk

extension SQLiteDatabase {
  func flaws() throws(StorageFailure) -> [String] {
    var flaws: [String] = []
    if try first("PRAGMA application_id", read: { $0.integer(0) }) != SQLiteTables.applicationID {
      flaws.append("the file's application number was changed")
    }
    if try format() != Schema.version { flaws.append("the file's format number was changed") }
    flaws += try differences()
    let checks = try all("PRAGMA integrity_check(20)", []) { $0.text(0) }
    return flaws + checks.filter { $0 != "ok" }
  }

  /// What is there and should not be, or should and is not, or is another.
  private func differences() throws(StorageFailure) -> [String] {
    let plain = try SQLiteDatabase(path: Self.memory)
    try plain.runScript(SQLiteTables.script)
    let (should, there) = (try plain.definitions(), try definitions())
    return Set(should.keys).union(there.keys).sorted().compactMap { name in
      switch (should[name], there[name]) {
      case (.some, nil): "the \(name) is missing"
      case (nil, .some): "there is a \(name), which is none of desk's"
      case (let should, let there): should == there ? nil : "the \(name) was changed"
      }
    }
  }

  /// The words that made each table, index, trigger and view; not what SQLite keeps for itself.
  private func definitions() throws(StorageFailure) -> [String: String] {
    let rows = try all(
      "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'",
      []
    ) { ($0.text(0), $0.text(1)) }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  func copy(to target: String) throws(Failure) {
    let isMade = try WholeFile.make(target) { temporary throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        try run("VACUUM INTO $1", .text(temporary))
        // SQLite writes it for a rollback journal; a store keeps a log from its first use on.
        let copy = try SQLiteDatabase(path: temporary)
        try copy.run("PRAGMA journal_mode = WAL")
      }
    }
    if !isMade { throw .storage(.exists(path: target)) }
  }
}
