package import ServiceLevels

/// What late words find promised: by the standing of their time, and by the changes since.
extension TicketClocks {
  /// The standing by which the ticket is promised at an instant, of the changes recorded by now.
  package func standing(at instant: Instant) -> Standing {
    changes.last { $0.mark.at <= instant }?.standing ?? opening.standing
  }

  /// The changes of terms, in the order in which they occurred, for none is recorded late.
  var changes: [(mark: Mark, standing: Standing)] {
    facts.compactMap { fact in
      if case .promised(_, let standing) = fact.effect { (fact.mark, standing) } else { nil }
    }
  }

  /// What the changes of terms since promise the next-response clocks that are owed at them once an
  /// event is known, and were not known to be.
  ///
  /// - Parameter promise: what is promised for a standing from the start of a clock, by a change at an
  ///   instant.
  package func latePromises(
    by event: TicketEvent, at instant: Instant,
    _ promise: (_ for: Standing, _ start: Instant, _ change: Instant) -> Promise?
  ) -> [TicketEvent.LatePromise] {
    // Behind what happens now, as nearly everything does, no change was; nor is one behind what was
    // recorded later of the same instant.
    guard changes.contains(where: { $0.mark.at > instant }) else { return [] }
    let mark = Mark(at: instant, source: .max)
    var known = self
    // Of response clocks no status decides.
    known.apply(event, status: (.open, .open), standing: standing, at: mark)
    let (before, after) = (owedAtChanges, known.owedAtChanges)
    return changes.compactMap { place, standing in
      guard let start = after[place.source], start != before[place.source],
        let promise = promise(standing, start.at, place.at)
      else { return nil }
      return .init(
        change: place.source, clock: start == mark ? nil : start.source, promise: promise)
    }
  }

  /// By the number of each change of terms since when an answer to later words is owed at it.
  private var owedAtChanges: [Int64: Mark] {
    var clocks = TicketClocks(opening)
    var marks: [Int64: Mark] = [:]
    for fact in inOrder {
      if case .promised = fact.effect, let owed = clocks.owed, owed.clock == .nextResponse {
        marks[fact.mark.source] = owed.since
      }
      clocks.take(fact)
    }
    return marks
  }
}

extension TicketEvent {
  /// What it promises clocks at changes of terms that are recorded already.
  var latePromises: [LatePromise] {
    switch self {
    case .replied(let reply): reply.promised
    case .received(let received): received.promised
    default: []
    }
  }
}
