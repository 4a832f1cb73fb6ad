import Glibc
package import SupportDesk

/// A desk's journal with all that is made of it, over a database.
package final class JournalStore: Store {
  let core: StoreCore
  var database: any Database { core.database }

  /// The format in which this program found the store, and from which it brought it to its own; nil
  /// where it was in this one.
  package let migratedFrom: Int64?

  /// A store whose tables are there; those of an older format are brought to this one, where they can
  /// be written, and those of any other are refused.
  ///
  /// - Parameters:
  ///   - oldest: the oldest format that is not refused.
  ///   - asItIs: whether one of an older format is left in it; it can be copied, and nothing else.
  init(
    _ database: any Database, path: String, oldest: Int64 = Schema.oldest, asItIs: Bool = false
  ) throws(StorageFailure) {
    let found = try database.format()
    let isOlder = (oldest..<Schema.version).contains(found)
    if isOlder, database.isReadOnly, !asItIs {
      throw .unmigrated(path: path, found: found, known: Schema.version)
    }
    if !isOlder { try Self.check(database, path) }
    core = try Self.core(database, path)
    migratedFrom = isOlder && !asItIs ? found : nil
    if isOlder, !asItIs { try Migration.run(core) }
  }

  static func core(
    _ database: any Database, _ path: String
  ) throws(StorageFailure) -> StoreCore {
    let row = try database.first("SELECT id, seed FROM store") { ($0.blob(0), $0.blob(1)) }
    guard let row else { throw .damaged("the store has no identity") }
    return StoreCore(
      database: database, path: path, identity: row.0,
      salting: row.1.isEmpty ? .random : .seeded(row.1))
  }

  /// The number of the format in which this program keeps stores.
  package static var format: Int64 { Schema.version }

  /// Whether a replay made it: only such a store takes its time and its actor from a caller.
  package var isReplay: Bool {
    if case .seeded = core.salting { true } else { false }
  }

  /// What names the store, whatever copy of it: 32 digits of hex.
  package var name: String { core.identity.hex }

  /// What names a file's bytes: 64 digits of hex, and no plain SHA-256 of them.
  package static func digest(of bytes: [UInt8]) -> String {
    var digest = Digest("desk-file-v1")
    digest.field(bytes)
    return digest.sum().hex
  }

  /// Refuses tables of another format.
  private static func check(_ database: any Database, _ path: String) throws(StorageFailure) {
    let version = try database.format()
    if version > Schema.version {
      throw .newerSchema(path: path, found: version, known: Schema.version)
    }
    if version < Schema.version {
      throw .olderSchema(path: path, found: version, known: Schema.version)
    }
  }

  // MARK: Reading and writing

  package func reading<Result>(
    _ body: (any Snapshot) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try transaction(.reading) { state throws(Failure) in try body(state) }
  }

  package func writing<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do {
      return try transaction(.writing) { state throws(Failure) in try body(state) }
    } catch {
      core.forget()
      throw error
    }
  }

  package func trying<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer {
      core.forget()
      database.rollBack()
    }
    try wrapped { () throws(StorageFailure) in
      try database.begin(.writing)
      try check()
    }
    return try body(JournalState(core))
  }

  /// Runs the body in a transaction, which is committed where the body does not throw.
  func transaction<Result>(
    _ access: Access, _ body: (JournalState) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do {
      try wrapped { () throws(StorageFailure) in
        try database.begin(access)
        try check()
      }
      // The file was put back.
      if core.rescued != nil { core.dropRescued() }
    } catch {
      database.rollBack()
      core.rescue(from: error)
      throw error
    }
    do {
      let result = try body(JournalState(core))
      try wrapped { () throws(StorageFailure) in
        let tail = access == .writing ? try core.journal.tail() : nil
        try database.commit()
        if let tail { core.acknowledged = (tail.sequence, tail.hash) }
      }
      return result
    } catch {
      database.rollBack()
      throw error
    }
  }

  /// Whether this is still the store that was opened, in a transaction that has just begun.
  private func check() throws(StorageFailure) {
    // Another program may have brought the tables to a newer format meanwhile.
    try Self.check(database, core.path)
    // Whatever was done to the files, what was acknowledged here is there or is not.
    guard let last = core.acknowledged, last.change > 0 else { return }
    let state = database.state
    if let state, state == core.checked { return }
    if try core.journal.hash(of: last.change) == last.hash {
      core.checked = state
      return
    }
    database.distrust()
    throw .replaced(path: core.path)
  }

  // MARK: Reading for long

  package var attendant: Attendant {
    get { core.attendant }
    set { core.attendant = newValue }
  }

  package func surveying<Result>(
    _ body: (any Snapshot) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let other = try apart() else { return try reading(body) }
    return try other.looking(body)
  }

  /// So many times readers are waited for, while nobody writes: some tens of milliseconds.
  private static let waitsMax = 7

  /// This store behind a connection of its own; nil where nothing is done meanwhile, or there can be
  /// none.
  private func apart() throws(Failure) -> JournalStore? {
    guard let meanwhile = attendant.meanwhile else { return nil }
    // What was opened is still there, or that is found out here, where it can be saved.
    try reading { _ throws(Failure) in }
    // Whoever reads for long keeps the log from being begun anew, and reports are asked for in a row.
    var waits = 0
    let patience = Attendant(isGone: {
      waits += 1
      return waits > Self.waitsMax
    })
    try? attended(by: patience) { () throws(Failure) in
      try wrapped { () throws(StorageFailure) in try database.relieve() }
    }
    return try wrapped { () throws(StorageFailure) in
      guard let database = try database.beside() else { return nil }
      let other = try JournalStore(database, path: core.path)
      guard other.core.identity == core.identity else { throw .replaced(path: core.path) }
      other.core.acknowledged = core.acknowledged
      other.attendant = Attendant(
        isGone: { [isGone = attendant.isGone] in
          meanwhile()
          return isGone()
        }, hears: attendant.hears)
      return other
    }
  }

  /// Reads one state of a store that nobody writes through this connection.
  private func looking<Result>(
    _ body: (JournalState) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { database.rollBack() }
    try wrapped { () throws(StorageFailure) in
      try database.begin(.reading)
      try check()
    }
    return try body(JournalState(core))
  }

  package func verify() throws(Failure) -> Verification {
    // What is broken is proven as it is.
    let store = (try? apart()) ?? self
    try wrapped { () throws(StorageFailure) in try store.database.begin(.reading) }
    defer { store.database.rollBack() }
    let verifier = try wrapped { () throws(StorageFailure) in try Verifier(store.core.journal) }
    var gauge = Gauge(of: .facts, for: attendant)
    return try verifier.run { done, total in gauge.pass(done, of: total) }
  }
}
