import Interpreter
import JSON
import SupportDesk

/// A row of the policy, and whether it is a ticket's.
struct PolicyRowMatch: Sendable {
  let row: PolicyFact.Row
  /// Why it is not the ticket's; nil of the one that is.
  let mismatch: PolicyFact.Row.Mismatch?
  /// As people read it.
  let words: String

  /// The rows of a version up to the ticket's own, in the order in which they are asked.
  static func all(of ticket: Ticket, _ desk: Reading) throws(Failure) -> [PolicyRowMatch] {
    let standing = ticket.standing
    var all: [PolicyRowMatch] = []
    for row in desk.policies.version(of: ticket).rows {
      let mismatch = row.mismatch(standing)
      let words =
        switch mismatch {
        case nil: "row \(row.rank)"
        case .priority:
          "row \(row.rank) is for \(row.priorities.map(\.rawValue).joined(separator: ", "))"
        case .tag(let tag): "row \(row.rank) is for what is tagged \(tag)"
        case .customer(let customer): "row \(row.rank) is for \(try desk.answer(customer).name)"
        }
      all.append(PolicyRowMatch(row: row, mismatch: mismatch, words: words))
      if mismatch == nil { break }
    }
    return all
  }

  static let shape = Shape<PolicyRowMatch>(
    "PolicyRowMatch",
    [
      Field("rank", "The row.", .count, \.row.rank),
      Field("matches", "Whether it is the ticket's.", .flag) { $0.mismatch == nil },
      Field(
        maybe: "mismatch", "What of the ticket it is not for.",
        .word(["priority", "tag", "customer"])
      ) { match in
        match.mismatch.map { mismatch in
          switch mismatch {
          case .priority: "priority"
          case .tag: "tag"
          case .customer: "customer"
          }
        }
      },
      Field("text", "The row as the policy has it.", .text, \.row.text),
    ])
}
