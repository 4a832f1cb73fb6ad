import SupportDesk

/// The policy in force: the newest version of the newest policy.
struct PolicyReader {
  private let database: any Database

  init(_ database: any Database) { self.database = database }

  func read() throws(StorageFailure) -> PolicyFact {
    let found = try database.first(
      """
      SELECT e.sequence, e.kind, e.payload FROM policy AS p JOIN event AS e ON e.sequence = p.event
      ORDER BY p.event DESC LIMIT 1
      """
    ) { ($0.integer(0), $0.text(1), $0.text(2)) }
    guard let (sequence, kind, payload) = found else { throw .damaged("the store has no policy") }
    let event = try Journal.deskEvent(sequence, kind, payload, unseal: { _ in nil })
    guard case .policySet(let policy) = event else {
      throw .damaged("event \(sequence), of kind \(kind), sets no policy")
    }
    return policy
  }
}
