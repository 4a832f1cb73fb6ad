import Interpreter
import SupportDesk

/// The words for what is refused of a ticket because of another, or of a time.
extension Wording {
  func ofRelations(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .unchanged(let ticket, let what):
      return Problem(.unchanged, "the \(what) of \(ticket) is so already")
    case .merged(let ticket, let into):
      var problem = Problem(.illegalTransition, "\(ticket) goes on as \(into)")
      problem.hint = "say \(into.value) in its place"
      return problem
    case .mergedApart(let ticket, let into):
      var problem = Problem(
        .illegalTransition, "\(ticket) goes on as \(into), which is another customer's now")
      problem.hint = "say \(into.value) where it is for that one"
      return problem
    case .mergedSince(let ticket, let into, let at):
      var problem = Problem(
        .illegalTransition,
        "\(ticket) goes on as \(into) since \(wall.moment(at).long): what was answered before that is not"
          + " told late any more")
      problem.hint = "reply \(into.value) at a time where it answered \(into), too"
      return problem
    case .saidBefore(let ticket, let message):
      return Problem(
        .illegalTransition,
        "message \(message) was said while \(ticket) was another customer's, and is not for this one"
      )
    case .isPart(let ticket, let message, let part):
      return Problem(.unchanged, "message \(message) of \(ticket) is \(part) already")
    case .ownTicket(let ticket):
      var problem = Problem(.illegalTransition, "\(ticket) is what you asked for yourself")
      problem.hint = "another of the staff says whether you are owed an answer"
      return problem
    case .mergeOfItself(let ticket):
      return Problem(.badValue, "\(ticket) cannot go on as itself")
    case .linkToItself(let ticket):
      return Problem(.badValue, "\(ticket) has to do with itself anyway")
    case .customersDiffer(let one, let other):
      var problem = Problem(
        .illegalTransition, "\(one) and \(other) are not the same customer's")
      problem.hint = "transfer one of them first, or link \(one.value) to \(other.value)"
      return problem
    case .notLive(let ticket, let status):
      var problem = Problem(.illegalTransition, "\(ticket) is \(status.rawValue)")
      problem.hint = "reopen \(ticket.value) first"
      return problem
    case .noSuchMessage(let ticket, let event):
      var problem = Problem(.notFound, "\(event) is no message of the customer's on \(ticket)")
      problem.hint = "history \(ticket.value) shows their numbers"
      return problem
    case .notSnoozed(let ticket): return Problem(.unchanged, "\(ticket) is not snoozed")
    case .hasPassed(let at):
      return Problem(.badValue, "\(wall.moment(at).long) has passed")
    default: preconditionFailure("\(refusal) has no words")
    }
  }
}
