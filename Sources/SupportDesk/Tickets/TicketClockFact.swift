import ServiceLevels

/// What one event does to the clocks of its ticket, and when.
struct TicketClockFact: Equatable {
  let mark: Mark
  let effect: Effect

  /// Small, for a ticket has as many as it has messages, and folds are remembered.
  enum Effect: Equatable {
    /// Ends the response clock that runs.
    case answered(Ending)
    /// The customer wrote, and may be owed an answer.
    indirect case asked(Promise?)
    /// Other terms, and what of the ticket makes them.
    indirect case promised(Terms, Standing)
    /// An answer is owed since before, for the words of another ticket.
    indirect case owes(OwedAnswer)
    /// Nothing of it is promised any more, for this reason.
    case given(up: String)
    /// Whether clocks rest meanwhile, and whether somebody forced it.
    case waited(pauses: Bool, isForced: Bool)
    case resumed
    case ended
    case reopened
  }

  /// Why a clock ends that nobody need answer.
  static let excused = "no reply needed"

  /// The facts of an event, in their order.
  ///
  /// - Parameters:
  ///   - status: before and behind the event, as recorded.
  ///   - standing: behind the event.
  ///   - waitingSince: when the wait began that the event may end: it ends when the message occurred
  ///     that ends it, and never before (design.md section 4).
  static func all(
    of event: TicketEvent, status: (from: Status, to: Status), standing: Standing,
    waitingSince: Instant?, at mark: Mark
  ) -> [TicketClockFact] {
    var effects: [Effect] = []
    switch event {
    case .replied(let reply): if reply.answers { effects.append(.answered(.answered)) }
    case .responded: effects.append(.answered(.answered))
    case .received(let message): effects.append(.asked(message.response))
    case .resolved: effects.append(.answered(.endedByResolution))
    case .excused: effects.append(.answered(.cancelled(reason: Self.excused)))
    case .absorbed(let merge):
      if let owed = merge.owed { effects.append(.owes(owed)) }
    case .merged(let target): effects.append(.given(up: "merged into \(target)"))
    case .opened, .assigned, .released, .noted, .waited, .resumed, .reopened, .closed, .tagged,
      .untagged, .followed, .notified, .withdrawn, .renamed, .transferred, .prioritised,
      .repromised,
      .split, .linked, .unlinked, .snoozed, .woken:
      break
    }
    if let terms = event.terms { effects.append(.promised(terms, standing)) }
    var facts = effects.map { TicketClockFact(mark: mark, effect: $0) }
    let endsThis = status.from == .waiting && status.to != .waiting
    if endsThis {
      var end = Mark(at: max(mark.at, waitingSince ?? mark.at), source: mark.source)
      // What was said on the other ticket ended it when it was said (service-levels.md 1.2).
      if case .absorbed(let merge) = event, let resumed = merge.resumed {
        end = Mark(at: max(resumed, waitingSince ?? resumed), source: mark.source)
      }
      facts.append(TicketClockFact(mark: end, effect: .resumed))
    }
    if case .received = event, !endsThis || mark.at < waitingSince ?? mark.at {
      // Recorded late, it may end a wait before this one, that something else ended since.
      facts.append(TicketClockFact(mark: mark, effect: .resumed))
    }
    switch (status.from.isLive, status.to.isLive) {
    case (true, false): facts.append(TicketClockFact(mark: mark, effect: .ended))
    case (false, true): facts.append(TicketClockFact(mark: mark, effect: .reopened))
    default:
      if case .received(let message) = event, message.reopens {
        facts.append(TicketClockFact(mark: mark, effect: .reopened))
      }
    }
    if case .waited(let wait) = event, status.from != .waiting {
      facts.append(
        TicketClockFact(
          mark: mark, effect: .waited(pauses: wait.pauses, isForced: wait.because != nil)))
    }
    return facts
  }
}
