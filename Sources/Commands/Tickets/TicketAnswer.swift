import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A ticket as an answer shows it: as data, as lines, never both written twice.
struct TicketView {
  let ticket: Ticket
  let turn: Turn
  /// The instant at which clocks are read.
  let at: Instant
  let subject: String

  init(_ ticket: Ticket, _ turn: Turn, at: Instant? = nil) throws(Failure) {
    self.ticket = ticket
    self.turn = turn
    self.at = at ?? turn.now
    let query = TicketQuery(Scope(of: turn.actor), .number([ticket.number]), limit: 1)
    subject = try turn.state.tickets(query).first?.subject ?? "(erased)"
  }

  var focus: Focus {
    Focus(value: .integer(ticket.number.value), label: "\(ticket.number)", title: subject)
  }

  // MARK: Data

  func data() throws(Failure) -> JSONObject {
    var object: JSONObject = [
      "number": .integer(ticket.number.value), "subject": .string(subject),
      "status": .string(ticket.status.rawValue), "priority": .string(ticket.priority.rawValue),
      "agent": try person(ticket.agent), "customer": try person(ticket.customer),
      "tags": .array(ticket.tags.sorted().map(JSONValue.string)),
      "revision": .integer(ticket.revision), "openedAt": time(ticket.openedAt),
      "updatedAt": time(ticket.updatedAt), "clocks": .array(clocks.map(data)),
    ]
    if let reference = ticket.reference { object["reference"] = .string(reference.name) }
    return object
  }

  private func person(_ number: PersonNumber?) throws(Failure) -> JSONValue {
    guard let number else { return .null }
    return ["number": .integer(number.value), "name": .string(try turn.name(of: number))]
  }

  private func time(_ instant: Instant) -> JSONValue {
    .string(InstantText.iso(instant, in: .utc))
  }

  // MARK: Clocks

  /// The clocks read at the view's instant; of next-response clocks the last alone.
  var clocks: [(name: ClockName, ordinal: Int64, reading: ClockReading)] {
    let all = ticket.clocks.all
    let last = all.last { $0.name == .nextResponse }?.ordinal
    return all.filter { $0.name != .nextResponse || $0.ordinal == last }
      .map { ($0.name, $0.ordinal, $0.clock.reading(at: at)) }
  }

  private func data(
    _ clock: (name: ClockName, ordinal: Int64, reading: ClockReading)
  ) -> JSONValue {
    let reading = clock.reading
    var object: JSONObject = [
      "clock": .string(clock.name.rawValue), "state": .string(Self.word(reading.state)),
      "verdict": .string(Self.word(reading.verdict)),
      "target": .string(reading.target.label),
      "budgetMs": .integer(reading.budgetMs), "elapsedMs": .integer(reading.elapsedMs),
      "remainingMs": .integer(reading.remainingMs),
    ]
    if let due = reading.due { object["due"] = time(due) }
    if let limit = reading.limit { object["limit"] = time(limit) }
    if !reading.breaches.isEmpty {
      object["breaches"] = .array(
        reading.breaches.map {
          [
            "at": time($0.at), "target": .string($0.label),
            "cause": .string($0.cause == .overrun ? "overrun" : "reclassified"),
          ]
        })
    }
    return .object(object)
  }

  static func word(_ state: ClockState) -> String {
    switch state {
    case .running: "running"
    case .paused: "paused"
    case .stopped: "stopped"
    }
  }

  static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .open: "open"
    case .met: "met"
    case .missed: "missed"
    case .endedByResolution: "ended-by-resolution"
    case .cancelled: "cancelled"
    }
  }

  /// How a clock stands, in words: `due 09:30 (in 30 m)`, `paused, 3 h left`, `met in 20 m`.
  func words(_ reading: ClockReading) -> Page.Run {
    switch (reading.state, reading.verdict) {
    case (.running, .missed):
      .init("overdue by \(DurationText.words(-reading.remainingMs))", .danger)
    case (.running, _):
      .init(
        "due \(shown(reading.due ?? at)) (in \(DurationText.words(reading.remainingMs)))",
        reading.remainingMs * 4 <= reading.budgetMs ? .warning : .plain)
    case (.paused, .missed):
      .init("paused, overdue by \(DurationText.words(-reading.remainingMs))", .danger)
    case (.paused, _): .init("paused, \(DurationText.words(reading.remainingMs)) left", .dim)
    case (.stopped, .met): .init("met in \(DurationText.words(reading.elapsedMs))", .good)
    case (.stopped, .missed):
      .init(
        "missed by \(DurationText.words(-reading.remainingMs)),"
          + " took \(DurationText.words(reading.elapsedMs))", .danger)
    case (.stopped, .endedByResolution): .init("ended by the resolution", .dim)
    case (.stopped, _): .init("cancelled", .dim)
    }
  }

  /// The time alone on the day of the view, else with its day.
  func shown(_ instant: Instant) -> String {
    turn.zone.civil(at: instant).date == turn.zone.civil(at: at).date
      ? TimeWords.clock(instant, in: turn.zone) : TimeWords.short(instant, in: turn.zone)
  }

  // MARK: Pages

  /// What a write answers: the ticket in a line, and its clocks that run.
  func line(_ said: String) -> Page {
    var runs: [Page.Run] = [.init("\(ticket.number) ", .strong), .init(said)]
    for clock in clocks {
      if case .stopped = clock.reading.state { continue }
      runs.append(.init("; \(Self.title(clock.name)) "))
      runs.append(words(clock.reading))
    }
    return Page([.line(runs, indent: 4)])
  }

  static func title(_ name: ClockName) -> String {
    switch name {
    case .response: "response"
    case .nextResponse: "next response"
    case .resolution: "resolution"
    }
  }

  func page() throws(Failure) -> Page {
    var page = Page()
    page.add(.init("\(ticket.number) ", .strong), .init(subject, .strong), indent: 4)
    let agent = try ticket.agent.map { number throws(Failure) in try turn.name(of: number) }
    page.add(
      .init("  \(ticket.status.rawValue) · \(ticket.priority.rawValue) · "),
      .init(agent ?? "nobody has it", agent == nil ? .warning : .plain),
      .init(" · for \(try turn.name(of: ticket.customer)) · revision \(ticket.revision)"),
      indent: 4)
    if let reference = ticket.reference {
      page.add("  \(reference.name) in \(reference.system)")
    }
    if !ticket.tags.isEmpty { page.add("  tags: " + ticket.tags.sorted().joined(separator: " ")) }
    page.add("  opened \(TimeWords.short(ticket.openedAt, in: turn.zone))")
    for clock in clocks {
      let name = Self.title(clock.name)
      page.add(
        .init("  \(name)\(String(repeating: " ", count: max(1, 14 - name.count)))", .dim),
        words(clock.reading), indent: 16)
    }
    return page
  }
}
