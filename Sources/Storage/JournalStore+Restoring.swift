import Glibc
package import ServiceLevels
package import SupportDesk

/// Putting a copy in the place of a store.
extension JournalStore {
  /// Puts a copy of a store in the place of the one that lies at a path, if one does.
  ///
  /// The copy is written whole under another name and proven there; then both names are exchanged in
  /// one instant, while nobody else can read or write. Whenever it is stopped, one whole store lies
  /// at the path, and the one that was there is kept from the exchange on. Whoever was erased in
  /// that one since the copy was made is erased in the copy before.
  ///
  /// - Parameters:
  ///   - stamp: what tells the store that is kept from others that were.
  ///   - program: what does it, as the journal names it.
  ///   - prove: throws where the copy, as it was written, is not to be restored.
  /// - Throws: `busy` where another program has the store open.
  /// - Returns: what was done; nil where there was no store.
  package static func restore(
    _ given: String, from source: JournalStore, stamp: String, at instant: Instant,
    program: String, prove: (JournalStore) throws(Failure) -> Void
  ) throws(Failure) -> Restored? {
    try wrapped { () throws(StorageFailure) in try checkName(given) }
    guard access(given, F_OK) == 0 else {
      try source.copy(to: given, prove)
      return nil
    }
    // What a link leads to is replaced, and not the link.
    let path = Paths.whole(given)
    let (staged, aside) = (staging(path), path + Leftovers.kept + stamp)
    try wrapped { () throws(StorageFailure) in
      try askForName(aside)
      try finish(path)
    }
    try source.copy(to: staged, prove)
    do throws(Failure) {
      return try replace(
        path, by: staged, keptAs: .init(path: aside, kind: .aside, at: instant), program)
    } catch {
      unlink(staged)
      throw error
    }
  }

  /// Refuses a name that no file can have, before anything is done.
  private static func askForName(_ path: String) throws(StorageFailure) {
    if access(path, F_OK) != 0, errno != ENOENT { throw Paths.failure(path) }
  }

  /// What was done in putting a copy in the place of a store.
  package struct Restored {
    /// Where the store is kept that was there.
    package let aside: String
    /// Whose erasures were repeated; nil where nobody can tell who was erased.
    package let erased: [PersonNumber]?
    /// The changes that the store that was there has alone; nil where it has none, or cannot be read.
    package let alone: ClosedRange<Int64>?
  }

  /// Where a copy waits to be put in the place of a store.
  private static func staging(_ path: String) -> String {
    Paths.folder(of: path) + "/" + Leftovers.staged + Paths.name(of: path)
  }

