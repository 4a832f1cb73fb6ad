import Interpreter
import ServiceLevels
import SupportDesk

/// Changing a calendar from an instant on, and what that makes of verdicts.
struct AmendCalendar: Sendable {
  let calendar: CalendarAnswer
  /// The clocks that are others by it.
  let changes: [ChangedClock]
  let receipt: Receipt
  /// The lines of closed days that it has no more, for who changed it.
  var lost: [String] = []

  private typealias C = CalendarParameters

  private static let from = Parameter(
    "from", "From when on it holds, by its own wall clocks; now, unless it is said.", .effectiveTime
  )
  private static let retroactive = Parameter(
    "retroactive", "That it shall hold from a time that has passed.", .flag)

  static let shape = Shape<AmendCalendar>(
    "AmendedCalendar",
    [
      Field("calendar", "The calendar.", CalendarAnswer.shape.form, \.calendar),
      Field(
        "changes", "The verdicts and due times that are others by it.",
        .list(ChangedClock.shape.form), \.changes),
    ] + Receipt.fields(\.receipt),
    page: { amended in
      var page = Page(.init("the calendar \(amended.calendar.name) is changed:"))
      if let last = amended.calendar.versions.last { page.add(last.page) }
      for line in amended.lost.map({ "no more:  " + $0 }).shown(indent: "  ") {
        page.add(.init(line, .warning), indent: 4)
      }
      if !amended.changes.isEmpty {
        for line in ChangedClock.told(amended.changes) { page.add(.init(line), indent: 4) }
      }
      return page
    })

  static let entry = Entry.write(
    "calendar.amend", "Changes a working calendar from a time on.",
    details: """
      The text is the whole of it: `calendar show` gives the one there is. What ran before stays as it was \
      measured. Where verdicts or due times are others by it, closed days are no more, or are over by then, they are shown \
      first, and it is done once it is confirmed. From a time that has passed it is changed with \
      `--retroactive` and a reason; what was told and is not true any more is taken back.
      """,
    verbs: ["calendar amend"],
    slots: [
      C.name.slot(), C.file.slot(after: "from", optional: true), from.option(),
      retroactive.option(), Parameters.draft.option(), Parameters.confirm.option(),
      Parameters.because.slot(onlyAfter: "because", optional: true), C.text.slot(optional: true),
    ],
    needs: .changePromises,
    errors: [
      .notFound, .badDocument, .badText, .badValue, .unchanged, .retroactive, .conflict,
      .missingInput,
    ],
    examples: [
      Example(
        "calendar amend office --from 2026-06-01 : zone Europe/London; hours Mon-Fri 08:00-18:00",
        "the calendar office is changed")
    ],
    answers: shape,
    again: { entry, desk throws(Failure) in
      let calendar = try desk.calendars.calendar(of: entry)
      return AmendCalendar(
        calendar: CalendarAnswer(calendar, desk.wall),
        changes: try desk.clocks(changedBy: entry, of: calendar), receipt: .again(entry))
    }
  ) { call, desk throws(Failure) in
    let calendar = try C.calendar(call, desk)
    let text = try C.document(call, desk)
    let start =
      try call[optional: from].map { time throws(Failure) in
        try time.instant(in: text.zone.zone, within: from)
      } ?? desk.wall.now
    let because = try desk.line(call, maybe: Parameters.because, TextRules.subject)
    let isPast = start < desk.wall.now
    if call[optional: from] == nil, call[optional: retroactive] == true {
      throw .refused(.within(slot: retroactive.name, span: nil, .startUnsaid))
    }
    if isPast, call[optional: retroactive] != true {
      throw .refused(
        .within(slot: from.name, span: nil, .retroactive(from: start, lacking: "retroactive")))
    }
    if isPast, because == nil { throw .refused(.missing(slot: Parameters.because.name)) }
    let fact = try refusing { () throws(Refusal) in
      try calendar.amended(text, from: start, because: because, at: desk.wall.now)
    }
    try desk.refuseClosing(fact)
    let tickets = try desk.calendars.tickets(measuredBy: calendar.name, from: start)
    let changes = try desk.clocks(of: tickets, changedBy: fact, of: calendar)
    let own = Wall(zone: text.zone.zone, now: desk.wall.now)
    let holds = calendar.fact(at: start)
    let replaced = calendar.versions.filter { $0.start > start }
    for line in TextDifference(from: holds.text, to: text.text).lines { desk.caution(line) }
    for version in replaced {
      desk.caution("what holds from \(own.moment(version.start).long) on would hold no more")
      for line in TextDifference(from: version.text, to: text.text).lost { desk.caution(line) }
    }
    desk.caution(of: changes, isFixed: start != desk.wall.now)
    // Whoever writes one day down means to add it, and not to open on all others.
    var lost: [String] = []
    for version in [holds] + replaced {
      let first = max(start, version.start)
      lost += text.hours.lost(
        of: version.hours, from: String(own.moment(first).long.prefix(10))
      ).filter { !lost.contains($0) }
    }
    let idle = text.hours.idle(
      unlike: holds.hours, before: String(own.moment(start).long.prefix(10)))
    for line in idle {
      desk.caution(
        "\(line) is over by then: it counts where it holds from that day on, --retroactive")
    }
    if !isPast, changes.isEmpty, replaced.isEmpty, lost.isEmpty, idle.isEmpty { desk.askNothing() }
    let receipt = try desk.record([.calendar(calendar.number, .set(fact))])
    if isPast { desk.judgeAnew(Set(tickets.map(\.number))) }
    return AmendCalendar(
      calendar: CalendarAnswer(try desk.calendars.calendar(calendar.number), desk.wall),
      changes: changes, receipt: receipt, lost: lost)
  }
}

