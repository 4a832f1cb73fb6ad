import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The sum behind each clock of a ticket.
struct WhyAnswer: Sendable {
  let ticket: TicketTitle
  let standpoint: StandpointAnswer?
  let policy: PolicyFact
  /// The rows of the policy up to the ticket's own; none for its customer, to whom they are not shown.
  let rows: [PolicyRowMatch]
  /// Every clock the ticket ever had, with its segments.
  let clocks: [ClockAnswer]

  static let shape = Shape<WhyAnswer>(
    "Why",
    [
      Field("ticket", "Which ticket.", .ticketNumber, \.ticket.number),
      StandpointAnswer.field(\.standpoint),
      Field("policy", "The policy by which it is promised.", .text, \.policy.name),
      Field("policyVersion", "Which version of it.", .count, \.policy.version),
      Field(
        "rows", "Its rows up to the one that is the ticket's; none for the ticket's customer.",
        .list(PolicyRowMatch.shape.form), \.rows),
      Field(
        "clocks", "Every clock it ever had, with the sum behind it.",
        .list(ClockAnswer.shape.form), \.clocks),
    ],
    focus: { $0.standpoint == nil ? $0.ticket.focus : nil }, page: \.page)

  static let entry = Entry.read(
    "sla.why", "Shows the sum behind each clock of a ticket.",
    details: "`why not` says what it is not, and why.",
    verbs: ["why", "explain the clocks of"],
    slots: [Parameters.ticket.slot(after: "ticket")] + Reading.standpoints,
    needs: .seeServiceLevels, errors: [.badValue],
    examples: [Example("why 1", "policy statement")], answers: shape
  ) { call, now throws(Failure) in
    let desk = try now.looking(call)
    let ticket = try desk.ticket(call, Parameters.ticket)
    let events = try desk.history(of: ticket)
    let calendars = try desk.calendars.byName()
    return WhyAnswer(
      ticket: try desk.title(of: ticket), standpoint: StandpointAnswer(desk),
      policy: desk.policies.version(of: ticket),
      rows: desk.scope.isWhole ? try PolicyRowMatch.all(of: ticket, desk) : [],
      clocks: ticket.clocks.all.map { ordinal, clock in
        var answer = ClockAnswer(ordinal, clock, desk.wall, by: calendars)
        answer.segments = answer.reading.segments.map {
          segment($0, events, by: calendars, desk.wall, isPast: desk.standpoint.isAsked)
        }
        return answer
      })
  }

  private static func segment(
    _ segment: ClockSegment, _ events: [Recorded<TicketEvent>], by calendars: Calendars,
    _ wall: Wall, isPast: Bool
  ) -> SegmentAnswer {
    func kind(_ mark: Mark) -> String {
      if mark.source == 0 { return isPast ? "then" : "now" }
      guard let event = events.first(where: { $0.sequence == mark.source }) else {
        // What cannot be seen has no name.
        return "—"
      }
      // What it measures began before it was promised.
      return mark.at < event.occurredAt ? "before" : event.event.kind.rawValue
    }
    return SegmentAnswer(
      from: wall.moment(segment.from.at), to: wall.moment(segment.to.at),
      lengthMs: segment.milliseconds, reason: segment.kind.reason, openedBy: segment.from.source,
      closedBy: segment.to.source == 0 ? nil : segment.to.source,
      cause: "\(kind(segment.from)) → \(kind(segment.to))",
      hours: HoursAnswer.all(segment, by: calendars, wall))
  }

  private var page: Page {
    var page = Page()
    page.add(ticket.page)
    if let standpoint { page.add(standpoint.page) }
    if let own = rows.last, own.mismatch == nil {
      page.add(
        .init("  policy \(policy.name) \(policy.version), row \(own.row.rank): "),
        .init(own.row.text.split(separator: " ").dropFirst().joined(separator: " ")), indent: 4)
    } else if !rows.isEmpty {
      page.add("  policy \(policy.name) \(policy.version): no row is the ticket's")
    }
    let others = rows.filter { $0.mismatch != nil }.map(\.words)
    if !others.isEmpty { page.add(.init("  " + others.joined(separator: "; "), .dim), indent: 4) }
    for clock in clocks { page.add(self.page(clock)) }
    return page
  }

