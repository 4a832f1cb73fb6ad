import Interpreter
import ServiceLevels
import SupportDesk

/// What has two tickets to do with each other.
enum Relations {
  private typealias P = Parameters

  private static let target = Parameter(
    "into", "The ticket as which it goes on.", .otherTicket, ask: "Into which ticket?")
  private static let other = Parameter(
    "other", "The other ticket.", .otherTicket, ask: "With which ticket?")
  private static let message = Parameter(
    "message", "The number of the customer's message, as `history` shows it.",
    .integer(1...(1 << 53)), ask: "From which message, by its number in the history?")
  private static let since = Parameter(
    "since", "`message`: it counts from when the message was written, not from now.",
    ValueType<Since>.choice("begin"))

  private enum Since: String, CaseIterable, Sendable { case message }

  static let entries: [Entry] = [merge, split] + [true, false].map { link(on: $0) }

  private static let merge = Entry.ticketWrite(
    "ticket.merge", "Has a ticket go on as another one of the same customer's.",
    details: """
      What is said on it from then on is said on the other. Its clocks end, and what they had reached \
      stays, so that what both had missed is missed on both. The other is owed an answer since the first of the words that wait for one on either.
      """,
    effect: .visible, verbs: ["merge"],
    slots: [target.slot(after: "into"), P.confirm.option()], needs: .workTickets,
    errors: [.illegalTransition, .badValue]
  ) { call, desk throws(Failure) in
    let ticket = try desk.ticket(call, P.ticket)
    try desk.checkRevision(call, ticket)
    let named = try desk.ticket(call, target)
    let target = try desk.goingOn(as: named)
    if target.number == ticket.number, named.number != ticket.number {
      throw .refused(
        .within(slot: Self.target.name, span: nil, .merged(named.number, into: target.number)))
    }
    let now = try desk.circumstances(of: target, at: desk.wall.now)
    if target.number == ticket.number {
      throw .refused(.within(slot: Self.target.name, span: nil, .mergeOfItself(ticket.number)))
    }
    let events = try refusing { () throws(Refusal) in try ticket.merge(into: target, now) }
    let left = events.target.reduce(target) { $0.trying($1, at: desk.wall.now) }
    if target.status == .waiting, left.status != .waiting {
      desk.caution("\(target.number) waits no longer: its customer wrote meanwhile")
    }
    if desk.shown(target.snoozedUntil) != nil, desk.shown(left.snoozedUntil) == nil {
      desk.caution("lists show \(target.number) again")
    }
    let own = events.own.reduce(ticket) { $0.trying($1, at: desk.wall.now) }
    let changes =
      ChangedClock.all(from: ticket, to: own, now.calendars, desk.wall)
      + ChangedClock.all(from: target, to: left, now.calendars, desk.wall)
    if !changes.isEmpty { desk.caution(of: changes, isFixed: true) }
    // What its customer said meanwhile may have ended a wait long ago.
    desk.judgeAnew([target.number])
    let receipt = try desk.record(
      events.own.map { .ticket(ticket.number, $0) }
        + events.target.map { .ticket(target.number, $0) })
    return Changed(
      ticket: try TicketAnswer(desk.ticketAsLeft(target.number), desk), receipt: receipt,
      said: "goes on with what was \(ticket.number)")
  }

  private static let split = Entry.ticketWrite(
    "ticket.split", "Makes a ticket of its own of one of the customer's messages.",
    details: """
      It is the same customer's, counts from now on, or with `--since message` from when the message was \
      written, and has the subject and priority of the other unless it is said. What was said on a ticket that \
      was merged into the other can be split from it, too.
      """,
    effect: .visible, verbs: ["split"],
    slots: [
      message.slot(after: "from"), since.option(), P.priority.option(),
      P.subject.slot(onlyAfter: ":", optional: true),
    ],
    needs: .workTickets,
    errors: [.badText, .badValue, .illegalTransition, .unchanged, .missingInput]
  ) { call, desk throws(Failure) in
    let ticket = try desk.ticket(call, P.ticket)
    try desk.checkRevision(call, ticket)
    // Before anything is looked for.
    try refusing { () throws(Refusal) in try ticket.check(.split) }
    let subject = try desk.line(call, maybe: P.subject, TextRules.subject)
    let said = try desk.words(of: call[message], on: ticket)
    try refusing { () throws(Refusal) in
      try ticket.checkSplit(of: said.event, saidAt: said.occurredAt, by: said.way)
    }
    let at = call[optional: since] == .message ? said.occurredAt : desk.wall.now
    let number = try desk.nextTicket()
    let opening = try desk.opening(
      of: number, like: ticket, call[optional: P.priority] ?? ticket.priority,
      subject: subject, said.message, at: at
    ) { $0.origin = .init(ticket: said.holder, message: said.event) }
    let receipt = try desk.record(
      opening, at: at == desk.wall.now ? nil : at,
      now: [.ticket(said.holder, .split(.init(ticket: number, message: said.event)))])
    return Changed(
      ticket: try TicketAnswer(desk.ticketAsLeft(number), desk), receipt: receipt,
      said: "was a part of \(said.holder)")
  }

  private static func link(on: Bool) -> Entry {
    .ticketWrite(
      on ? "ticket.link" : "ticket.unlink",
      on
        ? "Says that a ticket has to do with another."
        : "Says that a ticket has nothing to do with another after all.",
      details: "Both show it, to staff; no clock is another by it.",
      verbs: [on ? "link" : "unlink"],
      slots: [other.slot(after: on ? "to" : "from", "with")], needs: .workTickets,
      errors: [.unchanged, .illegalTransition, .badValue],
      examples: [
        on
          ? Example("link 1 to 2", "has to do with #2")
          : Example("unlink 1 from 2", "has nothing to do with #2")
      ]
    ) { call, desk throws(Failure) in
      let ticket = try desk.ticket(call, P.ticket)
      try desk.checkRevision(call, ticket)
      let other = try desk.ticket(call, other)
      if other.number == ticket.number {
        throw .refused(.within(slot: Self.other.name, span: nil, .linkToItself(ticket.number)))
      }
      let events = try refusing { () throws(Refusal) in try ticket.link(other, on: on) }
      let receipt = try desk.record([
        .ticket(ticket.number, events.0), .ticket(other.number, events.1),
      ])
      return Changed(
        ticket: try TicketAnswer(desk.ticketAsLeft(ticket.number), desk), receipt: receipt,
        said: "has \(on ? "" : "nothing ")to do with \(other.number)")
    }
  }
}

extension Writing {
  /// A message of the customer's, and the tickets by which it got here, by merges.
  fileprivate struct Said {
    let way: [Ticket]
    let event: Int64
    let message: TicketEvent.Message
    let occurredAt: Instant

    var holder: TicketNumber { way[0].number }
  }

  /// The customer's words of an event of a ticket, or of one that was merged into it.
  fileprivate func words(of event: Int64, on ticket: Ticket) throws(Failure) -> Said {
    var ways = [[ticket]]
    while let way = ways.popLast() {
      let found = try history(of: way[0]).first { $0.sequence == event }
      if let found, case .received(let words) = found.event, words.message.text.text != nil {
        return Said(way: way, event: event, message: words.message, occurredAt: found.occurredAt)
      }
      for number in way[0].absorbed where !way.contains(where: { $0.number == number }) {
        if let merged = try seen(number) { ways.append([merged] + way) }
      }
    }
    throw .refused(
      .within(
        slot: "message", span: nil,
        .noSuchMessage(ticket.number, event, hasMerged: !ticket.absorbed.isEmpty)))
  }
}