extension Reading {
  /// A calendar by which a policy has days, weeks or months never begins to close.
  fileprivate func refuseClosing(_ fact: CalendarFact) throws(Failure) {
    if fact.hours.isAlways { return }
    let now = policy
    // Those in force, and those to come.
    for policy in policies.holding where policy == now || policy.start > wall.now {
      let civil = policy.rows.filter { $0.calendar == fact.name }.contains { row in
        row.targets.values.contains { text in
          let target = try? Target(text: text)
          return target.map { $0.isCivil && !$0.isAlways } == true
        }
      }
      if civil { throw .refused(.measuresCivilTargets(fact.name, policy: policy.name)) }
    }
  }

  /// The clocks that are others once the calendar is changed, in the order of tickets.
  fileprivate func clocks(
    of tickets: [Ticket], changedBy fact: CalendarFact, of calendar: Calendar
  ) throws(Failure) -> [ChangedClock] {
    let before = try calendars.byName()
    let after = before.replacing(calendar.name, with: calendar.adding(fact).history)
    return tickets.flatMap { changes(of: $0, on: calendar.name, from: before, to: after) }
  }

  /// Those that a change made others, as of its own time.
  fileprivate func clocks(
    changedBy entry: JournalEntry, of calendar: Calendar
  ) throws(Failure) -> [ChangedClock] {
    let earlier = try before(entry)
    let before = try earlier.calendars.byName()
    let after = before.replacing(calendar.name, with: calendar.history)
    let start = calendar.versions.last?.start ?? .earliest
    var changed: [ChangedClock] = []
    for ticket in try calendars.tickets(measuredBy: calendar.name, from: start) {
      guard let then = try earlier.seen(ticket.number) else { continue }
      changed += changes(of: then, on: calendar.name, from: before, to: after)
    }
    return changed
  }

  private func changes(
    of ticket: Ticket, on calendar: String, from before: Calendars, to after: Calendars
  ) -> [ChangedClock] {
    ticket.clocks.all.filter { $0.clock.calendarNames.contains(calendar) }.flatMap {
      ordinal, clock in
      ChangedClock.all(
        of: ticket.number, ordinal, before: .init(clock, at: wall.now, by: before),
        after: .init(clock, at: wall.now, by: after), wall)
    }
  }
}

extension CalendarFact {
  fileprivate var text: String { CalendarText(zone: zone, hours: hours).text }
}

extension OpeningHours {
  /// The closures of others, as lines, that these have no more, by whatever name: a day that is closed for longer
  /// is none, nor one that is over.
  ///
  /// - Parameter day: that from which on these hold, as `2026-12-25`.
  fileprivate func lost(of others: OpeningHours, from day: String) -> [String] {
    others.closures.filter { closure in
      if case .date = closure.day, closure.day.text < day { return false }
      return !closures.contains {
        $0.day == closure.day && $0.hours.from <= closure.hours.from
          && $0.hours.until >= closure.hours.until
      }
    }.map { "closed    " + $0.line }
  }

  /// The closures, as lines, that others have not, of days that are over when these begin to hold: they do nothing.
  fileprivate func idle(unlike others: OpeningHours, before day: String) -> [String] {
    closures.filter { closure in
      guard case .date = closure.day, closure.day.text < day else { return false }
      return !others.closures.contains { $0.day == closure.day && $0.hours == closure.hours }
    }.map { "closed " + $0.line }
  }
}

extension Closure {
  fileprivate var line: String {
    [day.text, hours == .wholeDay ? "" : hours.text, name].filter { !$0.isEmpty }.joined(
      separator: " ")
  }
}
