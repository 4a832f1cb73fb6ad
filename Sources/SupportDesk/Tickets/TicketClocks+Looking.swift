package import ServiceLevels

/// What of them is looked at.
extension TicketClocks {
  /// Every clock with its ordinal among those of its name, in the order of lists.
  package var all: [(ordinal: Int64, clock: PromisedClock)] {
    ClockName.allCases.flatMap { name in
      clocks.filter { $0.name == name }.enumerated().map { (Int64($0.offset + 1), $0.element) }
    }
  }

  /// The last clock of a name; nil where none was ever promised.
  package func last(_ name: ClockName) -> PromisedClock? { clocks.last { $0.name == name } }

  /// The clock that a notice is about; nil where there is none any more.
  package func clock(of key: NoticeKey) -> PromisedClock? {
    clock(began: key.began, key.clock)
  }

  /// The clock, or resolution, of a name that an event began; nil where there is none.
  package func clock(began event: Int64, _ name: ClockName) -> PromisedClock? {
    clocks.first { $0.name == name && $0.began(event) }
  }

  /// The clock of a name that has not stopped.
  func running(_ name: ClockName) -> PromisedClock? { runningIndex(name).map { clocks[$0] } }

  /// Whether nobody waits for the desk to answer for the first time.
  package var isAnswered: Bool { owed?.clock != .response }

  /// Whether the customer waits for an answer.
  package var isAnswerOwed: Bool { owed != nil }

  /// From when on its clock counts, were it promised now; nil where they do not.
  package var answerCountsFrom: Instant? { owed.flatMap { start(of: $0.clock)?.at } }

  /// The calendars by which any of them was ever promised.
  package var calendarNames: Set<String> { Set(clocks.flatMap(\.calendarNames)) }

  /// One of those that the ticket was opened with; nil where there is none.
  package var openingPromise: Promise? { opening.terms.promises.first?.value }

  /// Since when clocks rest that do; nil where they do not.
  package var restsSince: Instant? { rests.last.flatMap { $0.reason == nil ? nil : $0.mark.at } }

  /// Since when the ticket was resolved at an instant by what was undone later; nil where it was not.
  package func resolvedSince(at instant: Instant) -> Instant? {
    var ended: Instant?
    for rest in rests where rest.isEnd {
      if rest.reason != nil {
        ended = rest.mark.at
      } else {
        if let since = ended, since <= instant, instant < rest.mark.at { return since }
        ended = nil
      }
    }
    return nil
  }

  /// When a clock began of which something was told, or was reopened; nil where no event begins one so.
  func begun(of key: NoticeKey) -> Instant? {
    facts.first { fact in
      guard fact.mark.source == key.began else { return false }
      return switch fact.effect {
      case .asked: !key.clock.rests
      case .reopened: key.clock.rests
      default: false
      }
    }?.mark.at
  }

  /// When the customer said something, in no order.
  var asked: [Instant] {
    facts.compactMap { fact in if case .asked = fact.effect { fact.mark.at } else { nil } }
  }

  /// When the customer's words of an event were said; nil where it has none.
  func asked(by event: Int64) -> Instant? {
    facts.first { fact in
      if case .asked = fact.effect { fact.mark.source == event } else { false }
    }?.mark.at
  }
}
