import ServiceLevels
import SupportDesk

/// Whether a desk that waits has something to do: something was recorded, or a notice falls due.
final class Watch {
  private let worlds: Worlds
  /// The last change that was looked at, and when the next notice was due then.
  private var seen: (change: Int64, due: Instant?)?
  /// Before this instant notices that cannot be given are not tried again.
  private var patience = Instant.earliest
  private static let patienceMs: Int64 = 10_000
  /// How long another program's lock is waited for, and how long notices are given in one go.
  private static let tickMs: Int64 = 1_000

  init(worlds: Worlds) { self.worlds = worlds }

  /// Gives notices that are due, as many as one change has.
  ///
  /// - Returns: whether something was recorded since the last look, by whomever.
  func look() -> Bool {
    guard var isNew = try? lookAtJournal() else { return false }
    let now = worlds.rim.clock()
    if let due = seen?.due, due <= now, patience <= now {
      do throws(Failure) {
        try tick()
        isNew = try lookAtJournal() || isNew
      } catch { patience = now.advanced(byMilliseconds: Self.patienceMs) }
    }
    return isNew
  }

  /// Looks at the last change anew the next time.
  func forget() { seen = nil }

  private func lookAtJournal() throws(Failure) -> Bool {
    try worlds.store.reading { state throws(Failure) in
      let change = try state.head().change
      if seen?.change == change { return false }
      seen = (change, try state.nextNotice())
      return true
    }
  }

  /// The desk gives them itself, whoever waits.
  private func tick() throws(Failure) {
    let end = worlds.rim.clock().advanced(byMilliseconds: Self.tickMs)
    worlds.store.giveUp { [worlds] in worlds.rim.clock() > end }
    defer { worlds.store.giveUp { false } }
    try worlds.store.writing { transaction throws(Failure) in
      let now = try worlds.instant(transaction, .mustFit)
      try Ticker(transaction, now, worlds.rim.program).tick(batches: 1)
    }
  }
}
