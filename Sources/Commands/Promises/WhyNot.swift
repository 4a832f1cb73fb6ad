import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What a ticket is not, and why not: or that it is.
struct WhyNotAnswer: Sendable {
  /// What is asked.
  enum Question: String, CaseIterable, Sendable {
    case overdue, paused
    case underAnotherPolicy = "under-another-policy"
    case anotherRow = "another-row"
    case leftOut = "left-out"

    /// As a page asks it.
    var words: String { rawValue.split(separator: "-").joined(separator: " ") }
  }

  struct Reason: Sendable {
    let question: Question
    let holds: Bool
    let because: String
  }

  let ticket: TicketTitle
  let standpoint: StandpointAnswer?
  let reasons: [Reason]

  private static let reasonShape = Shape<Reason>(
    "WhyNotReason",
    [
      Field("question", "What is asked.", .word, \.question),
      Field("holds", "Whether it is so.", .flag, \.holds),
      Field("because", "Why it is, or is not.", .text, \.because),
    ])

  static let shape = Shape<WhyNotAnswer>(
    "WhyNot",
    [
      Field("ticket", "Which ticket.", .ticketNumber, \.ticket.number),
      StandpointAnswer.field(\.standpoint),
      Field(
        "reasons", "Each question with its answer; for its customer those about clocks alone.",
        .list(reasonShape.form), \.reasons),
    ],
    focus: { $0.standpoint == nil ? $0.ticket.focus : nil },
    page: { answer in
      var page = Page()
      page.add(answer.ticket.page)
      if let standpoint = answer.standpoint { page.add(standpoint.page) }
      for reason in answer.reasons {
        page.add(
          .init("  \(reason.holds ? "" : "not ")\(reason.question.words): ", .strong),
          .init(reason.because), indent: 4)
      }
      return page
    })

  static let entry = Entry.read(
    "sla.why-not",
    "Says why a ticket is not overdue, not paused, not promised by another policy or row.",
    verbs: ["why not"], slots: [Parameters.ticket.slot(after: "ticket")] + Reading.standpoints,
    needs: .seeServiceLevels, errors: [.badValue],
    examples: [Example("why not 1", "not paused")], answers: shape
  ) { call, now throws(Failure) in
    let desk = try now.looking(call)
    let ticket = try desk.ticket(call, Parameters.ticket)
    let clocks = try ClockAnswer.shown(of: ticket, desk).filter {
      $0.reading.state.ending == nil
    }
    var reasons = [overdue(ticket, clocks), paused(ticket, clocks, desk)]
    if desk.scope.isWhole {
      reasons += [
        try underAnotherPolicy(ticket, desk), try anotherRow(ticket, desk), leftOut(ticket, desk),
      ]
    }
    return WhyNotAnswer(
      ticket: try desk.title(of: ticket), standpoint: StandpointAnswer(desk), reasons: reasons)
  }

  private static func overdue(_ ticket: Ticket, _ clocks: [ClockAnswer]) -> Reason {
    func told(_ clock: ClockAnswer) -> String { "\(clock.name.title) \(clock.words.text)" }
    // What rests is paused, however late it is.
    let late = clocks.filter { $0.reading.verdict == .missed && $0.reading.state == .running }
    if !late.isEmpty {
      return Reason(
        question: .overdue, holds: true, because: late.map(told).joined(separator: "; "))
    }
    if clocks.isEmpty {
      return Reason(
        question: .overdue, holds: false,
        because: ticket.status.isLive
          ? "nothing is owed that is promised"
          : "it is \(ticket.status.rawValue), and no clock runs")
    }
    let rests = clocks.contains { $0.reading.verdict == .missed }
    return Reason(
      question: .overdue, holds: false,
      because: (rests ? "what rests is not: " : "") + clocks.map(told).joined(separator: "; "))
  }

  private static func paused(
    _ ticket: Ticket, _ clocks: [ClockAnswer], _ desk: Reading
  ) -> Reason {
    let paused = clocks.filter { if case .paused = $0.reading.state { true } else { false } }
    if !paused.isEmpty {
      let since = ticket.clocks.restsSince.map { " since \(desk.wall.moment($0).long)" } ?? ""
      return Reason(
        question: .paused, holds: true,
        because: paused.map(\.name.title).joined(separator: ", ")
          + ": the customer is waited for\(since)")
    }
    let because =
      if ticket.status == .waiting {
        clocks.isEmpty
          ? "no clock runs that rests while the customer is waited for"
          : "only resolutions and updates rest while the customer is waited for, and the policy may have"
            + " them run on"
      } else if !ticket.status.isLive {
        "it is \(ticket.status.rawValue), and no clock runs"
      } else {
        "it is \(ticket.status.rawValue): clocks rest while the customer is waited for, and responses never"
      }
    return Reason(question: .paused, holds: false, because: because)
  }

  private static func underAnotherPolicy(
    _ ticket: Ticket, _ desk: Reading
  ) throws(Failure) -> Reason {
    let own = desk.policies.version(of: ticket)
    let now = desk.policies.inForce(at: desk.wall.now)
    let opened = desk.wall.moment(ticket.openedAt).long
    var words =
      ticket.moves.isEmpty
      ? "it was opened \(opened), when \(own.name) \(own.version) held"
      : "it was moved to \(own.name) \(own.version)"
    if now.version != own.version, ticket.status.isLive {
      let since = now.since.map { " from \(desk.wall.moment($0).long) on" } ?? ""
      words +=
        "; \(now.name) \(now.version) holds\(since) for what is opened then, and nobody moved it:"
        + " policy apply --to open"
    }
    for later in desk.policies.holding where later.start > desk.wall.now {
      let from = PolicyAnswer(later, desk).from
      words += "; \(later.name) \(later.version) holds \(from) for what is opened then"
    }
    return Reason(question: .underAnotherPolicy, holds: false, because: words)
  }

  private static func anotherRow(
    _ ticket: Ticket, _ desk: Reading
  ) throws(Failure) -> Reason {
    let rows = try PolicyRowMatch.all(of: ticket, desk)
    let others = rows.filter { $0.mismatch != nil }.map(\.words)
    let own =
      rows.last.flatMap { $0.mismatch == nil ? $0.row : nil }.map {
        "row \($0.rank) is the first that it matches"
      } ?? "no row is for it"
    return Reason(
      question: .anotherRow, holds: false, because: (others + [own]).joined(separator: "; "))
  }

  private static func leftOut(_ ticket: Ticket, _ desk: Reading) -> Reason {
    if let until = desk.shown(ticket.snoozedUntil) {
      return Reason(
        question: .leftOut, holds: true,
        because: "lists leave it out until \(until.long), or the customer's word")
    }
    if !ticket.status.isLive {
      return Reason(
        question: .leftOut, holds: true,
        because: "it is \(ticket.status.rawValue): lists show it where a status is named")
    }
    return Reason(question: .leftOut, holds: false, because: "lists show it")
  }
}
