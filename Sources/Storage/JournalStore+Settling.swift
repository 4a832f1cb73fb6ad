import SupportDesk

/// How a store is left.
extension JournalStore {
  /// Takes the log into the file, as far as nobody reads it.
  ///
  /// - Returns: nil where all this program acknowledged is where it should be.
  package func settle() -> Unsettled? {
    let failure: StorageFailure
    do {
      try reading { _ in }
      try wrapped { () throws(StorageFailure) in try database.settle() }
      return nil
    } catch {
      core.rescue(from: error)
      guard case .storage(let fault) = error else { return nil }
      failure = fault
    }
    if let rescued = core.rescued { return .gone(upTo: rescued.change, rescued.rescue) }
    if case .damaged = failure, let acknowledged = core.acknowledged {
      return .gone(upTo: acknowledged.change, .failed(failure))
    }
    // Who acknowledged nothing leaves nothing behind; else only the log is not where it could be.
    return failure.isOfAnotherFile || core.acknowledged == nil ? nil : .log(failure)
  }
}
