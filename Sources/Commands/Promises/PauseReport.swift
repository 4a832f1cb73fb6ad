import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// How long tickets waited for their customers, by agent, and where somebody forced it.
struct PauseReport: Sendable {
  struct Line: Sendable {
    let agent: PersonAnswer?
    let waits: Int64
    let forced: Int64
    let lengthMs: Int64
  }

  struct Forced: Sendable {
    let ticket: TicketNumber
    let from: Moment
    /// Nil while it goes on.
    let to: Moment?
    let lengthMs: Int64
    let customer: PersonAnswer
    /// Nil where no person did.
    let by: PersonAnswer?
    /// Nil once erased.
    let because: String?
  }

  let items: [Line]
  let forced: [Forced]

  private static let lineShape = Shape<Line>(
    "PauseLine",
    [
      Field(
        maybe: "agent", "Who has the tickets; absent for nobody.", .person, column: .init("agent"),
        \.agent),
      Field("waits", "How often they waited.", .count, column: .init("waits", .right), \.waits),
      Field(
        "forced", "How often for a customer who may not have been asked.", .count,
        column: .init("forced", .right), \.forced),
      Field(
        "lengthMs", "How long in all, by the clock on the wall.", .duration,
        column: .init("in all", .right), \.lengthMs),
    ])

  private static let forcedShape = Shape<Forced>(
    "ForcedWait",
    [
      Field("ticket", "Which ticket.", .ticketNumber, column: .right, \.ticket),
      Field("from", "When it began.", .instant, column: .init("from"), \.from),
      Field(
        maybe: "to", "When it ended; absent while it goes on.", .instant, column: .init("to"), \.to),
      Field("lengthMs", "How long it was.", .duration, column: .init("length", .right), \.lengthMs),
      Field(
        "customer", "Whom it waited for.", .person,
        column: .init("customer", dropOrder: 1, shrinksTo: 6), \.customer),
      Field(
        maybe: "by", "Who had it wait; absent where no person did.", .person,
        column: .init("by", shrinksTo: 6), \.by),
      Field(
        maybe: "because", "Why; absent once erased.", .text,
        column: .init("because", shrinksTo: 12), \.because),
    ])

  static let shape = Shape<PauseReport>(
    "Pauses",
    [
      Field("items", "A line an agent.", .list(lineShape.form), \.items),
      Field(
        "forced", "Each wait with a reason in the place of a question, in the order of tickets.",
        .list(forcedShape.form), \.forced),
    ],
    csv: { forcedShape.csv($0.forced) },
    page: { report in
      var page = Page()
      page.add(
        .init("waits for customers by the clock on the wall, by who has the tickets now", .dim),
        indent: 2)
      page.add(lineShape.table(report.items))
      if !report.forced.isEmpty {
        page.add(.init("forced, though the customer may not have been asked:", .dim), indent: 2)
        page.add(forcedShape.table(report.forced))
      }
      return page
    })

  static let entry = Entry.survey(
    "report.pauses", "Shows how long tickets waited for their customers, and what was forced.",
    verbs: ["report pauses"], slots: [ReportParameters.month.option()], needs: .report,
    errors: [.badValue], examples: [Example("report pauses", "waits for customers")],
    answers: shape
  ) { call, desk throws(Failure) in
    let range = ReportParameters.range(call, desk)
    var totals: [PersonNumber?: (waits: Int64, forced: Int64, lengthMs: Int64)] = [:]
    var forced: [TicketWait] = []
    try desk.reports.eachWait { wait throws(Failure) in
      guard range?.contains(wait.wait.from) ?? true else { return }
      var total = totals[wait.parties.agent] ?? (0, 0, 0)
      total.waits += 1
      total.lengthMs += (wait.wait.to ?? desk.wall.now) - wait.wait.from
      if wait.wait.isForced {
        total.forced += 1
        forced.append(wait)
      }
      totals[wait.parties.agent] = total
    }
    var items: [Line] = []
    for (agent, total) in totals.sorted(by: { $0.key?.value ?? 0 < $1.key?.value ?? 0 }) {
      items.append(
        Line(
          agent: try desk.answer(optional: agent), waits: total.waits, forced: total.forced,
          lengthMs: total.lengthMs))
    }
    var lines: [Forced] = []
    for one in forced {
      lines.append(
        Forced(
          ticket: one.ticket, from: desk.wall.moment(one.wait.from),
          to: one.wait.to.map(desk.wall.moment),
          lengthMs: (one.wait.to ?? desk.wall.now) - one.wait.from,
          customer: try desk.answer(one.parties.customer),
          by: try desk.answer(optional: one.actor.person), because: one.because))
    }
    return PauseReport(items: items, forced: lines)
  }
}
