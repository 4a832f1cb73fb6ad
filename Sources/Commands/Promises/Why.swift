import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The sum behind each clock of a ticket.
struct WhyAnswer: Sendable {
  let ticket: TicketTitle
  let standpoint: StandpointAnswer?
  /// Every clock the ticket ever had, with its segments.
  let clocks: [ClockAnswer]

  static let shape = Shape<WhyAnswer>(
    "Why",
    [
      Field("ticket", "Which ticket.", .ticketNumber, \.ticket.number),
      StandpointAnswer.field(\.standpoint),
      Field(
        "clocks", "Every clock it ever had, with the sum behind it.",
        .list(ClockAnswer.shape.form), \.clocks),
    ],
    focus: { $0.standpoint == nil ? $0.ticket.focus : nil }, page: \.page)

  static let entry = Entry.read(
    "sla.why", "Shows the sum behind each clock of a ticket.",
    verbs: ["why", "explain the clocks of"],
    slots: [Parameters.ticket.slot(after: "ticket")] + Reading.standpoints,
    needs: .seeServiceLevels, errors: [.badValue],
    examples: [Example("why 1", "of running time by policy statement")],
    answers: shape
  ) { call, now throws(Failure) in
    let desk = try now.looking(call)
    let ticket = try desk.ticket(call[Parameters.ticket])
    let events = try desk.history(of: ticket)
    let calendars = try desk.calendars.byName()
    return WhyAnswer(
      ticket: try desk.title(of: ticket), standpoint: StandpointAnswer(desk),
      clocks: ticket.clocks.all.map { ordinal, clock in
        var answer = ClockAnswer(ordinal, clock, desk.wall, by: calendars)
        answer.segments = answer.reading.segments.map {
          segment($0, events, desk.wall, isPast: desk.standpoint.isAsked)
        }
        return answer
      })
  }

  private static func segment(
    _ segment: ClockSegment, _ events: [Recorded<TicketEvent>], _ wall: Wall, isPast: Bool
  ) -> SegmentAnswer {
    func kind(_ mark: Mark) -> String {
      if mark.source == 0 { return isPast ? "then" : "now" }
      // What cannot be seen has no name.
      return events.first { $0.sequence == mark.source }?.event.kind.rawValue ?? "—"
    }
    return SegmentAnswer(
      from: wall.moment(segment.from.at), to: wall.moment(segment.to.at),
      lengthMs: segment.milliseconds, reason: segment.kind.reason, openedBy: segment.from.source,
      closedBy: segment.to.source == 0 ? nil : segment.to.source,
      cause: "\(kind(segment.from)) → \(kind(segment.to))")
  }

  private var page: Page {
    var page = Page()
    page.add(ticket.page)
    if let standpoint { page.add(standpoint.page) }
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
        "    \(reading.target.label): \(DurationText.words(reading.budgetMs))"
          + " of running time by policy \(clock.promise.policy) \(clock.promise.policyVersion)"
          + (clock.promise.calendar == Calendars.always ? "" : ", on \(clock.promise.calendar)"),
        .dim),
      indent: 6)
    let rows = (clock.segments ?? []).map { segment -> [Page.Run] in
      let length = DurationText.words(segment.lengthMs)
      let isPause = segment.reason != nil
      return [
        .init("    " + segment.from.long), .init(segment.to.long), .init(isPause ? "" : length),
        .init(isPause ? length : "", .dim),
        .init((segment.reason.map { $0 + ": " } ?? "") + segment.cause),
      ]
    }
    let sum: [Page.Run] = [
      .init("    sum"), .init(""), .init(DurationText.words(reading.elapsedMs), .strong), .init(""),
      .init("of \(DurationText.words(reading.budgetMs))"),
    ]
    page.add(
      Table(
        columns: [
          .init(), .init(), .right, .right, .init(shrinksTo: 12, wraps: true),
        ], rows: rows + [sum]))
    return page
  }
}
