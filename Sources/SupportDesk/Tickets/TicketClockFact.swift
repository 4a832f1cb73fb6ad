import ServiceLevels

/// What one event does to the clocks of its ticket, and when.
struct TicketClockFact {
  let mark: Mark
  let change: Change

  enum Change {
    /// Ends the response clock that runs.
    case answered(Ending)
    /// The customer wrote, and may be owed an answer.
    case asked(Promise)
    case promised(TicketEvent.Prioritised)
    case waited
    case resumed
    case ended
    case reopened
  }

  /// The facts of an event, in their order.
  ///
  /// - Parameters:
  ///   - status: before and behind the event, as recorded.
  ///   - waitingSince: when the wait began that the event may end: it ends when the message occurred
  ///     that ends it, and never before (design.md section 4).
  static func all(
    of event: TicketEvent, status: (from: Status, to: Status), waitingSince: Instant?, at mark: Mark
  ) -> [TicketClockFact] {
    var changes: [Change] = []
    switch event {
    case .replied(let reply): if reply.answers { changes.append(.answered(.answered)) }
    case .responded: changes.append(.answered(.answered))
    case .received(let message): changes.append(.asked(message.response))
    case .prioritised(let change): changes.append(.promised(change))
    case .resolved: changes.append(.answered(.endedByResolution))
    case .opened, .assigned, .released, .noted, .waited, .resumed, .reopened, .closed, .tagged,
      .untagged, .followed, .notified, .withdrawn, .renamed, .transferred:
      break
    }
    var facts = changes.map { TicketClockFact(mark: mark, change: $0) }
    if status.from == .waiting, status.to != .waiting {
      let end = Mark(at: max(mark.at, waitingSince ?? mark.at), source: mark.source)
      facts.append(TicketClockFact(mark: end, change: .resumed))
    } else if case .received = event {
      // Recorded late, it may end a wait that something else ended since.
      facts.append(TicketClockFact(mark: mark, change: .resumed))
    }
    switch (status.from.isLive, status.to.isLive) {
    case (true, false): facts.append(TicketClockFact(mark: mark, change: .ended))
    case (false, true): facts.append(TicketClockFact(mark: mark, change: .reopened))
    default: break
    }
    if status.to == .waiting, status.from != .waiting {
      facts.append(TicketClockFact(mark: mark, change: .waited))
    }
    return facts
  }
}
