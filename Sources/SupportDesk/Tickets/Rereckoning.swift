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
    switch self {
    case .opened(var opened):
      change(.response, nil, &opened.response)
      change(.resolution, nil, &opened.resolution)
      return .opened(opened)
    case .received(var received):
      change(.nextResponse, nil, &received.response)
      received.promised = changed(received.promised)
      return .received(received)
    case .replied(var reply):
      reply.promised = changed(reply.promised)
      return .replied(reply)
    case .prioritised(var set):
      if var promise = set.response {
        change(.response, nil, &promise)
        set.response = promise
      }
      if var promise = set.nextResponse {
        change(.nextResponse, nil, &promise)
        set.nextResponse = promise
      }
      change(.resolution, nil, &set.resolution)
      return .prioritised(set)
    case .assigned, .released, .noted, .waited, .resumed, .resolved, .reopened, .closed, .tagged,
      .untagged, .responded, .followed, .notified, .withdrawn, .renamed, .transferred, .excused:
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
    by policy: PolicyFact, in zone: Zone, _ calendars: Calendars
  ) -> [CorrectedBudget] {
    var ticket: Ticket?
    var budgets: [CorrectedBudget] = []
    for var event in history {
      if changes.contains(event.change) {
        let recorded = event
        event.event = event.event.promising { clock, late, promise in
          // What another version promised is not known here.
          guard promise.policy == policy.name, promise.policyVersion == policy.version,
            let (priority, start) = ticket.basis(of: clock, late, recorded)
          else { return }
          let budget = policy.promise(
            clock, for: priority, from: start, in: zone, by: calendars
          ).budgetMs
          if budget == promise.budgetMs { return }
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
  /// For which priority an event promised something of a clock, and from when; nil where that is not
  /// to be found.
  fileprivate func basis(
    of clock: ClockName, _ late: TicketEvent.LatePromise?, _ recorded: Recorded<TicketEvent>
  ) -> (Priority, Instant)? {
    let at = recorded.occurredAt
    guard let clocks = self?.clocks else {
      if case .opened(let opened) = recorded.event { return (opened.priority, at) }
      return nil
    }
    if let late {
      // No clock may run from those words as yet: it is this event that lets one.
      let start = if let words = late.clock { clocks.asked(by: words) } else { at }
      let change = clocks.changes.first { $0.mark.source == late.change }
      guard let change, let start else { return nil }
      return (change.change.priority, start)
    }
    guard case .prioritised(let set) = recorded.event else { return (clocks.priority(at: at), at) }
    let start =
      switch clock {
      case .response: clocks.response.start.at
      case .nextResponse: clocks.nextResponses.last?.start.at
      case .resolution: clocks.resolution.start.at
      }
    return (set.priority, start ?? at)
  }
}
