import SupportDesk

/// A store that is not there yet: laid in memory, so that a file of it is whole or is not.
enum NewStore {
  /// The tables, and what the founding writes in one transaction.
  ///
  /// - Parameter seed: makes it a store of a replay.
  static func laid(
    seed: [UInt8]?, _ founding: (any Transaction) throws(Failure) -> Void
  ) throws(Failure) -> any Database {
    let core = try wrapped { () throws(StorageFailure) in
      let database = try JournalStore.engine.blank()
      let salting: Salting = seed.map(Salting.seeded) ?? .random
      let identity = salting.identity()
      try database.run(
        "INSERT INTO store (id, seed) VALUES ($1, $2)", .blob(identity),
        seed.map(SQLValue.blob) ?? .null)
      try database.begin(.writing)
      return StoreCore(
        database: database, path: JournalStore.memory, identity: identity, salting: salting)
    }
    try founding(JournalState(core))
    try wrapped { () throws(StorageFailure) in try core.database.commit() }
    return core.database
  }

  /// The bytes of its file.
  static func image(
    seed: [UInt8]?, _ founding: (any Transaction) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    let database = try laid(seed: seed, founding)
    return try wrapped { () throws(StorageFailure) in try database.image() }
  }
}
