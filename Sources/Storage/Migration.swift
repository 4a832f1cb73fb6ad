import ServiceLevels
import SupportDesk

/// Brings a store of an older format to this program's, whole or not at all.
///
/// The journal stays as it is, but for an event that tells so; the rows of projections are made anew of
/// it. It asks no clock, which may be wrong, and is dated as the change before it.
enum Migration {
  static func run(_ store: StoreCore) throws(StorageFailure) {
    do {
      try carryOut(store)
    } catch .storage(let failure) {
      throw failure
    } catch {
      preconditionFailure("nobody refuses a migration: \(error)")
    }
  }

  private static func carryOut(_ store: StoreCore) throws(Failure) {
    let database = store.database
    try wrapped { () throws(StorageFailure) in try database.begin(.writing) }
    do {
      let format = try wrapped { () throws(StorageFailure) in try database.format() }
      // Another program may have done it while this one waited.
      if format < Schema.version { try bring(store, from: format) }
      try wrapped { () throws(StorageFailure) in try database.commit() }
    } catch {
      database.rollBack()
      throw error
    }
  }

  private static func bring(_ store: StoreCore, from format: Int64) throws(Failure) {
    try wrapped { () throws(StorageFailure) in
      let history = try store.journal.history(
        Installation.self, of: .sole, Corrections([]), .onlyAlways)
      let schema = Installation(.sole, history)?.schema ?? 0
      guard schema == format else {
        throw .damaged("the file's format is \(format), and its journal says \(schema)")
      }
    }
    try wrapped { () throws(StorageFailure) in try store.database.renew(from: format) }
    let corrections = try wrapped { () throws(StorageFailure) in try store.corrections() }
    for kind in StreamKind.allCases { try refold(kind.projected, store, corrections) }
    let state = JournalState(store)
    let at = try state.head().recordedAt
    _ = try state.append(
      Change(
        origin: Origin(actor: .desk, channel: "shell", method: "desk.migrate", program: "desk"),
        recordedAt: at,
        occurrences: [Occurrence(.desk(.migrated(schema: Schema.version)), at: at)]))
  }

  private static func refold<S: Projected>(
    _ stream: S.Type, _ store: StoreCore, _ corrections: Corrections
  ) throws(Failure) {
    try StreamReader(database: store.database).each(S.kind) { name, entries throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        var events: [Recorded<S.Event>] = []
        for entry in entries { events.append(corrections.applied(to: try entry.recorded())) }
        guard let number = StreamName(name)?.number, let fold = S(S.Number(number), events) else {
          throw .damaged("\(name) does not begin as a \(S.kind.rawValue) does")
        }
        try fold.store(
          events, over: nil, anew: false, by: store.calendars(), in: store.database)
      }
    }
  }
}
