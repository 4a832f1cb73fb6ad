import SupportDesk

/// What a command may do with the store as a whole: prove it, copy it; never write into it.
protocol Custody {
  /// Checks chain, projections and vault.
  func verify() throws(Failure) -> Verification

  /// Writes a whole, consistent copy; refuses a path that exists.
  func backUp(to path: String) throws(Failure)

  /// Whether the journal holds a change of that number and hash.
  func holds(change: Int64, hash: String) throws(Failure) -> Bool
}

/// The custody of a store.
struct StoreCustody: Custody {
  let store: any Store

  func verify() throws(Failure) -> Verification { try store.verify { _, _ in } }

  func backUp(to path: String) throws(Failure) { try store.backUp(to: path) }

  func holds(change: Int64, hash: String) throws(Failure) -> Bool {
    var holds = false
    try store.reading { state throws(Failure) in
      try state.journal(at: change) { entry throws(Failure) in holds = entry.hash == hash }
    }
    return holds
  }
}
