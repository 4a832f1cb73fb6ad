import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What `report sla` answers.
struct ComplianceAnswer: Sendable {
  struct Row: Sendable {
    let key: ComplianceReport.Key
    let counts: ComplianceReport.Counts

    /// Met of those decided, in whole per mille rounded down: 100.0 only where all were met.
    var share: String {
      let decided = counts.met + counts.missed
      guard decided > 0 else { return "" }
      let perMille = counts.met * 1_000 / decided
      return "\(perMille / 10).\(perMille % 10)"
    }
  }

  let zone: String
  let items: [Row]

  private static let lineShape = Shape<Row>(
    "ComplianceLine",
    [
      Field(
        "clock",
        "Which clock; a resolution has two lines, as it ended, and as it was before any reopening.",
        .word, column: .init("clock"), \.key.clock),
      Field("month", "The month in which it started.", .text, column: .init("month"), \.key.month),
      Field(
        "priority", "The priority in force at its stop, or now.", .word,
        column: .init("priority"), \.key.priority),
      number("met", "How many were met.") { $0.met },
      number("missed", "How many were missed.") { $0.missed },
      number("endedByResolution", "How many a resolution ended.", title: "ended") {
        $0.endedByResolution
      },
      number("open", "How many are open.") { $0.open },
      number("cancelled", "How many were cancelled.") { $0.cancelled },
      Field("breachedEarlier", "How many were met after an earlier budget was used up.", .count) {
        Int64($0.counts.breachedEarlier)
      },
      Field(
        "metPercent", "Met of those decided, rounded down; empty where none is.", .text,
        column: .init("met %", .right, dropOrder: 1), \.share),
    ])

  private static func number(
    _ name: String, _ summary: String, title: String? = nil,
    _ part: @escaping @Sendable (ComplianceReport.Counts) -> Int
  ) -> Field<Row> {
    Field(name, summary, .count, column: .init(title ?? name, .right)) { Int64(part($0.counts)) }
  }

  static let shape = Shape<ComplianceAnswer>(
    "Compliance",
    [
      Field("zone", "The zone whose months they are.", .text, \.zone),
      Field("items", "A line a clock, month and priority.", .list(lineShape.form), \.items),
    ],
    page: { answer in
      var page = Page()
      page.add(
        .init(
          "by the month of each clock's start (\(answer.zone)), priority in force at its stop;"
            + " ended: resolved without an answer", .dim), indent: 2)
      page.add(lineShape.table(answer.items))
      return page
    })

  static let entry = Entry.survey(
    "report.sla", "Shows met, missed, open and cancelled clocks per priority and month.",
    verbs: ["report sla", "report"], needs: .report,
    examples: [Example("report sla", "by the month of each clock's start")], answers: shape
  ) { _, desk throws(Failure) in
    var report = ComplianceReport(desk.wall)
    try desk.eachClock { row throws(Failure) in report.count(row) }
    return ComplianceAnswer(
      zone: desk.wall.zone.name,
      items: report.lines.map { Row(key: $0.key, counts: $0.counts) })
  }
}
