import SupportDesk

/// What a command may do with the store as a whole: prove it, copy it; never write into it.
protocol Custody {
  /// Checks the file, the chain, the vault and the projections.
  func verify() throws(Failure) -> Verification

  /// Writes a whole, consistent copy; refuses a path that exists.
  ///
  /// - Returns: where the copy's journal ends.
  func backUp(to path: String) throws(Failure) -> Anchor

  /// Whether the journal holds a change of that number and hash.
  func holds(change: Int64, hash: String) throws(Failure) -> Bool
}

/// The custody of a store.
struct StoreCustody: Custody {
  let store: any Store

  func verify() throws(Failure) -> Verification { try store.verify { _, _ in } }

  func backUp(to path: String) throws(Failure) -> Anchor { try store.backUp(to: path) }

  func holds(change: Int64, hash: String) throws(Failure) -> Bool {
    var holds = false
    try store.reading { state throws(Failure) in
      try state.journal(at: change) { entry throws(Failure) in holds = entry.hash == hash }
    }
    return holds
  }
}
