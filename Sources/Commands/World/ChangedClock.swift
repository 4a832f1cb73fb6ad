import Interpreter
import ServiceLevels
import SupportDesk

/// A clock of which a change of calendar or policy makes another verdict or another due time.
struct ChangedClock: Sendable {
  let ticket: TicketNumber
  let clock: ClockName
  /// Which of the clocks of that name, and which of its cycles; 1 for the first.
  let ordinal: Int64
  let cycle: Int64
  /// Nil where it was not promised before.
  let before: State?
  let after: State
  /// Whether a budget was used up all the same that nobody takes back: the promise is another one since.
  let wasLate: Bool

  /// What was decided, and when it is due while it runs.
  struct State: Sendable {
    let verdict: Verdict
    let due: Moment?
    /// What is left of it while it rests; nil while it runs, and once it is decided.
    let leftMs: Int64?

    fileprivate var words: String {
      switch (verdict, due) {
      // What neither runs nor is decided rests.
      case (.open, let due?): "due \(due.short)"
      case (.open, nil): leftMs.map { "paused, \(DurationText.words($0)) left" } ?? "paused"
      case (.missed, nil) where leftMs != nil:
        "paused, overdue by \(DurationText.words(-(leftMs ?? 0)))"
      case (.missed, let due?): "overdue since \(due.short)"
      case (let verdict, _): verdict.word
      }
    }
  }

  private var isAnotherVerdict: Bool { before?.verdict != after.verdict }

  var words: String {
    let which = ordinal == 1 ? "" : " \(ordinal)"
    let again = cycle == 1 ? "" : " of cycle \(cycle)"
    return
      "\(ticket) \(clock.title)\(which)\(again): \(before?.words ?? "not promised") → \(after.words)"
  }

  /// Which clock it is, and what is decided: when it is due moves with the time of the change itself.
  ///
  /// - Parameter isFixed: whether the change's own time moves no due time.
  func binding(isFixed: Bool) -> String {
    let dues =
      isFixed
      ? "\(before?.due?.instant.milliseconds ?? 0) \(after.due?.instant.milliseconds ?? 0) " : ""
    return dues
      + "\(ticket) \(clock.rawValue) \(ordinal) \(cycle) \(before?.verdict.word ?? "") \(after.verdict.word)"
  }

  /// What whoever confirms a change reads of the clocks that are others by it: verdicts first, some of many by
  /// name.
  static func told(_ changes: [ChangedClock]) -> [String] {
    let verdicts = changes.filter(\.isAnotherVerdict)
    let others = changes.filter { !$0.isAnotherVerdict }
    var lines = [
      verdicts.isEmpty
        ? "no verdict changes"
        : verdicts.count == 1 ? "one verdict changes:" : "\(verdicts.count) verdicts change:"
    ]
    lines += named(verdicts)
    if verdicts.contains(where: { $0.before?.verdict == .missed && $0.wasLate }) {
      lines.append("what was missed stays in `report breaches`")
    }
    if others.isEmpty { return lines }
    lines.append(
      others.count == 1
        ? "one clock is due at another time:" : "\(others.count) clocks are due at another time:")
    return lines + named(others)
  }

  private static func named(_ changes: [ChangedClock]) -> [String] {
    let rest = changes.count - shownMax
    return changes.prefix(shownMax).map { "  " + $0.words }
      + (rest > 0 ? ["  and \(rest) more"] : [])
  }

  /// Of so many a question names each.
  private static let shownMax = 20

  /// What is another in the readings of a clock at one instant.
  ///
  /// - Parameter before: nil where there was no such clock.
  static func all(
    of ticket: TicketNumber, _ clock: ClockName, _ ordinal: Int64, before: ClockReading?,
    after: ClockReading, _ wall: Wall
  ) -> [ChangedClock] {
    after.cycles.indices.compactMap { index in
      let isLast = index == after.cycles.count - 1
      func state(_ reading: ClockReading) -> State? {
        guard reading.cycles.indices.contains(index) else { return nil }
        return State(
          verdict: reading.cycles[index].verdict,
          due: isLast ? reading.due.map(wall.moment) : nil,
          leftMs: isLast && reading.state.isPaused ? reading.remainingMs : nil)
      }
      guard let new = state(after) else { return nil }
      let old = before.flatMap(state)
      if let old, old.verdict == new.verdict, old.due?.instant == new.due?.instant,
        old.leftMs == new.leftMs
      {
        return nil
      }
      return ChangedClock(
        ticket: ticket, clock: clock, ordinal: ordinal,
        cycle: Int64(after.cycles[index].cycle), before: old, after: new,
        wasLate: new.verdict != .missed
          && after.breaches.contains { $0.cycle == after.cycles[index].cycle })
    }
  }

  /// Those of a ticket as a change would leave it.
  ///
  /// - Parameter before: nil where it would be a new one.
  static func all(
    from before: Ticket?, to after: Ticket, _ calendars: Calendars, _ wall: Wall
  ) -> [ChangedClock] {
    let known = before?.clocks.all ?? []
    return after.clocks.all.flatMap { ordinal, clock in
      let was = known.first { $0.clock.name == clock.name && $0.clock.start == clock.start }
      return all(
        of: after.number, clock.name, ordinal,
        before: was.map { $0.clock.reading(at: wall.now, by: calendars) },
        after: clock.reading(at: wall.now, by: calendars), wall)
    }
  }

  static let shape = Shape<ChangedClock>(
    "ChangedClock",
    [
      Field("ticket", "Which ticket.", .ticketNumber, \.ticket),
      Field("clock", "Which clock.", .word, \.clock),
      Field("ordinal", "Which of the clocks of that name, 1 for the first.", .count, \.ordinal),
      Field("cycle", "Which of its cycles, 1 for the first.", .count, \.cycle),
      Field(
        maybe: "before", "What was decided; absent of a clock that was not promised.",
        .word(Verdict.words)
      ) { $0.before?.verdict.word },
      Field("after", "What is decided then.", .word(Verdict.words)) { $0.after.verdict.word },
      Field(maybe: "dueBefore", "When it was due, while it runs.", .instant) { $0.before?.due },
      Field(maybe: "dueAfter", "When it is due then, while it runs.", .instant, \.after.due),
      Field(maybe: "leftBeforeMs", "What was left of it, while it rests.", .count) {
        $0.before?.leftMs
      },
      Field(
        maybe: "leftAfterMs", "What is left of it then, while it rests.", .count, \.after.leftMs),
    ])
}
