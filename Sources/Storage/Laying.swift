import SupportDesk

/// The tables of a new store.
enum Laying {
  /// Lays them in a transaction that is open.
  static func tables(_ connection: Connection, seed: [UInt8]?) throws(StorageFailure) {
    try connection.runScript(Schema.script)
    let salting: Salting = seed.map(Salting.seeded) ?? .random
    try connection.run(
      "INSERT INTO store (id, seed) VALUES ($1, $2)", .blob(salting.identity()),
      seed.map(SQLValue.blob) ?? .null)
    try connection.runScript(
      """
      PRAGMA application_id = \(Schema.applicationID);
      PRAGMA user_version = \(Schema.version);
      """)
  }
}
