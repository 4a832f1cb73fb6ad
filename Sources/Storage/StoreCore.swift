import SupportDesk

/// What every part of a store shares: the database, who the store is, and folds it remembers.
final class StoreCore {
  let database: any Database
  /// Of its file, for those who are told of it.
  let path: String
  let identity: [UInt8]
  let salting: Salting
  /// Folds that are known to be current: valid while the journal's head is the one remembered.
  private var known: [TicketNumber: Ticket] = [:]
  private var knownHead: Int64 = -1

  init(database: any Database, path: String, identity: [UInt8], salting: Salting) {
    self.database = database
    self.path = path
    self.identity = identity
    self.salting = salting
  }

  var journal: Journal {
    Journal(
      database: database, identity: identity,
      vault: Vault(database: database, salting: salting))
  }

  // MARK: Folds known to be current

  private static let knownMax = 32_768

  func recall(_ number: TicketNumber, head: Int64) -> Ticket? {
    if head != knownHead { forgetFolds() }
    knownHead = head
    return known[number]
  }

  func keep(_ ticket: Ticket, head: Int64) {
    if head != knownHead && head != knownHead + 1 || known.count >= Self.knownMax { forgetFolds() }
    knownHead = head
    known[ticket.number] = ticket
  }

  private func forgetFolds() {
    known.removeAll(keepingCapacity: true)
    knownHead = -1
  }

  /// Forgets everything, for what is there may be undone or other than it was.
  func forget() {
    forgetFolds()
    knownCorrections = nil
  }

  // MARK: Corrections known to be all

  /// Valid while nothing was recorded of the desk itself, which is seldom.
  private var knownCorrections: (version: Int64, all: Corrections)?

  /// What was found out of clocks.
  func corrections() throws(StorageFailure) -> Corrections {
    let version = try journal.version(of: StreamName.desk.text)
    if let known = knownCorrections, known.version == version { return known.all }
    let all = try journal.corrections()
    knownCorrections = (version, all)
    return all
  }
}
