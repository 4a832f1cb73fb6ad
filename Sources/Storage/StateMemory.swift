import SupportDesk

/// What was read of one state of the database, for the calls that come one after the other while nobody
/// commits anything; a transaction that has written remembers nothing.
final class StateMemory {
  private let database: any Database
  private var state: Int64?
  private var tail: Journal.Tail?
  private var people: [Who: Person?] = [:]
  private static let peopleMax = 4_096

  /// By what a person is found.
  enum Who: Hashable {
    case number(PersonNumber)
    case uid(Int64)
  }

  init(of database: any Database) { self.database = database }

  /// Whether what is remembered, or read now, is of the state that the transaction sees.
  private func isOfOneState() -> Bool {
    guard let now = database.state else { return false }
    if now != state {
      forget()
      state = now
    }
    return true
  }

  func forget() {
    state = nil
    tail = nil
    people.removeAll(keepingCapacity: true)
  }

  func tail(
    _ read: () throws(StorageFailure) -> Journal.Tail
  ) throws(StorageFailure) -> Journal.Tail {
    guard isOfOneState() else { return try read() }
    if let tail { return tail }
    let found = try read()
    tail = found
    return found
  }

  /// - Parameter read: finds the person, or nil where there is none.
  func person(
    _ who: Who, _ read: () throws(StorageFailure) -> Person?
  ) throws(StorageFailure) -> Person? {
    guard isOfOneState() else { return try read() }
    if let known = people[who] { return known }
    let found = try read()
    if people.count >= Self.peopleMax { people.removeAll(keepingCapacity: true) }
    people[who] = .some(found)
    return found
  }
}
