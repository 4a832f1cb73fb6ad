import SupportDesk

extension JournalState {
  private var table: DraftTable { DraftTable(database) }

  func drafts(of person: PersonNumber) throws(Failure) -> [Draft] {
    try wrapped { () throws(StorageFailure) in try table.drafts(of: person) }
  }

  func keep(_ draft: Draft, of person: PersonNumber) throws(Failure) {
    // A clock that may be years ahead drops nobody's text: no write was asked whether it is right.
    let head = try head()
    let now = head.fit(of: draft.at) == .leapt ? head.recordedAt : draft.at
    try wrapped { () throws(StorageFailure) in try table.keep(draft, of: person, at: now) }
  }

  func nextDraft(of person: PersonNumber) throws(Failure) -> Int64 {
    try wrapped { () throws(StorageFailure) in try table.next(of: person) }
  }

  func dropDraft(_ number: Int64, of person: PersonNumber) throws(Failure) {
    try wrapped { () throws(StorageFailure) in try table.drop(number, of: person) }
  }
}