  private func page(_ clock: ClockAnswer) -> Page {
    var page = Page()
    let reading = clock.reading
    let which = clock.name == .nextResponse || clock.name == .update ? " \(clock.ordinal)" : ""
    page.add(
      .init("  \(clock.name.title)\(which): ", .strong), clock.words,
      clock.wasLate ?? .init(""), indent: 4)
    page.add(
      .init(
        "    \(reading.decidedBy.label): within \(clock.promise.words), \(clock.promise.origin)",
        .dim),
      indent: 6)
    var rows: [[Page.Run]] = []
    var sum = ShownSum(of: reading.elapsedMs)
    for segment in clock.segments ?? [] {
      let isPause = segment.reason != nil
      let before = sum
      let length = clock.promise.summand(isPause ? segment.lengthMs : sum.next(segment.lengthMs))
      rows.append([
        .init("    " + segment.from.long), .init(segment.to.long), .init(isPause ? "" : length),
        // In parentheses, for it does not count.
        .init(isPause ? "(\(length))" : "", .dim),
        .init((segment.reason.map { $0 + ": " } ?? "") + segment.cause),
      ])
      // One stretch that is the whole of it says nothing more.
      if let hours = segment.hours, hours.count > 1 || hours.first?.closed != nil {
        rows += Self.rows(hours, behind: before)
      }
    }
    let whole = reading.budgetMs - sum.shown(reading.elapsedMs)
    // By however little it is exceeded, or not.
    let left = whole == 0 ? reading.remainingMs : whole
    let rest =
      left < 0
      ? "\(clock.promise.summand(-left)) too long"
      : reading.state.ending == nil ? "\(clock.promise.summand(left)) left" : ""
    let total: [Page.Run] = [
      .init("    sum"), .init(""),
      .init(clock.promise.summand(sum.shown(reading.elapsedMs)), .strong),
      .init(""),
      .init("of \(clock.promise.summand(reading.budgetMs))" + (rest.isEmpty ? "" : ", \(rest)")),
    ]
    page.add(
      Table(
        columns: [
          .init(), .init(), .right, .right, .init(shrinksTo: 12, wraps: true),
        ], rows: rows + [total]))
    return page
  }

  /// Hours are shown up to so many; more are said in a line.
  private static let hoursMax = 7

  private static func rows(_ hours: [HoursAnswer], behind sum: ShownSum) -> [[Page.Run]] {
    var sum = sum
    var rows = hours.prefix(hoursMax).map { hours -> [Page.Run] in
      [
        .init("      " + hours.from.long, .dim), .init(hours.end, .dim), .init(""),
        .init(hours.closed == nil ? Self.words(sum.next(hours.lengthMs)) : "", .dim),
        .init(hours.closed ?? "open", .dim),
      ]
    }
    let rest = hours.dropFirst(hoursMax)
    if !rest.isEmpty {
      let restMs = rest.map(\.lengthMs).reduce(0, +)
      rows.append([
        .init("      and \(rest.count) more", .dim), .init(""), .init(""),
        .init(Self.words(sum.next(restMs)), .dim), .init("", .dim),
      ])
    }
    return rows
  }

  private static func words(_ milliseconds: Int64) -> String {
    DurationText.words(milliseconds, withDays: false, isWhole: true)
  }
}

/// The parts of a sum as they are read, so that what is read adds up: whole seconds each, by as many as the sum
/// grows with it; milliseconds of a sum of less than a second.
struct ShownSum {
  private let isWhole: Bool
  private var told: Int64 = 0

  /// - Parameter milliseconds: all of it.
  init(of milliseconds: Int64) { isWhole = milliseconds >= 1_000 }

  /// What is shown of so much from the beginning on.
  func shown(_ milliseconds: Int64) -> Int64 {
    isWhole ? milliseconds / 1_000 * 1_000 : milliseconds
  }

  /// What is shown of the next part: of one that counts no second all the same what it is.
  mutating func next(_ milliseconds: Int64) -> Int64 {
    defer { told += milliseconds }
    let part = shown(told + milliseconds) - shown(told)
    return part == 0 ? milliseconds : part
  }
}
