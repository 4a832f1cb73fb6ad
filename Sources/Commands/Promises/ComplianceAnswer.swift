import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What `report sla` answers.
struct ComplianceAnswer: Sendable {
  struct Row: Sendable {
    let key: ComplianceReport.Key
    let counts: ComplianceReport.Counts
    let agent: PersonAnswer?
    let customer: PersonAnswer?
    /// By name and number; nil where it is not counted by policies.
    let policy: String?
    let elapsed50Ms: Int64?
    let elapsed90Ms: Int64?
  }

  let zone: String
  let by: ComplianceReport.Dimension?
  let items: [Row]

  /// The columns that say of what a line is.
  private static let keys: [(ComplianceReport.Dimension, Field<Row>)] = [
    (
      .month,
      Field(
        maybe: "month", "The month in which they started.", .text, column: .init("month"),
        \.key.month)
    ),
    (
      .priority,
      Field(
        maybe: "priority", "The priority in force at their stop, or now.", .word,
        column: .init("priority"), \.key.priority)
    ),
    (
      .agent,
      Field(
        maybe: "agent", "Who has their tickets; absent for nobody.", .person,
        column: .init("agent", shrinksTo: 8), \.agent)
    ),
    (
      .customer,
      Field(
        maybe: "customer", "Whose their tickets are.", .person,
        column: .init("customer", shrinksTo: 8), \.customer)
    ),
    (
      .policy,
      Field(
        maybe: "policy", "The version of the policy that promised them last.", .text,
        column: .init("policy"), \.policy)
    ),
  ]

  private static let numbers: [Field<Row>] = [
    number("met", "How many were met.") { $0.met },
    number("missed", "How many were missed.") { $0.missed },
    number(
      "reclassified",
      "How many were promised when their time was used up, and had used up nothing before.",
      title: "recl.", dropOrder: 1
    ) {
      $0.reclassified
    },
    number("endedByResolution", "How many a resolution ended.", title: "ended") {
      $0.endedByResolution
    },
    number("open", "How many are open.") { $0.open },
    number("cancelled", "How many were cancelled.", title: "canc.", dropOrder: 2) { $0.cancelled },
    Field(
      "breachedEarlier",
      "How many are met or open, though a budget was used up under an earlier promise.", .count
    ) {
      Int64($0.counts.breachedEarlier)
    },
    Field(
      "withdrawn",
      "Of how many clocks it was told that the time was up, and taken back, and not told again since; a clock that is no more by late words is not counted.",
      .count
    ) { Int64($0.counts.withdrawn) },
    Field(
      "metPercent",
      "Met of those met, missed or reclassified, rounded down; empty where none is.", .text,
      column: .init("met %", .right), \.counts.share),
    Field(
      maybe: "elapsed50Ms",
      "How long at most half of those took that ended by an answer or a resolution.",
      .duration, column: .init("p50", .right, dropOrder: 4), \.elapsed50Ms),
    Field(
      maybe: "elapsed90Ms", "How long at most nine in ten of them took.", .duration,
      column: .init("p90", .right, dropOrder: 3), \.elapsed90Ms),
  ]

  private static let clock: Field<Row> = Field(
    "clock",
    "Which clock; a resolution has two lines, as it ended, and as it was before any reopening.",
    .word, column: .init("clock"), \.key.clock)

  private static let lineShape = Shape<Row>(
    "ComplianceLine", [clock] + keys.map(\.1) + numbers)

  private static func number(
    _ name: String, _ summary: String, title: String? = nil, dropOrder: Int = 0,
    _ part: @escaping @Sendable (ComplianceReport.Counts) -> Int
  ) -> Field<Row> {
    Field(name, summary, .count, column: .init(title ?? name, .right, dropOrder: dropOrder)) {
      Int64(part($0.counts))
    }
  }

  static let shape = Shape<ComplianceAnswer>(
    "Compliance",
    [
      Field("zone", "The zone whose months they are.", .text, \.zone),
      Field("items", "A line each of what was asked for.", .list(lineShape.form), \.items),
    ],
    csv: { lineShape.csv($0.items) }, page: \.page)

