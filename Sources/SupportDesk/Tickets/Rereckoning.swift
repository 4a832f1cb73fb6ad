package import ServiceLevels

extension TicketEvent {
  package func corrected(notAfter limit: Instant, _ budgets: [CorrectedBudget]) -> TicketEvent {
    if case .notified(var notice) = self {
      notice.due = min(notice.due, limit)
      notice.sent = min(notice.sent, limit)
      // It was true of a clock that is read otherwise now.
      notice.deadline = nil
      return .notified(notice)
    }
    var event = self
    if case .absorbed(var merge) = event {
      merge.said = merge.said.map { min($0, limit) }
      merge.resumed = merge.resumed.map { min($0, limit) }
      if let since = merge.owed?.since { merge.owed?.since = min(since, limit) }
      event = .absorbed(merge)
    }
    // In the order in which they were recorded: the last stands.
    for budget in budgets {
      event = event.promising { clock, late, promise in
        if clock == budget.clock, late?.change == budget.change {
          promise.budgetMs = budget.budgetMs
        }
      }
    }
    return event
  }

  package var calendarNames: Set<String> {
    var names: Set<String> = []
    _ = promising { _, _, promise in names.insert(promise.calendar) }
    return names
  }

  /// The event with each of its promises changed; of a late one it is told which.
  func promising(
    _ change: (ClockName, _ late: LatePromise?, inout Promise) -> Void
  ) -> TicketEvent {
    func changed(_ promises: [LatePromise]) -> [LatePromise] {
      promises.map { late in
        var new = late
        change(.nextResponse, late, &new.promise)
        return new
      }
    }
    func changed(_ terms: Terms) -> Terms {
      var new = terms
      for clock in ClockName.allCases {
        guard var promise = new.promises[clock] else { continue }
        change(clock, nil, &promise)
        new.promises[clock] = promise
      }
      return new
    }
    switch self {
    case .opened(var opened):
      opened.terms = changed(opened.terms)
      return .opened(opened)
    case .received(var received):
      if var promise = received.response {
        change(.nextResponse, nil, &promise)
        received.response = promise
      }
      received.promised = changed(received.promised)
      return .received(received)
    case .absorbed(var merge):
      for clock in [ClockName.response, .nextResponse] {
        guard var promise = merge.owed?.promises[clock] else { continue }
        change(clock, nil, &promise)
        merge.owed?.promises[clock] = promise
      }
      return .absorbed(merge)
    case .replied(var reply):
      reply.promised = changed(reply.promised)
      return .replied(reply)
    default: return terms.map { with(changed($0)) } ?? self
    }
  }
}

extension Ticket {
  /// What the policy promises from the times that are true, where that is not what was promised.
  ///
  /// - Parameters:
  ///   - history: the whole of a ticket's, with its corrections, the one to be made among them.
  ///   - changes: those that the correction is about.
  ///   - version: the version of the policy by which a promise was given, with its zone.
  package static func correctedBudgets(
    _ number: TicketNumber, _ history: [Recorded<TicketEvent>], of changes: ClosedRange<Int64>,
    _ calendars: Calendars, by version: (Promise) -> (policy: PolicyFact, zone: Zone)?
  ) -> [CorrectedBudget] {
    var ticket: Ticket?
    var budgets: [CorrectedBudget] = []
    for var event in history {
      if changes.contains(event.change) {
        let recorded = event
        event.event = event.event.promising { clock, late, promise in
          guard let (policy, zone) = version(promise),
            let (standing, start) = ticket.basis(of: clock, late, recorded),
            let budget = policy.promise(
              clock, for: standing, from: start, in: zone, by: calendars
            )?.budgetMs, budget != promise.budgetMs
          else { return }
          promise.budgetMs = budget
          budgets.append(
            .init(
              event: recorded.sequence, clock: clock, change: late?.change, budgetMs: budget))
        }
      }
      if ticket == nil { ticket = Ticket(number, [event]) } else { ticket?.apply(event) }
    }
    return budgets
  }
}

extension Ticket? {
  /// For which standing an event promised something of a clock, and from when; nil where that is not
  /// to be found.
  fileprivate func basis(
    of clock: ClockName, _ late: TicketEvent.LatePromise?, _ recorded: Recorded<TicketEvent>
  ) -> (Standing, Instant)? {
    let at = recorded.occurredAt
    guard let ticket = self else {
      if case .opened(let opened) = recorded.event {
        return (Standing(priority: opened.priority, customer: opened.customer), at)
      }
      return nil
    }
    let clocks = ticket.clocks
    if let late {
      // No clock may run from those words as yet: it is this event that lets one.
      let start = if let words = late.clock { clocks.asked(by: words) } else { at }
      let change = clocks.changes.first { $0.mark.source == late.change }
      guard let change, let start else { return nil }
      return (change.standing, start)
    }
    if case .absorbed(let merge) = recorded.event, let owed = merge.owed {
      return (ticket.standing, owed.since)
    }
    guard let terms = recorded.event.terms else { return (clocks.standing(at: at), at) }
    var behind = ticket
    behind.apply(recorded)
    return (behind.standing, terms.restarts ? at : clocks.promisedFrom(clock) ?? at)
  }
}
