package import ServiceLevels

/// Where a desk's journal lies: what the one door needs of a store, and nothing else.
///
/// Calls come from one thread. Every closure sees one state of the store. A store is proven by the
/// contract suite of the tests.
package protocol Store: AnyObject {
  /// Reads one state; never waits for a writer.
  func reading<Result>(
    _ body: (any Snapshot) throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Takes the write lock, runs the body, commits durably; a body that throws changes nothing.
  func writing<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Takes the write lock, runs the body and undoes all it did: a dry run.
  ///
  /// What the body gave is no promise: numbers are free again.
  func trying<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Reads one state for long, so that its attendant can use the store meanwhile.
  func surveying<Result>(
    _ body: (any Snapshot) throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Who waits for what it does from now on.
  var attendant: Attendant { get set }

  /// Checks the file, the chain, the vault and the projections (design.md section 4); a long read.
  func verify() throws(Failure) -> Verification

  /// Writes a whole, consistent copy; refuses a path that exists.
  ///
  /// Where the store can be written it notes where the copy lies.
  ///
  /// - Returns: where the copy's journal ends.
  func backUp(to path: String, at instant: Instant) throws(Failure) -> Anchor

  /// Overwrites whatever the store's files hold and no row does, notes that it was done, and
  /// searches the files for lines.
  ///
  /// It needs as much room as the store has, and that nobody is reading.
  ///
  /// - Parameter lines: what was erased; empty where that is no longer known.
  /// - Throws: `unswept` where it could not be done; it can be done again.
  func sweep(after person: PersonNumber, for lines: [String]) throws(Failure) -> Sweep

  /// Looks at file, lists and notices without proving them.
  ///
  /// - Parameter scope: of who asks.
  func examine(at instant: Instant, for scope: Scope) throws(Failure) -> StoreFacts
}

extension Store {
  /// Runs a body for which somebody else waits.
  package func attended<Result>(
    by attendant: Attendant, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = self.attendant
    self.attendant = attendant
    defer { self.attendant = before }
    return try body()
  }
}