  private var page: Page {
    var page = Page()
    let what =
      by.map { "by \($0.rawValue)" + ($0 == .agent ? ", who has the tickets now" : "") }
      ?? "by the month of each clock's start (\(zone)), priority in force at its stop"
    // What happened to none needs no column.
    let rare: [(name: String, words: String?, part: (ComplianceReport.Counts) -> Int)] = [
      ("endedByResolution", "ended: resolved without an answer", { $0.endedByResolution }),
      ("reclassified", "recl.: promised when its time was used up", { $0.reclassified }),
      ("cancelled", nil, { $0.cancelled }),
    ]
    let told = rare.filter { rare in items.contains { rare.part($0.counts) > 0 } }
    page.add(.init(([what] + told.compactMap(\.words)).joined(separator: "; "), .dim), indent: 2)
    let keys = Self.keys.filter { dimension, _ in
      by.map { $0 == dimension } ?? (dimension == .month || dimension == .priority)
    }
    let hidden = Set(rare.map(\.name)).subtracting(told.map(\.name))
    let numbers = Self.numbers.filter { !hidden.contains($0.name) }
    page.add(Shape<Row>("ComplianceLine", [Self.clock] + keys.map(\.1) + numbers).table(items))
    // Of a resolution the line as it ended says it.
    let counts = items.filter { $0.key.clock != .firstResolution }.map(\.counts)
    let earlier = counts.reduce(0) { $0 + $1.breachedEarlier }
    if earlier > 0 {
      page.add(
        .init(
          "met or open, though a budget was used up before another promise: \(earlier)"
            + " (`report breaches` lists them)", .dim), indent: 2)
    }
    let withdrawn = counts.reduce(0) { $0 + $1.withdrawn }
    if withdrawn > 0 {
      page.add(.init("told to be late, which was taken back: \(withdrawn)", .dim))
    }
    return page
  }

  private static let by = Parameter(
    "by", "By what; month and priority, unless it is said.",
    ValueType<ComplianceReport.Dimension>.choice("dimension"))

  static let entry = Entry.survey(
    "report.sla", "Shows met, missed, open and cancelled clocks, and how long they took.",
    details: """
      Per month and priority, or by agent, customer or policy. What is missed by a promise that came when \
      its time was used up already is counted apart. A resolution has two lines: as it ended, and as it was \
      before any reopening (first-resolution). Within p50 half of those were done that are done, within p90 nine \
      in ten. `desk --csv report sla` writes a line each.
      """,
    verbs: ["report sla", "report"],
    slots: [by.slot(onlyAfter: "by", optional: true), ReportParameters.month.option()],
    needs: .report, errors: [.badValue],
    examples: [
      Example("report sla", "by the month of each clock's start"),
      Example("report sla by agent", "by agent"),
    ], answers: shape
  ) { call, desk throws(Failure) in
    let dimension = call[optional: by]
    var report = ComplianceReport(
      desk.wall, by: dimension, in: ReportParameters.range(call, desk))
    if dimension == .agent || dimension == .customer {
      try desk.reports.eachClockOfPeople { row, parties throws(Failure) in
        report.count(row, parties)
      }
    } else {
      try desk.reports.eachClock { row throws(Failure) in report.count(row) }
    }
    var items: [Row] = []
    for (key, counts) in report.lines {
      let version = key.policyVersion.map { number in
        desk.policies.version(number).map { "\($0.name) \(number)" }
          ?? "\(number)"
      }
      items.append(
        Row(
          key: key, counts: counts, agent: try desk.answer(optional: key.agent),
          customer: try desk.answer(optional: key.customer), policy: version,
          elapsed50Ms: counts.elapsedMs(percentile: 50),
          elapsed90Ms: counts.elapsedMs(percentile: 90)))
    }
    return ComplianceAnswer(zone: desk.wall.zone.name, by: dimension, items: items)
  }
}
