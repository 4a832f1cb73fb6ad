import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The budgets that were used up, newest first.
struct BreachReport: Sendable {
  struct Line: Sendable {
    let ticket: TicketTitle
    let clock: ClockName
    let ordinal: Int64
    let cycle: Int64
    let at: Moment
    let promised: Promised
    /// By how long it is or was exceeded; nil where another promise came in its place.
    let late: Late?
    let cause: Breach.Cause
    let isOpen: Bool
    let agent: PersonAnswer?
    let customer: PersonAnswer
  }

  /// What was promised, as it was written and as people say it.
  struct Promised: Sendable {
    let target: String
    let words: String
  }

  /// How late, and in whose hours.
  struct Late: Sendable {
    let milliseconds: Int64
    let words: String
  }

  let items: [Line]
  /// How many there are in all.
  let total: Int64

  private static let late = Form<Late>(
    schema: Form<Int64>.count.schema, json: { .integer($0.milliseconds) }, run: { .init($0.words) })

  private static let promised = Form<Promised>(
    schema: Form<String>.text.schema, json: { .string($0.target) }, run: { .init($0.words) })

  private static let lineShape = Shape<Line>(
    "BreachLine",
    [
      Field("ticket", "Which ticket.", .ticketNumber, column: .right, \.ticket.number),
      Field(
        "subject", "What it is called.", .text,
        column: .init("subject", dropOrder: 1, shrinksTo: 10),
        \.ticket.text),
      Field("clock", "Which clock.", .word, column: .init("clock"), \.clock),
      Field("ordinal", "Which of the clocks of that name, 1 for the first.", .count, \.ordinal),
      Field("cycle", "In which of its cycles, 1 until the ticket is reopened.", .count, \.cycle),
      Field("at", "When the budget was used up.", .instant, column: .init("at"), \.at),
      Field(
        "promised", "The target as it was promised, such as `1mo`.", promised,
        column: .init("promised", dropOrder: 3), \.promised
      ),
      Field(
        maybe: "lateMs",
        "By how long it is or was exceeded; absent where another promise came in its place.",
        late, column: .init("late by", .right), \.late),
      Field(
        "cause", "What brought it about.", BreachAnswer.cause,
        column: .init("cause", dropOrder: 4), \.cause),
      Field("open", "Whether it is still owed.", .flag, \.isOpen),
      Field(
        maybe: "agent", "Who has the ticket; absent while nobody does.", .person,
        column: .init("agent", dropOrder: 2, shrinksTo: 6), \.agent),
      Field("customer", "Whose it is.", .person, \.customer),
    ])

  static let shape = Shape<BreachReport>(
    "Breaches",
    [
      Field("items", "The newest of them.", .list(lineShape.form), \.items),
      Field("total", "How many there are in all.", .count, \.total),
    ],
    csv: { lineShape.csv($0.items) },
    page: { report in
      var page = Page()
      page.add(
        .init("\(report.items.count) of \(report.total), the newest first", .dim), indent: 2)
      if !report.items.isEmpty { page.add(lineShape.table(report.items)) }
      return page
    })

  /// What is known of a breach by rows alone.
  private struct Found {
    let ticket: TicketNumber
    let clock: ClockName
    let began: Int64
    /// The number of the event that gave the promise; nil for the promise in force.
    let target: Int64?
    let at: Instant
  }

  static let entry = Entry.survey(
    "report.breaches", "Shows the promises that were not kept, newest first.",
    details: "`desk --csv report breaches --limit 500` writes a line each.",
    verbs: ["report breaches"],
    slots: [ReportParameters.month.option(), Parameters.limit.option()],
    needs: .report, errors: [.badValue], examples: [Example("report breaches", "the newest first")],
    answers: shape
  ) { call, desk throws(Failure) in
    let range = ReportParameters.range(call, desk)
    let limit = Int(call[Parameters.limit])
    var (found, total): ([Found], Int64) = ([], 0)
    func trim(to count: Int) {
      found.sort {
        ($1.at, $0.ticket, $0.clock.rank, $0.began, $0.target ?? .max)
          < ($0.at, $1.ticket, $1.clock.rank, $1.began, $1.target ?? .max)
      }
      found = Array(found.prefix(count))
    }
    func find(_ one: Found) {
      guard range?.contains(one.at) ?? true else { return }
      total += 1
      found.append(one)
      if found.count >= 2 * limit + 1_000 { trim(to: limit) }
    }
    try desk.reports.eachBreach { row throws(Failure) in
      find(
        Found(
          ticket: row.ticket, clock: row.clock, began: row.began, target: row.target, at: row.at))
    }
    // What time alone decides, no fact says as yet.
    try desk.reports.eachClock { row throws(Failure) in
      guard row.verdict == nil, let late = row.limitAt, late < desk.wall.now else { return }
      find(Found(ticket: row.ticket, clock: row.clock, began: row.began, target: nil, at: late))
    }
    trim(to: limit)
    let calendars = try desk.calendars.byName()
    var items: [Line] = []
    for one in found {
      guard let line = try line(one, desk, calendars) else { continue }
      items.append(line)
    }
    return BreachReport(items: items, total: total)
  }

  private static func promised(_ promise: Promise?, _ budgetMs: Int64) -> Promised {
    Promised(
      target: promise?.target ?? DurationText.exact(budgetMs),
      words: promise?.words ?? DurationText.words(budgetMs))
  }

  private static func line(
    _ found: Found, _ desk: Reading, _ calendars: Calendars
  ) throws(Failure) -> Line? {
    let ticket = try desk.ticket(.number(found.ticket))
    let known = ticket.clocks.all.first {
      $0.clock.name == found.clock && $0.clock.began(found.began)
    }
    guard let (ordinal, clock) = known else { return nil }
    let reading = clock.reading(at: desk.wall.now, by: calendars)
    let breach = reading.breaches.last {
      found.target == nil || Int64($0.targetVersion) == found.target
    }
    guard let breach else { return nil }
    // Of a promise that another one followed, nobody can say by how much it would have been exceeded.
    let isInForce = reading.cycles.last?.target.version == breach.targetVersion
    let over = reading.elapsedMs - breach.budgetMs
    return Line(
      ticket: try desk.title(of: ticket), clock: found.clock, ordinal: ordinal,
      cycle: Int64(breach.cycle), at: desk.wall.moment(found.at),
      promised: promised(clock.promise(numbered: Int64(breach.targetVersion)), breach.budgetMs),
      late: isInForce ? Late(milliseconds: over, words: clock.lastPromise.length(over)) : nil,
      cause: breach.cause,
      isOpen: isInForce && reading.state.ending == nil,
      agent: try desk.answer(optional: ticket.agent), customer: try desk.answer(ticket.customer))
  }
}
