/// A state of the store that can be added to.
package protocol Transaction: Snapshot {
  /// Appends one change with its events and folds it into the projections.
  ///
  /// - Returns: the change's number.
  func append(_ change: Change) throws(Failure) -> AppendedChange

  func remember(_ call: RememberedCall, key: String, actor: String) throws(Failure)

  /// Records how far an import has come, so that it can go on from there.
  func record(_ progress: ImportProgress) throws(Failure)

  /// Keeps a draft, in the place of one with its number; drops whatever is too old by its instant.
  func keep(_ draft: Draft, of person: PersonNumber) throws(Failure)
  /// One more than the highest number of the person's drafts; 1 where there is none.
  func nextDraft(of person: PersonNumber) throws(Failure) -> Int64
  /// Does nothing where there is no such draft.
  func dropDraft(_ number: Int64, of person: PersonNumber) throws(Failure)

  /// Deletes what an erasure names, with its salts, and the keys of calls that spoke of the person.
  ///
  /// Its event is recorded by the same transaction. The files may hold what was deleted until they
  /// are swept.
  func erase(_ erasure: Erasure) throws(Failure)

  /// The next free numbers.
  func nextTicket() throws(Failure) -> TicketNumber
  func nextPerson() throws(Failure) -> PersonNumber
}
