import SupportDesk

/// What every part of a store shares: the database, who the store is, and folds it remembers.
final class StoreCore {
  let database: any Database
  /// Of its file, for those who are told of it.
  let path: String
  let identity: [UInt8]
  let salting: Salting
  /// What was read of the state that the last transaction saw.
  let memory: StateMemory
  /// Folds that are known to be current: valid while the journal's head is the one remembered.
  private var known: [StreamName: any SupportDesk.Stream] = [:]
  private var knownHead: Int64 = -1
  /// The last change when this program committed last, and its hash.
  var acknowledged: (change: Int64, hash: [UInt8])?
  /// The state in which what was acknowledged was found.
  var checked: Int64?
  /// What was done for the changes up to one, when another file was found in this one's place.
  var rescued: (change: Int64, rescue: Rescue)?
  var attendant = Attendant() { didSet { database.giveUp(when: attendant.isGone) } }

  init(database: any Database, path: String, identity: [UInt8], salting: Salting) {
    self.database = database
    memory = StateMemory(of: database)
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

  /// The fold of a stream as it stands at the head, without its texts; nil where there is none.
  func current<S: SupportDesk.Stream>(
    _ stream: S.Type, _ number: S.Number, head: Int64
  ) throws(StorageFailure) -> S? {
    stand(at: head)
    if let fold = known[S.name(of: number)] as? S { return fold }
    guard let fold = S(number, try journal.history(stream, of: number, corrections())) else {
      return nil
    }
    keep(fold, number, head: head)
    return fold
  }

  /// Forgets what was remembered at another head.
  func stand(at head: Int64) {
    if head != knownHead { forgetFolds() }
    knownHead = head
  }

  /// Remembers a fold as it stands at the head, or as the change behind it leaves it.
  func keep<S: SupportDesk.Stream>(_ fold: S, _ number: S.Number, head: Int64) {
    if head != knownHead && head != knownHead + 1 || known.count >= Self.knownMax { forgetFolds() }
    knownHead = head
    known[S.name(of: number)] = fold
  }

  private func forgetFolds() {
    known.removeAll(keepingCapacity: true)
    knownHead = -1
  }

  /// Forgets everything, for what is there may be undone or other than it was.
  func forget() {
    forgetFolds()
    memory.forget()
    knownCorrections = Held()
    knownPolicies = Held()
  }

  // MARK: What is of few events, valid while none is recorded

  private var knownCorrections = Held<Corrections>()
  private var knownPolicies = Held<[Policy]>()

  /// What was made of events of which there are as many as a mark says, and the state in which that
  /// was seen last.
  private struct Held<Value> {
    private var known: (value: Value, mark: Int64, state: Int64?)?

    mutating func value(
      _ database: any Database, mark: () throws(StorageFailure) -> Int64,
      read: () throws(StorageFailure) -> (Value, Int64)
    ) throws(StorageFailure) -> Value {
      let state = database.state
      if let known {
        if state != nil, known.state == state { return known.value }
        if try mark() == known.mark {
          self.known?.state = state
          return known.value
        }
      }
      let (value, mark) = try read()
      known = (value, mark, state)
      return value
    }
  }

  /// What was found out of clocks.
  func corrections() throws(StorageFailure) -> Corrections {
    try knownCorrections.value(
      database, mark: { () throws(StorageFailure) in try journal.version(of: .desk) },
      read: { () throws(StorageFailure) in try journal.corrections() })
  }

  func policies() throws(StorageFailure) -> [Policy] {
    try knownPolicies.value(
      database,
      mark: { () throws(StorageFailure) in try StreamReader(database: database).last(.policy) },
      read: { () throws(StorageFailure) in try journal.policies() })
  }
}
