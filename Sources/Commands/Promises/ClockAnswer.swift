import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A clock wherever one occurs in an answer.
struct ClockAnswer: Sendable {
  let name: ClockName
  /// Which of the clocks of that name, 1 for the first.
  let ordinal: Int64
  let reading: ClockReading
  /// The promise in force.
  let promise: Promise
  let wall: Wall
  /// The sum behind it; nil where nobody asked why.
  var segments: [SegmentAnswer]?

  init(_ ordinal: Int64, _ clock: PromisedClock, _ wall: Wall, by calendars: Calendars) {
    name = clock.name
    self.ordinal = ordinal
    self.wall = wall
    reading = clock.reading(at: wall.now, by: calendars)
    promise = clock.promise(of: reading.decidedBy)
  }

  /// A ticket's clocks as `show` lists them: of each name the last, and those that were late before a
  /// change had them begin anew.
  static func shown(of ticket: Ticket, _ desk: Reading) throws(Failure) -> [ClockAnswer] {
    let calendars = try desk.calendars.byName()
    let all = ticket.clocks.all
    let last = Dictionary(all.map { ($0.clock.name, $0.ordinal) }) { $1 }
    // A long ticket has many answers and updates, of which the last alone is read.
    return all.filter {
      $0.ordinal == last[$0.clock.name] || $0.clock.name == .response
        || $0.clock.name == .resolution
    }.map { ClockAnswer($0.ordinal, $0.clock, desk.wall, by: calendars) }.filter {
      $0.ordinal == last[$0.name] || $0.reading.verdict == .missed
    }
  }

  var due: Moment? { reading.due.map(wall.moment) }

  static let shape = Shape<ClockAnswer>(
    "Clock",
    [
      Field("clock", "Which clock.", .word, \.name),
      Field("ordinal", "Which of the clocks of that name, 1 for the first.", .count, \.ordinal),
      Field("cycle", "Which cycle, 1 until the ticket is reopened.", .count) {
        Int64($0.reading.cycle)
      },
      Field(
        maybe: "began",
        "The number of the event that began the clock, or its cycle, by which notices name it: late words may move its ordinal, and not this.",
        .count
      ) { $0.reading.cycles.last?.from.source },
      Field("state", "What it is doing.", .word(["running", "paused", "stopped"])) {
        $0.reading.state.word
      },
      Field("verdict", "What was decided.", .word(Verdict.words)) { $0.reading.verdict.word },
      Field("target", "The word of the target in force, or at the stop.", .text) {
        $0.reading.decidedBy.label
      },
      Field("policy", "The policy by which it is promised.", .text, \.promise.policy),
      Field("policyVersion", "Which version of it.", .count, \.promise.policyVersion),
      Field(maybe: "row", "The rank of the row that promises it.", .count, \.promise.rank),
      Field(
        maybe: "promised", "The target as it was promised, such as `1mo`.", .text, \.promise.target),
      Field("calendar", "In whose hours it runs.", .text, \.promise.calendar),
      Field("budgetMs", "How long it may run.", .count, \.reading.budgetMs),
      Field("elapsedMs", "How long it ran.", .count, \.reading.elapsedMs),
      Field("remainingMs", "What is left; negative when overdue.", .count, \.reading.remainingMs),
      Field(maybe: "due", "When the budget will be used up.", .instant, \.due),
      Field(maybe: "limit", "The last instant that still meets it.", .instant) {
        $0.reading.limit.map($0.wall.moment)
      },
      Field(maybe: "breaches", "The budgets that were used up.", .list(BreachAnswer.shape.form)) {
        clock in
        let breaches = clock.reading.breaches
        return breaches.isEmpty ? nil : breaches.map { BreachAnswer(breach: $0, wall: clock.wall) }
      },
      Field(
        maybe: "segments", "The sum behind it, where it was asked for.",
        .list(SegmentAnswer.shape.form), \.segments),
    ])

  /// How it stands: `due 09:30 (in 30 m)`, `due 2026-03-03 09:15 (30 m left)`, `paused, 3 h left`, `met in 20 m`.
  var words: Page.Run {
    let left = reading.remainingMs
    return switch (reading.state, reading.verdict) {
    case (.running, .missed): .init("overdue by \(promise.length(-left))", .danger)
    case (.running, _): running
    case (.paused, .missed): .init("paused, overdue by \(promise.length(-left))", .danger)
    case (.paused, _): .init("paused, \(promise.length(left)) left", .dim)
    case (.stopped, .met): .init("met in \(promise.length(reading.elapsedMs))", .good)
    case (.stopped, .missed):
      .init(
        "missed by \(promise.length(-left)), took \(promise.length(reading.elapsedMs))",
        .danger)
    case (.stopped, .endedByResolution): .init("ended by the resolution", .dim)
    case (.stopped(_, .cancelled(let reason)), _): .init("cancelled: \(reason)", .dim)
    case (.stopped, _): .init("cancelled", .dim)
    }
  }
}

extension ClockAnswer {
  /// `in` counts by the clock on the wall; where a calendar closes before it is due, less is left.
  private var running: Page.Run {
    let left = reading.remainingMs
    let due = due ?? wall.moment(wall.now)
    let words = promise.length(left)
    return .init(
      "due \(due.short) (\(due.ahead == left ? "in \(words)" : "\(words) left"))",
      left * 4 <= reading.budgetMs ? .warning : .plain)
  }

  /// That an earlier budget was used up where the one in force is not: what a change of priority
  /// makes good again was late all the same.
  var wasLate: Page.Run? {
    guard reading.verdict != .missed, let breach = reading.breaches.last else { return nil }
    return .init("; was late at \(wall.moment(breach.at).short) (\(breach.label))", .danger)
  }
}