  /// Writes a copy, which gets its name where it is proven.
  private func copy(
    to path: String, _ prove: (JournalStore) throws(Failure) -> Void
  ) throws(Failure) {
    try database.copy(to: path) { _ in }
    do throws(Failure) {
      try prove(try wrapped { () throws(StorageFailure) in try JournalStore(path: path) })
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Exchanges the names while nobody else can read or write.
  ///
  /// Where the store that was there cannot get its name it stays under the copy's, which is told.
  private static func replace(
    _ path: String, by staged: String, keptAs kept: StoreFacts.Copy, _ program: String
  ) throws(Failure) -> Restored {
    let old = try wrapped { () throws(StorageFailure) in try usable(path) }
    // Whom a journal erased that was tampered with, nobody knows.
    let isTrue = old.map { isChained($0, path) } ?? false
    let copies = try wrapped { () throws(StorageFailure) in
      try old?.seize()
      // Erasures name every copy there is, whichever store is in use; how far the journals are one
      // nobody knows.
      let copies = try old.map { old throws(StorageFailure) in try CopyTable(old).all() } ?? []
      try note(copies + [kept], in: staged)
      return copies
    }
    let alone = try? old.flatMap { old in try changes(of: old, without: staged) }
    var erased: [PersonNumber]?
    if isTrue, let old {
      erased = try RepeatedErasures(of: old, at: kept.at, program: program).carryOut(in: staged)
    }
    let earlierStores = predecessors(copies, of: old)
    for earlier in earlierStores.known {
      let more = try RepeatedErasures(of: earlier, at: kept.at, program: program).carryOut(
        in: staged)
      if erased != nil { erased = (erased ?? []) + (more ?? []) }
    }
    if !earlierStores.isAll { erased = nil }
    return try holdingSignals { () throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        try exchange(path, with: staged, keptAs: kept, isUsable: old != nil)
      }
      // From here on the name means the store that was there.
      let isKept = (try? keep(staged, as: kept.path)) != nil
      return Restored(aside: isKept ? kept.path : staged, erased: erased, alone: alone)
    }
  }

  /// The changes of a journal that the one in a copy has not: each hash is of all before it.
  private static func changes(
    of old: any Database, without staged: String
  ) throws(StorageFailure) -> ClosedRange<Int64>? {
    try changes(of: old, without: try engine.open(staged, readOnly: true))
  }

  private static func changes(
    of old: any Database, without copy: any Database
  ) throws(StorageFailure) -> ClosedRange<Int64>? {
    func hash(_ change: Int64, in database: any Database) throws(StorageFailure) -> [UInt8]? {
      try database.first("SELECT hash FROM change WHERE sequence = $1", .integer(change)) {
        $0.blob(0)
      }
    }
    let last = try old.first("SELECT coalesce(max(sequence), 0) FROM change") { $0.integer(0) } ?? 0
    var (common, other) = (Int64(0), last &+ 1)
    while other - common > 1 {
      let middle = common + (other - common) / 2
      if try hash(middle, in: old) == hash(middle, in: copy) {
        common = middle
      } else {
        other = middle
      }
    }
    return common < last ? common + 1...last : nil
  }

  /// Whether the journal of a store is what was recorded; its rows may be wrong.
  private static func isChained(_ database: any Database, _ path: String) -> Bool {
    guard let core = try? JournalStore.core(database, path),
      let found = try? Verifier(core.journal).chain()
    else { return false }
    return !found.faults.contains { $0.change != nil }
  }

  /// The stores that earlier restores kept: what they erased is forgotten by those behind them.
  ///
  /// - Returns: also whether there are others, that are gone or cannot be believed.
  private static func predecessors(
    _ copies: [StoreFacts.Copy], of old: (any Database)?
  ) -> (known: [any Database], isAll: Bool) {
    func name(_ database: any Database) -> [UInt8]? {
      try? database.first("SELECT id FROM store") { $0.blob(0) } ?? nil
    }
    guard let old, let own = name(old) else { return ([], true) }
    let aside = copies.filter { $0.kind == .aside }
    let known = aside.compactMap { copy -> (any Database)? in
      guard let database = try? engine.open(copy.path, readOnly: true),
        name(database) == own, isChained(database, copy.path)
      else { return nil }
      return database
    }
    return (known, known.count == aside.count)
  }

  private static func exchange(
    _ path: String, with staged: String, keptAs kept: StoreFacts.Copy, isUsable: Bool
  ) throws(StorageFailure) {
    let ends = isUsable ? [] : companions.filter { access(path + $0, F_OK) == 0 }
    try move(ends, of: path, to: kept.path)
    guard Storage.exchange(staged, path) == 0 else {
      let failure = Paths.failure(path)
      try move(ends, of: kept.path, to: path)
      throw failure
    }
  }

  /// The store that is replaced; nil for one that nobody can use.
  private static func usable(_ path: String) throws(StorageFailure) -> (any Database)? {
    do {
      let database = try engine.open(path, readOnly: false)
      guard try CopyTable(database).isThere else { return nil }
      _ = try CopyTable(database).all()
      return database
    } catch {
      switch error {
      case .notADatabase, .notADesk, .damaged, .strayLog: return nil
      default: throw error
      }
    }
  }

  private static func note(
    _ copies: [StoreFacts.Copy], in path: String
  ) throws(StorageFailure) {
    let database = try engine.open(path, readOnly: false)
    try database.begin(.writing)
    for var copy in copies {
      copy.change = nil
      try CopyTable(database).note(copy)
    }
    try database.commit()
  }

  private static var companions: [String] { engine.companions.map(\.ending) }

  /// A log that cannot be read goes where its store goes; beside another it would be taken for its.
  private static func move(
    _ ends: [String], of path: String, to other: String
  ) throws(StorageFailure) {
    for end in ends where renameKeeping(path + end, other + end) != 0 {
      throw Paths.failure(path + end)
    }
  }

  private static func keep(_ staged: String, as aside: String) throws(StorageFailure) {
    guard renameKeeping(staged, aside) == 0 else { throw Paths.failure(staged) }
    try Paths.sync(Paths.folder(of: aside))
  }

  /// Finishes what an earlier restore left that was stopped.
  ///
  /// Where it had exchanged the names, the store at the path knows under which name the other was to
  /// be kept. Else what is left is a copy that nobody needs, or, where yet another store was put at the
  /// path since, the one that was there: it is removed where all that it holds is at the path too.
  static func finish(_ path: String) throws(StorageFailure) {
    let staged = staging(path)
    guard access(staged, F_OK) == 0 else { return }
    guard let store = try usable(path) else {
      throw .cannotOpen(
        path: staged, why: "a restore was stopped here, and \(path) cannot tell how far it came")
    }
    let unkept = try CopyTable(store).all().first {
      $0.kind == .aside && access($0.path, F_OK) != 0
    }
    if let unkept { return try keep(staged, as: unkept.path) }
    if let left = try? usable(staged), try changes(of: left, without: store) == nil {
      return whole(staged).remove()
    }
    _ = Leftovers.free(path + Leftovers.kept) { (try? keep(staged, as: $0)) != nil }
  }
}
