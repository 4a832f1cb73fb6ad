import Interpreter
import ServiceLevels
import SupportDesk

/// What becomes of a clock by a call that is not carried out yet, or what became of it.
struct ChangedClock: Sendable {
  let ticket: TicketNumber
  let clock: ClockName
  /// Which of the clocks of that name, and which of its cycles; 1 for the first.
  let ordinal: Int64
  let cycle: Int64
  /// The number of the event that began it, or its cycle, before; nil where there was no such clock.
  let began: Int64?
  /// Nil where there was no such clock.
  let before: State?
  /// Nil where there is none any more.
  let after: State?

  /// How it stands.
  struct State: Sendable {
    let verdict: Verdict
    /// Nil while it rests, and once it is decided.
    let due: Moment?
    /// The last instant that still meets it, likewise.
    let limit: Moment?
    /// What is left of it while it rests; nil while it runs, and once it is decided.
    let leftMs: Int64?
    /// The same as it is said, in hours of work where it is promised in those.
    let left: String?
    /// When a budget of it was used up last under another promise; nil where none was, and where it is missed.
    let late: Moment?

    var isDecided: Bool { due == nil && leftMs == nil }

    fileprivate func isSame(as other: State) -> Bool {
      verdict == other.verdict && due?.instant == other.due?.instant
        && limit?.instant == other.limit?.instant && leftMs == other.leftMs
        && late?.instant == other.late?.instant
    }
  }

  /// Which clock it is, what is decided, and what is left of one that rests: when it is due moves with the time of
  /// the change itself.
  ///
  /// - Parameter isFixed: whether the change's own time moves no due time.
  func binding(isFixed: Bool) -> String {
    let instants = [before?.due, after?.due, before?.limit, after?.limit]
    let dues =
      isFixed
      ? instants.map { "\($0?.instant.milliseconds ?? 0) " }.joined() : ""
    var left = ""
    if let was = before?.leftMs, let rests = after?.leftMs { left = "\(was) \(rests) " }
    return dues + left
      + "\(ticket) \(clock.rawValue) \(ordinal) \(cycle) \(before?.verdict.word ?? "") \(after?.verdict.word ?? "")"
  }

  // MARK: Finding

  /// A clock as it reads at some time, by some calendars.
  struct Read {
    let clock: PromisedClock
    let reading: ClockReading

    init(_ clock: PromisedClock, at instant: Instant, by calendars: Calendars) {
      self.clock = clock
      reading = clock.reading(at: instant, by: calendars)
    }

    fileprivate var promise: Promise { clock.promise(of: reading.decidedBy) }
  }

  /// What is another in the readings of a clock at one instant.
  ///
  /// - Parameters:
  ///   - before: nil where there was no such clock.
  ///   - after: nil where there is none any more.
  static func all(
    of ticket: TicketNumber, _ ordinal: Int64, before: Read?, after: Read?, _ wall: Wall
  ) -> [ChangedClock] {
    guard let name = (after ?? before)?.clock.name else { return [] }
    let cycles = max(before?.reading.cycles.count ?? 0, after?.reading.cycles.count ?? 0)
    return (0..<cycles).compactMap { index in
      let (old, new) = (
        before.flatMap { state($0, index, wall) }, after.flatMap { state($0, index, wall) }
      )
      if let old, let new, old.isSame(as: new) { return nil }
      return ChangedClock(
        ticket: ticket, clock: name, ordinal: ordinal, cycle: Int64(index + 1),
        began: old == nil ? nil : before?.reading.cycles[index].from.source, before: old,
        after: new)
    }
  }

  private static func state(_ read: Read, _ index: Int, _ wall: Wall) -> State? {
    let reading = read.reading
    guard reading.cycles.indices.contains(index) else { return nil }
    let (cycle, isLast) = (reading.cycles[index], index == reading.cycles.count - 1)
    let late = reading.breaches.last { $0.cycle == cycle.cycle }
    let leftMs = isLast && reading.state.isPaused ? reading.remainingMs : nil
    return State(
      verdict: cycle.verdict, due: isLast ? reading.due.map(wall.moment) : nil,
      limit: isLast ? reading.limit.map(wall.moment) : nil, leftMs: leftMs,
      left: leftMs.map { read.promise.length($0 < 0 ? -$0 : $0) },
      late: cycle.verdict == .missed ? nil : late.map { wall.moment($0.at) })
  }

  /// Those of a ticket as a change would leave it.
  ///
  /// - Parameter before: nil where it would be a new one.
  static func all(
    from before: Ticket?, to after: Ticket, _ calendars: Calendars, _ wall: Wall
  ) -> [ChangedClock] {
    typealias Numbered = (ordinal: Int64, clock: PromisedClock)
    func read(_ one: Numbered?) -> Read? { one.map { Read($0.clock, at: wall.now, by: calendars) } }
    return ClockName.allCases.flatMap { name -> [ChangedClock] in
      var known = (before?.clocks.all ?? []).filter { $0.clock.name == name }
      var pairs: [(old: Numbered?, new: Numbered)] = after.clocks.all.filter {
        $0.clock.name == name
      }.map { new in
        let place = known.firstIndex { $0.clock.start == new.clock.start }
        return (place.map { known.remove(at: $0) }, new)
      }
      // In whose place late words put another, that goes on as the next of those that began.
      for index in pairs.indices where pairs[index].old == nil && !known.isEmpty {
        pairs[index].old = known.removeFirst()
      }
      return pairs.flatMap { old, new in
        all(of: after.number, new.ordinal, before: read(old), after: read(new), wall)
      }
        + known.flatMap { old in
          all(of: after.number, old.ordinal, before: read(old), after: nil, wall)
        }
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
        maybe: "began",
        "The number of the event that began it, or the cycle, before: ordinals move where late words put a clock before it, and this does not. What they put in its place is told as what becomes of it. Absent where there was no such clock.",
        .count, \.began),
      Field(
        maybe: "before", "What was decided; absent where there was no such clock.",
        .word(Verdict.words)
      ) { $0.before?.verdict.word },
      Field(
        maybe: "after", "What is decided then; absent where there is none any more.",
        .word(Verdict.words)
      ) { $0.after?.verdict.word },
      Field(maybe: "dueBefore", "When it was due, while it runs.", .instant) { $0.before?.due },
      Field(maybe: "dueAfter", "When it is due then, while it runs.", .instant) { $0.after?.due },
      Field(
        maybe: "limitBefore", "The last instant that still met it, while it runs.", .instant
      ) { $0.before?.limit },
      Field(
        maybe: "limitAfter", "The last instant that still meets it then, while it runs.", .instant
      ) { $0.after?.limit },
      Field(maybe: "leftBeforeMs", "What was left of it, while it rests.", .count) {
        $0.before?.leftMs
      },
      Field(maybe: "leftAfterMs", "What is left of it then, while it rests.", .count) {
        $0.after?.leftMs
      },
      Field(
        maybe: "lateBefore", "When it was late under another promise, where it was not missed.",
        .instant
      ) { $0.before?.late },
      Field(
        maybe: "lateAfter", "When it was late under another promise, where it is not missed then.",
        .instant
      ) { $0.after?.late },
    ])
}
