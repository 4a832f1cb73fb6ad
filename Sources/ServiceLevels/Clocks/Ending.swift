/// How a clock came to stop.
package enum Ending: Hashable, Sendable {
  /// What was owed was done: the customer was answered, or the ticket resolved with words.
  case answered
  /// The ticket was resolved without the public text that was owed.
  case endedByResolution
  /// The promise was withdrawn: a merge, a policy that no longer matches.
  case cancelled(reason: String)
}

/// What became of the promise in one cycle.
package enum Verdict: Hashable, Sendable {
  /// The clock has not stopped, and the budget is not exceeded.
  case open
  /// Answered with no more than the budget used.
  case met
  /// More than the budget was used, stopped or not, and however it stopped later.
  case missed
  /// Resolved silently before the budget was exceeded.
  case endedByResolution
  /// Withdrawn before the budget was exceeded.
  case cancelled

  /// The one inequality: missed if more than the budget was used, and only then.
  init(elapsedMs: Int64, budgetMs: Int64, ending: Ending?) {
    guard elapsedMs <= budgetMs else {
      self = .missed
      return
    }
    switch ending {
    case nil: self = .open
    case .answered: self = .met
    case .endedByResolution: self = .endedByResolution
    case .cancelled: self = .cancelled
    }
  }
}
