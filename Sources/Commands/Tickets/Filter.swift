import Interpreter
import ServiceLevels
import SupportDesk

/// Stand-in until the filter's value type is merged.
struct Filter {
  let canonical: String
  let condition: TicketCondition

  init(_ text: String, _ desk: Reading) throws(Failure) {
    canonical = text.isEmpty ? "mine or nobody's" : text
    var terms: [TicketCondition] = []
    if !text.contains("all") { terms.append(.status([.new, .open, .waiting])) }
    if text.isEmpty, desk.actor.roles.contains(.agent) {
      terms.append(.agent([desk.actor.number], orNobody: true))
    }
    condition = .all(terms)
  }
}
