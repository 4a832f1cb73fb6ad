package import ServiceLevels

extension TicketEvent {
  package func corrected(notAfter limit: Instant, _ budgets: [CorrectedBudget]) -> TicketEvent {
    if case .notified(var notice) = self {
      notice.due = min(notice.due, limit)
      notice.sent = min(notice.sent, limit)
      return .notified(notice)
    }
    var event = self
    // In the order in which they were recorded: the last stands.
    for budget in budgets {
      event = event.promising { clock, promise in
        if clock == budget.clock { promise.budgetMs = budget.budgetMs }
      }
    }
    return event
  }

  /// The event with each of its promises changed.
  func promising(_ change: (ClockName, inout Promise) -> Void) -> TicketEvent {
    switch self {
    case .opened(var opened):
      change(.response, &opened.response)
      change(.resolution, &opened.resolution)
      return .opened(opened)
    case .received(var received):
      change(.nextResponse, &received.response)
      return .received(received)
    case .prioritised(var set):
      if var promise = set.response {
        change(.response, &promise)
        set.response = promise
      }
      if var promise = set.nextResponse {
        change(.nextResponse, &promise)
        set.nextResponse = promise
      }
      change(.resolution, &set.resolution)
      return .prioritised(set)
    case .assigned, .released, .replied, .noted, .waited, .resumed, .resolved, .reopened, .closed,
      .tagged, .untagged, .responded, .followed, .notified, .withdrawn, .renamed, .transferred:
      return self
    }
  }
}

extension Ticket {
  /// What the policy promises from the times that are true, where that is not what was promised.
  ///
  /// - Parameters:
  ///   - history: the whole of a ticket's, with its corrections, the one to be made among them.
  ///   - changes: those that the correction is about.
  package static func correctedBudgets(
    _ number: TicketNumber, _ history: [Recorded<TicketEvent>], of changes: ClosedRange<Int64>,
    by policy: PolicyFact, in zone: Zone
  ) -> [CorrectedBudget] {
    var ticket: Ticket?
    var budgets: [CorrectedBudget] = []
    for var event in history {
      let priority = event.event.priority ?? ticket?.priority
      if changes.contains(event.change), let priority {
        event.event = event.event.promising { clock, promise in
          // What another version promised is not known here.
          guard promise.policy == policy.name, promise.policyVersion == policy.version else {
            return
          }
          let start = ticket?.clocks.start(of: clock, behind: event.event) ?? event.occurredAt
          let budget = policy.promise(clock, for: priority, from: start, in: zone).budgetMs
          if budget == promise.budgetMs { return }
          promise.budgetMs = budget
          budgets.append(.init(event: event.sequence, clock: clock, budgetMs: budget))
        }
      }
      if ticket == nil { ticket = Ticket(number, [event]) } else { ticket?.apply(event) }
    }
    return budgets
  }
}

extension TicketEvent {
  /// How pressing the ticket is from this event on; nil where it does not say so.
  fileprivate var priority: Priority? {
    switch self {
    case .opened(let opened): opened.priority
    case .prioritised(let set): set.priority
    default: nil
    }
  }
}

extension TicketClocks {
  /// From where a promise is reckoned that changes a clock; nil where the event starts it.
  fileprivate func start(of clock: ClockName, behind event: TicketEvent) -> Instant? {
    guard case .prioritised = event else { return nil }
    return switch clock {
    case .response: response.start.at
    case .nextResponse: nextResponses.last?.start.at
    case .resolution: resolution.start.at
    }
  }
}
