import CLinux
import Glibc
import SupportDesk

extension SQLiteDatabase {
  func flaws() throws(StorageFailure) -> [String] {
    var flaws: [String] = []
    if try first("PRAGMA application_id", read: { $0.integer(0) }) != SQLiteTables.applicationID {
      flaws.append("the file's application number was changed")
    }
    if try format() != Schema.version { flaws.append("the file's format number was changed") }
    let differences = try differences()
    flaws += differences
    // In memory no log stands beside it.
    let isFile = path != Self.memory
    let names =
      isFile && differences.isEmpty
      ? try first("SELECT count(*) FROM pairing") { $0.integer(0) } : 1
    if names != 1 || !isNamed { flaws.append(Self.unnamed) }
    let checks = try all("PRAGMA integrity_check(1000)", []) { $0.text(0) }
    return flaws + checks.filter { $0 != "ok" }
  }

  func tables() throws(StorageFailure) -> [TableForm] {
    let columns = try all(
      """
      SELECT t.name, c.name, c.pk FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
      WHERE t.type = 'table' ORDER BY t.name, c.cid
      """, []
    ) { (table: $0.text(0), name: $0.text(1), place: $0.integer(2)) }
    let tables = Dictionary(grouping: columns, by: \.table)
    return tables.keys.sorted().map { name in
      let columns = tables[name] ?? []
      let key = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }
      return TableForm(name: name, columns: columns.map(\.name), key: key.map(\.name))
    }
  }

  func renew(from format: Int64) throws(StorageFailure) {
    // Before what is no lasting table any more is dropped, for a step may carry its rows over.
    for step in format..<Schema.version { try runScript(SQLiteTables.steps[step] ?? "") }
    let lasting = Schema.journal.union(Schema.operational)
    for table in try tables() where !lasting.contains(table.name) {
      try run("DROP TABLE \"\(table.name)\"")
    }
    try runScript(SQLiteTables.projections)
    try run("PRAGMA user_version = \(Schema.version)")
  }

  func blank() throws(StorageFailure) -> any Database { try Self.blank() }

  static func blank() throws(StorageFailure) -> SQLiteDatabase {
    let blank = try SQLiteDatabase(path: memory)
    try blank.runScript(
      """
      \(SQLiteTables.script)
      PRAGMA application_id = \(SQLiteTables.applicationID);
      PRAGMA user_version = \(Schema.version);
      """)
    return blank
  }

  /// What is there and should not be, or should and is not, or is another.
  private func differences() throws(StorageFailure) -> [String] {
    let (should, there) = (try Self.blank().definitions(), try definitions())
    return Set(should.keys).union(there.keys).sorted().compactMap { name in
      switch (should[name], there[name]) {
      case (.some, nil): "the \(name) is missing"
      case (nil, .some): "there is a \(name), which is none of desk's"
      case (let should, let there): should == there ? nil : "the \(name) was changed"
      }
    }
  }

  /// The words that made each table, index, trigger and view, and the table it belongs to.
  ///
  /// Without the statistics that any tool may have SQLite gather: they choose how a query is
  /// answered, and never what.
  private func definitions() throws(StorageFailure) -> [String: [String]] {
    let rows = try all(
      """
      SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema
      WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY sql
      """, []
    ) { ($0.text(0), $0.text(1)) }
    return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
  }

  func settle() throws(StorageFailure) {
    if isReadOnly { return }
    try begin(.reading)
    rollBack()
    try run("PRAGMA wal_checkpoint(PASSIVE)")
  }

  /// A log that is longer is taken in whole, and begun anew by the next who writes.
  static let logBytesMax: Int64 = 64 << 20

  func relieve() throws(StorageFailure) {
    var facts = stat()
    guard !isReadOnly, status(of: path + SQLiteFiles.log, &facts) == 0,
      facts.st_size > Self.logBytesMax
    else { return }
    try run("PRAGMA wal_checkpoint(RESTART)")
  }

  func copy(
    to target: String, _ look: (any Database) throws(StorageFailure) -> Void
  ) throws(Failure) {
    try wrapped { () throws(StorageFailure) in try checkIndex() }
    let isMade = try WholeFile(target, beside: SQLiteFiles.companions).make {
      temporary throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        try run("VACUUM INTO CAST($1 AS TEXT)", .blob(PathText.bytes(of: temporary)))
        // SQLite writes it for a rollback journal; a store keeps a log from its first use on.
        let copy = try SQLiteDatabase(path: temporary)
        // Whatever became of the name in the store, its copy has one.
        try copy.run("DELETE FROM pairing")
        try copy.run("INSERT INTO pairing (before, now) SELECT id, id FROM store")
        try copy.nameState()
        try copy.run("PRAGMA journal_mode = WAL")
        try look(copy)
      }
    }
    if !isMade { throw .storage(.exists(path: target)) }
  }
}
