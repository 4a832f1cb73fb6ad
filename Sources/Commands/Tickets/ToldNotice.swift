import Interpreter
import ServiceLevels
import SupportDesk

/// A notice with what was promised, so that whoever hears it need ask nothing more.
struct ToldNotice: Sendable {
  let key: NoticeKey
  private(set) var due: Moment?
  private(set) var deadline: Moment?
  /// Nil where late words have another clock in its place by now.
  private let clock: (ordinal: Int64, cycle: Int64?, promise: Promise?)?
  /// Of what was used up; nil of warnings, and of what is not so any more.
  private let cause: Breach.Cause?

  init(_ key: NoticeKey, of ticket: Ticket?, _ desk: Reading) throws(Failure) {
    self.key = key
    // Late words may have put another clock in its place.
    let place = try ticket?.clocks.place(of: key, by: desk.calendars.byName())
    let found = place.flatMap { place in ticket?.clocks.all.first { $0.clock == place.clock } }
    let reading = try found.map { found throws(Failure) in
      found.clock.reading(at: desk.wall.now, by: try desk.calendars.byName())
    }
    let cycle = place?.cycle.cycle
    let isOwn = place?.clock.began(key.began) ?? false
    clock = found.map {
      let promise = $0.clock.promise(numbered: key.promised)
      let other = isOwn ? nil : place.map { $0.clock.promise(of: $0.cycle.target) }
      return ($0.ordinal, cycle.map(Int64.init), promise ?? other)
    }
    let breach = reading?.breaches.last {
      isOwn ? Int64($0.targetVersion) == key.promised : $0.cycle == cycle
    }
    cause = key.isBreach ? breach?.cause : nil
  }

  init(_ notice: Notice, of ticket: Ticket?, _ desk: Reading) throws(Failure) {
    try self.init(notice.key, of: ticket, desk)
    due = desk.wall.moment(notice.due)
    deadline = notice.deadline.map(desk.wall.moment)
  }

  static let fields: [Field<ToldNotice>] = [
    Field("clock", "Which clock.", .word, \.key.clock),
    Field(
      "thresholdPercent", "How much of the budget was used; 100 is that the time was up.", .count,
      \.key.threshold),
    Field(
      "began", "The number of the event that began the clock, or its cycle.", .count, \.key.began),
    Field("promisedBy", "The number of the event that promised it.", .count, \.key.promised),
    Field(
      maybe: "ordinal",
      "Which of the clocks of that name, 1 for the first, or of those in whose place late words put it; absent where there is none any more.",
      .count
    ) { $0.clock?.ordinal },
    Field(
      maybe: "cycle",
      "In which of its cycles, 1 until the ticket is reopened; absent as `ordinal` is.",
      .count
    ) { $0.clock?.cycle },
    Field(maybe: "promised", "The target as it was promised, such as `1mo`.", .text) {
      $0.clock?.promise?.target
    },
    Field(maybe: "budgetMs", "How long it may run.", .count) { $0.clock?.promise?.budgetMs },
    Field(maybe: "policy", "The policy by which it is promised.", .text) {
      $0.clock?.promise?.policy
    },
    Field(maybe: "policyVersion", "Which version of it.", .count) {
      $0.clock?.promise?.policyVersion
    },
    Field(maybe: "calendar", "In whose hours it runs.", .text) { $0.clock?.promise?.calendar },
    Field(
      maybe: "cause", "What used it up; absent of warnings, and of what is not so any more.",
      BreachAnswer.cause, \.cause),
  ]
}
