import Interpreter
import SupportDesk

/// The words for what is refused of a ticket because of another, or of a time.
extension Wording {
  func ofRelations(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .unchanged(let ticket, let what):
      return Problem(.unchanged, "the \(what) of \(ticket) is so already")
    case .merged, .mergedApart, .mergedSince, .anothersThen, .saidBefore, .isPart, .ownTicket,
      .mergeOfItself:
      return ofMerges(refusal)
    case .linkToItself(let ticket):
      return Problem(.badValue, "\(ticket) has to do with itself anyway")
    case .customersDiffer(let one, let other):
      return Problem(
        .illegalTransition, "\(one) and \(other) are not the same customer's",
        hint: "transfer one of them first, or link \(one.value) to \(other.value)")
    case .notLive(let ticket, let status):
      return Problem(
        .illegalTransition, "\(ticket) is \(status.rawValue)", hint: "reopen \(ticket.value) first")
    case .noSuchMessage(let ticket, let event, let hasMerged):
      return Problem(
        .notFound, "\(event) is no message of the customer's on \(ticket)",
        hint: "history \(ticket.value) shows their numbers"
          + (hasMerged ? ", those of tickets that were merged into it their own" : ""))
    case .notSnoozed(let ticket): return Problem(.unchanged, "\(ticket) is not snoozed")
    case .hasPassed(let at):
      return Problem(.badValue, "\(wall.moment(at).long) has passed")
    default: preconditionFailure("\(refusal) has no words")
    }
  }

  private func ofMerges(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .merged(let ticket, let into):
      return Problem(
        .illegalTransition, "\(ticket) goes on as \(into)", hint: "say \(into.value) in its place")
    case .mergedApart(let ticket, let into):
      return Problem(
        .illegalTransition, "\(ticket) goes on as \(into), which is another customer's now",
        hint: "say \(into.value) where it is for that one")
    case .mergedSince(let ticket, let into, let at):
      var problem = Problem(
        .illegalTransition,
        "\(ticket) goes on as \(into) since \(wall.moment(at).long): what was answered before that is not"
          + " told late any more")
      problem.hint = "reply \(into.value) at a time where it answered \(into), too"
      return problem
    case .anothersThen(let ticket, let since):
      return Problem(
        .illegalTransition,
        "\(ticket) is this customer's since \(wall.moment(since).long) only",
        hint: "new for whose it was then opens one of theirs")
    case .saidBefore(let ticket, let message):
      return Problem(
        .illegalTransition,
        "message \(message) was said while \(ticket) was another customer's, and is not for this one"
      )
    case .isPart(let ticket, let message, let part):
      return Problem(.unchanged, "message \(message) of \(ticket) is \(part) already")
    case .ownTicket(let ticket):
      return Problem(
        .illegalTransition, "\(ticket) is what you asked for yourself",
        hint: "another of the staff says whether you are owed an answer")
    case .mergeOfItself(let ticket):
      return Problem(.badValue, "\(ticket) cannot go on as itself")
    default: preconditionFailure("\(refusal) has no words")
    }
  }
}

extension Problem {
  /// A problem and what to do instead.
  init(_ kind: ErrorKind, _ message: String, hint: String) {
    self.init(kind, message)
    self.hint = hint
  }
}
