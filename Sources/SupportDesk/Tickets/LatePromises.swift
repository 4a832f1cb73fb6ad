package import ServiceLevels

/// What late words find promised: by the priority of their time, and by the changes since.
extension TicketClocks {
  /// The priority at an instant, of those recorded by now.
  package func priority(at instant: Instant) -> Priority {
    changes.last { $0.mark.at <= instant }?.change.priority ?? firstPriority
  }

  /// What the changes of priority since promise the next-response clocks that run at them once an
  /// event is known, and were not known to.
  ///
  /// - Parameter promise: what is promised for a priority from the start of a clock.
  package func latePromises(
    by event: TicketEvent, at instant: Instant, _ promise: (Priority, Instant) -> Promise
  ) -> [TicketEvent.LatePromise] {
    // Of what happens now, as nearly everything does, no change was before.
    guard changes.contains(where: { $0.mark.at >= instant }) else { return [] }
    let mark = Mark(at: instant, source: .max)
    var known = self
    // Of response clocks no status decides.
    known.apply(event, status: (.open, .open), at: mark)
    let (before, after) = (runningAtChanges, known.runningAtChanges)
    return changes.compactMap { place, change in
      guard let start = after[place.source], start != before[place.source] else { return nil }
      return .init(
        change: place.source, clock: start == mark ? nil : start.source,
        promise: promise(change.priority, start.at))
    }
  }
}

extension TicketEvent {
  /// What it promises clocks at changes of priority that are recorded already.
  var latePromises: [LatePromise] {
    switch self {
    case .replied(let reply): reply.promised
    case .received(let received): received.promised
    default: []
    }
  }
}
