import Glibc
package import ServiceLevels
package import SupportDesk

/// What is done for a store as a whole: it is copied, swept and looked at.
extension JournalStore {
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
}
