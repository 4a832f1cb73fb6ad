/// What an event of the journal tells, in the words of programs that follow it (rpc.md 2.8).
package enum JournalEventType: String, CaseIterable, Sendable {
  case opened = "ticket.opened"
  case assigned = "ticket.assigned"
  case released = "ticket.released"
  case replied = "ticket.replied"
  case noted = "ticket.noted"
  case received = "ticket.received"
  case waited = "ticket.waited"
  case resumed = "ticket.resumed"
  case resolved = "ticket.resolved"
  case reopened = "ticket.reopened"
  case closed = "ticket.closed"
  case prioritised = "ticket.prioritised"
  case tagged = "ticket.tagged"
  case untagged = "ticket.untagged"
  case responded = "ticket.responded"
  case followed = "ticket.followed"
  case renamed = "ticket.renamed"
  case transferred = "ticket.transferred"
  case excused = "ticket.excused"
  case repromised = "ticket.repromised"
  case merged = "ticket.merged"
  case absorbed = "ticket.absorbed"
  case split = "ticket.split"
  case linked = "ticket.linked"
  case unlinked = "ticket.unlinked"
  case snoozed = "ticket.snoozed"
  case woken = "ticket.woken"
  /// A threshold before the last was reached.
  case warning = "sla.warning"
  /// The time is up.
  case breached = "sla.breached"
  /// What was told of a clock is not so.
  case withdrawn = "notice.withdrawn"

  /// Those that a word asks for: one, or by `sla.*` all that begin so; none where there is no such.
  package static func named(by word: String) -> [JournalEventType] {
    allCases.filter {
      word == $0.rawValue || word.hasSuffix(".*") && $0.rawValue.hasPrefix(word.dropLast())
    }
  }
}
