import JSON
import SupportDesk

/// The policy in force: the newest version of the newest policy.
struct PolicyReader {
  private let database: any Database

  init(_ database: any Database) { self.database = database }

  func read() throws(StorageFailure) -> PolicyFact {
    let payload = try database.first(
      """
      SELECT e.payload FROM policy AS p JOIN event AS e ON e.sequence = p.event
      ORDER BY p.event DESC LIMIT 1
      """
    ) { $0.text(0) }
    guard let payload else { throw .damaged("the store has no policy") }
    do {
      let value = try JSONReader.read(Array(payload.utf8)).value
      if case .policySet(let policy) = try DeskEvent(
        kind: "policy.set", payload: value, unseal: { _ in nil })
      {
        return policy
      }
    } catch {
      throw .damaged("the policy cannot be read: \(error)")
    }
    throw .damaged("the policy cannot be read")
  }
}
