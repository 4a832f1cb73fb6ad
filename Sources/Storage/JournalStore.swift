import Glibc
package import ServiceLevels
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
  private func transaction<Result>(
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
    let hash = try database.first(
      "SELECT hash FROM change WHERE sequence = $1", .integer(last.change)
    ) { $0.blob(0) }
    if hash == last.hash { return }
    database.distrust()
    throw .replaced(path: core.path)
  }

  package func giveUp(when isOver: @escaping () -> Bool) { database.giveUp(when: isOver) }

  // MARK: The store as a whole

  package func backUp(to target: String, at instant: Instant) throws(Failure) -> Anchor {
    var anchor = Anchor(store: name, change: 0, hash: Chain.origin.hex)
    // Noted first, as one that may hold anybody: an erasure that names a copy too many harms nobody.
    let isNoted = !database.isReadOnly
    try wrapped { () throws(StorageFailure) in try Self.checkName(target) }
    // Where something is, there will be no copy.
    if isNoted, access(target, F_OK) == 0 { throw .storage(.exists(path: target)) }
    var earlier: StoreFacts.Copy?
    do {
      if isNoted { earlier = try note(target, at: instant, having: nil) }
    } catch {
      // From a store that cannot be written nobody can be erased, and a copy may mend it.
      guard case .storage(.damaged) = error else { throw error }
    }
    do {
      try database.copy(to: target) { copy throws(StorageFailure) in
        anchor = try Journal(database: copy, identity: core.identity, vault: core.journal.vault)
          .anchor()
      }
    } catch {
      if isNoted { try? put(back: earlier, for: target) }
      throw error
    }
    if isNoted { _ = try? note(target, at: instant, having: anchor.change) }
    return anchor
  }

  /// - Returns: what was noted of the path before.
  private func note(
    _ target: String, at instant: Instant, having change: Int64?
  ) throws(Failure) -> StoreFacts.Copy? {
    let path = Self.noted(target)
    return try transaction(.writing) { _ throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        let copies = CopyTable(database)
        let earlier = try copies.all().first { $0.path == path }
        try copies.note(.init(path: path, kind: .backup, at: instant, change: change))
        return earlier
      }
    }
  }

  /// Where no copy came to be, what was noted before is true.
  private func put(back earlier: StoreFacts.Copy?, for target: String) throws(Failure) {
    try transaction(.writing) { _ throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        let copies = CopyTable(database)
        if let earlier { try copies.note(earlier) } else { try copies.drop(Self.noted(target)) }
      }
    }
  }

  private static func noted(_ target: String) -> String {
    Paths.whole(Paths.folder(of: target)) + "/" + Paths.name(of: target)
  }

  package func sweep(after person: PersonNumber, for lines: [String]) throws(Failure) -> Sweep {
    do throws(StorageFailure) {
      // Copies that nobody was left to finish hold the words too.
      let path = Paths.whole(core.path)
      if core.path != Self.memory {
        Self.whole(path).sweep()
        try Self.finish(path)
      }
      try database.sweep()
      let remains = try database.remains(of: lines)
      try database.begin(.writing)
      do throws(StorageFailure) {
        try database.run("DELETE FROM unswept WHERE person = $1", .integer(person.value))
        try database.commit()
      } catch {
        database.rollBack()
        throw error
      }
      return Sweep(remains: lines.isEmpty ? nil : remains)
    } catch {
      throw .storage(.unswept(person, error))
    }
  }

  package func examine(at instant: Instant, for scope: Scope) throws(Failure) -> StoreFacts {
    try transaction(.reading) { state throws(Failure) in
      let pending = try state.pendingNotices(until: instant, limit: .max)
      let soon = instant.advanced(byMilliseconds: StoreFacts.nearMs)
      let query = TicketQuery(
        scope, .all([.status(Set(Status.allCases.filter(\.isLive))), .due(.by, soon)]),
        limit: .max)
      let near = try state.tickets(query).map(\.row.number)
      let head = try state.head()
      return try wrapped { () throws(StorageFailure) in
        let found = try Examiner(core.journal, at: instant).compare(
          pending: Set(pending.map(\.ticket)), near: Set(near), soon: soon)
        return StoreFacts(
          file: Self.file(core.path),
          lastBackup: try lastBackup(),
          head: head, untold: found.untold, untoldSince: pending.first?.at,
          silent: found.silent, misplaced: found.misplaced,
          unswept: try ErasureSearch(database).unswept())
      }
    }
  }

  /// The newest backup, and whether it is there and this store's.
  private func lastBackup() throws(StorageFailure) -> StoreFacts.Copy? {
    guard var last = try CopyTable(database).all().first(where: { $0.kind == .backup }) else {
      return nil
    }
    last.isUsable = try isCopy(last.path)
    return last
  }

  /// Whether a path has a store with this one's changes, and none that this one has not.
  private func isCopy(_ path: String) throws(StorageFailure) -> Bool {
    guard let copy = try? JournalStore(asItIs: path), copy.name == name,
      let last = try? copy.core.journal.tail()
    else { return false }
    let hash = try database.first(
      "SELECT hash FROM change WHERE sequence = $1", .integer(last.sequence)
    ) { $0.blob(0) }
    return hash == last.hash
  }

  package func verify(
    _ progress: (_ done: Int64, _ total: Int64) -> Void
  ) throws(Failure) -> Verification {
    try wrapped { () throws(StorageFailure) in try database.begin(.reading) }
    defer { database.rollBack() }
    let verifier = try wrapped { () throws(StorageFailure) in try Verifier(core.journal) }
    return try verifier.run(progress)
  }
}
