import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What a ticket would be promised that is opened at a time: by what was applied for then, or by a text.
struct TryPolicy: Sendable {
  /// One clock of it.
  struct Clock: Sendable {
    let name: ClockName
    let promise: Promise
    /// When it would be due; nil of what begins with later words.
    let due: Moment?
  }

  let opened: Moment
  let policy: PolicyFact
  /// The row that would be the ticket's; nil where none is for it.
  let row: PolicyFact.Row?
  let clocks: [Clock]

  private typealias P = PolicyParameters

  private static let at = Parameter(
    "at", "When it would be opened; now, unless it is said.", .comingTime)
  private static let customer = Parameter(
    "customer", "Whose it would be: a whole name, an address or a number.", .person(.customers))

  static let entry = Entry.read(
    "policy.try", "Shows what a ticket would be promised, now or at a time to come.",
    details: """
      By the version that holds then, also one that is still to come; or, with a text or a file behind \
      `from`, by what that says.
      """,
    verbs: ["policy try"],
    slots: [
      Parameters.priority.slot(), Parameters.tag.slot(onlyAfter: "tagged", optional: true),
      customer.slot(onlyAfter: "for", optional: true), at.slot(onlyAfter: "at", optional: true),
      P.file.slot(onlyAfter: "from", optional: true), P.text.slot(optional: true),
    ],
    needs: .report, errors: [.notFound, .ambiguous, .badDocument, .badText, .badValue],
    examples: [
      Example("policy try urgent", "respond"),
      Example("policy try high at tomorrow 9", "response"),
    ],
    answers: shape
  ) { call, desk throws(Failure) in
    var wall = desk.wall
    var opened = try Self.opened(call, on: wall)
    var fact = desk.policies.inForce(at: opened)
    if call[optional: P.text] != nil || call[optional: P.file] != nil {
      fact = try P.document(call, from: opened, desk).fact(
        version: desk.policies.nextVersion, since: nil, because: nil)
    }
    // By the wall that will be the desk's then.
    wall = Wall(zone: try desk.zone(of: fact), now: wall.now)
    opened = try Self.opened(call, on: wall)
    let customer =
      call[optional: customer] == nil
      ? nil : try desk.person(call, customer, role: .customer).number
    let tag = try desk.line(call, maybe: Parameters.tag, TextRules.tag)
    let standing = Standing(
      priority: call[Parameters.priority], tags: Set(tag.map { [CaselessKey($0)] } ?? []),
      customer: customer ?? PersonNumber(0))
    let calendars = try desk.calendars.byName()
    let terms = fact.terms(
      for: standing, in: wall.zone, by: calendars
    ) { _ in opened }
    return TryPolicy(
      opened: wall.moment(opened), policy: fact, row: fact.row(for: standing),
      clocks: ClockName.allCases.compactMap { name in
        terms.promises[name].map { promise in
          Clock(
            name: name, promise: promise,
            due: name == .nextResponse || name == .update
              ? nil
              : calendars[promise.calendar].map {
                wall.moment($0.due(after: promise.budgetMs, from: opened))
              })
        }
      })
  }

  private static func opened(_ call: Call, on wall: Wall) throws(Failure) -> Instant {
    guard let time = call[optional: at] else { return wall.now }
    return try time.coming(on: wall, within: at)
  }

  private static let clock = Shape<Clock>(
    "TriedClock",
    [
      Field("clock", "Which clock.", .word, \.name),
      Field(
        maybe: "promised", "The target as it would be promised, such as `1mo`.", .text,
        \.promise.target),
      Field("calendar", "In whose hours it would run.", .text, \.promise.calendar),
      Field("budgetMs", "How long it might run.", .count, \.promise.budgetMs),
      Field(
        maybe: "due", "When it would be due; absent of what begins with later words.", .instant,
        \.due),
    ])

  static let shape = Shape<TryPolicy>(
    "TriedPolicy",
    [
      Field("opened", "When the ticket would be opened.", .instant, \.opened),
      Field("policy", "The policy that would promise it.", .text, \.policy.name),
      Field("policyVersion", "Which version of it.", .count, \.policy.version),
      Field(
        maybe: "row", "The rank of the row that would be the ticket's.", .count, \.row?.rank),
      Field("clocks", "What would be promised.", .list(clock.form), \.clocks),
    ], page: \.page)

  private var page: Page {
    var page = Page(
      .init("opened \(opened.long) (\(opened.wall.zone.name)), it would be promised by", .dim))
    guard let row else {
      page.add("  policy \(policy.name) \(policy.version): nothing, for no row is for it")
      return page
    }
    page.add(
      .init("  policy \(policy.name) \(policy.version), row \(row.rank): "),
      .init(row.text.split(separator: " ").dropFirst().joined(separator: " ")), indent: 4)
    let rows = clocks.map { clock -> [Page.Run] in
      [
        .init("  " + clock.name.title, .strong), .init("within \(clock.promise.words)"),
        .init(clock.due.map { "due \($0.long)" } ?? ""),
        .init(
          clock.promise.calendar == Calendars.always ? "" : "on \(clock.promise.calendar)", .dim),
      ]
    }
    page.add(
      Table(columns: [.init(), .init(shrinksTo: 12, wraps: true), .init(), .init()], rows: rows))
    return page
  }
}
