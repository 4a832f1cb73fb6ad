import ServiceLevels
import SupportDesk

/// Whether a desk that waits has something to do: something was recorded, or a notice falls due.
final class Watch {
  private let worlds: Worlds
  /// The last change that was looked at, and when the next notice was due then.
  private var seen: (change: Int64, due: Instant?)?
  /// How many looks pass before notices that could not be given are tried again: a number of looks, for
  /// the clock may be what is wrong.
  private var pause = 0
  private static let pauseLooks = 30
  /// How long another program's lock is waited for, and how long notices are given in one go.
  private static let tickMs: Int64 = 1_000

  init(worlds: Worlds) { self.worlds = worlds }

  /// Gives notices that are due, as many as one change has.
  ///
  /// - Returns: whether something was recorded since the last look, by whomever.
  /// - Throws: where the journal cannot be read; that notices cannot be given waits for the next write.
  func look() throws(Failure) -> Bool {
    var isNew = try lookAtJournal()
    pause = max(0, pause - 1)
    if let due = seen?.due, due <= worlds.rim.clock(), pause == 0 {
      do throws(Failure) {
        try tick()
        isNew = try lookAtJournal() || isNew
      } catch { pause = Self.pauseLooks }
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
    let begun = worlds.rim.clock()
    let whole = begun...begun.advanced(byMilliseconds: Self.tickMs)
    let patience = Attendant(isGone: { [worlds] in !whole.contains(worlds.rim.clock()) })
    try worlds.store.attended(by: patience) { () throws(Failure) in
      try worlds.store.writing { transaction throws(Failure) in
        let now = try worlds.instant(transaction, .mustFit)
        _ = try Ticker(transaction, now, worlds.rim.program).tick()
      }
    }
  }
}
