import JSON
import SupportDesk

/// The policy in force: the newest version of the newest policy.
struct PolicyReader {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func read() throws(StorageFailure) -> PolicyFact {
    let payload = try connection.first(
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
