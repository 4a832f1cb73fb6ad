import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What a write records, before it is kept: what a dry run tells, and what is to be confirmed.
struct Plan {
  private let desk: Writing
  private let call: Call

  init(_ desk: Writing, _ call: Call) {
    self.desk = desk
    self.call = call
  }

  /// What a dry run answers.
  struct Answer: Sendable {
    let would: [EventAnswer]
    /// What whoever confirms it must know besides.
    let cautions: [String]
    let changes: [ChangedClock]?
    let confirm: String
  }

  static let shape = Shape<Answer>(
    "DryRun",
    [
      Field("status", "That nothing was changed.", .constant("dry-run")) { _ in "dry-run" },
      Field("would", "What would be recorded.", .list(EventAnswer.shape.form), \.would),
      Field("cautions", "What to know before it is confirmed.", .list(.text), \.cautions),
      Field(
        maybe: "changes",
        "The clocks that are others by it, of each ticket; absent where there are none, and it is not about"
          + " clocks.",
        .list(ChangedClock.shape.form), \.changes),
      Field("confirm", "The digest by which it is confirmed.", .text, \.confirm),
    ],
    page: { plan in
      var page = Page()
      page.add(.init("nothing was changed; it would be recorded:", .dim))
      for event in plan.would { page.add(event.foretold) }
      for caution in plan.cautions + (plan.changes.map(ChangedClock.told) ?? []) {
        page.add(.init("  " + caution, .warning), indent: 4)
      }
      return page
    })

  func answer(_ digest: (String) -> String) throws(Failure) -> Answer {
    Answer(
      would: try events(), cautions: desk.cautions, changes: try changes(),
      confirm: try self.digest(digest))
  }

  /// The question whether it shall be done; nil where there is none, or it was answered.
  ///
  /// A reason that is given, where none is needed and there is nothing to know besides, is an answer too. The value is the digest of the
  /// plan and of what it rests on, so that nobody confirms what another call changed meanwhile; a
  /// value that is given must be right, whatever else is.
  func unconfirmed(_ digest: (String) -> String) throws(Failure) -> Needs? {
    guard let slot = call.command.slot(named: Parameters.confirm.name), !desk.recorded.isEmpty
    else { return nil }
    let given = call[optional: Parameters.confirm]
    // Where nothing is to be asked, what was confirmed is compared all the same.
    let isAsked =
      !desk.asksNothing
      && (call[optional: Parameters.because] == nil || !desk.cautions.isEmpty
        || desk.changes != nil)
    if given == nil, !isAsked { return nil }
    let wanted = try self.digest(digest)
    if given == wanted { return nil }
    var arguments = call.arguments
    arguments[slot.name] = nil
    var input = Needs.Input(
      slot: slot, message: try question().joined(separator: "\n"),
      candidates: [Candidate(wanted, label: "yes")], agreement: .string(wanted))
    if given != nil {
      var fault = Problem(.conflict, "what was to be confirmed is not what would be done now")
      fault.pointer = "/" + slot.name
      input.fault = fault
    }
    return Needs(command: call.command, arguments: arguments, inputs: [input])
  }

  /// Of a ticket that is written to, all that becomes of its clocks; of the others what the command told.
  private func changes() throws(Failure) -> [ChangedClock]? {
    var changes = desk.changes ?? []
    let told = Set(changes.map(\.ticket))
    for number in Set(desk.recorded.compactMap(\.fact.stream.ticket)).subtracting(told).sorted() {
      changes += ChangedClock.all(
        from: desk.before[number], to: try desk.ticketAsLeft(number),
        try desk.calendars.byName(), desk.wall)
    }
    return changes.isEmpty ? desk.changes : changes
  }

  /// What whoever confirms it must know, and whether it shall be done, a line a thing.
  private func question() throws(Failure) -> [String] {
    var told: [String] = []
    for one in desk.recorded where !Self.moves(one.fact) {
      told.append(String(try event(one).foretold.text(width: .max).drop { $0 == " " }))
    }
    told = told.shown()
    let start = "it would be recorded:"
    return (told.count == 1 ? ["\(start) \(told[0])"] : [start] + told.map { "  " + $0 })
      + desk.cautions + (desk.changes.map(ChangedClock.told) ?? []) + ["shall it be done?"]
  }

  private func events() throws(Failure) -> [EventAnswer] {
    try desk.recorded.map { one throws(Failure) in try event(one) }
  }

  /// Whether it moves a ticket to another version of the policy, which rests on its clocks alone, and is told by
  /// them.
  private static func moves(_ fact: Fact) -> Bool {
    if case .ticket(_, let event) = fact { event.kind == .repromised } else { false }
  }

  private func event(_ one: Occurrence) throws(Failure) -> EventAnswer {
    switch one.fact {
    case .ticket(let number, let event):
      EventAnswer(
        try TicketEvents.telling(event, by: desk.actor.number, of: nil, desk), of: number,
        at: one.occurredAt == desk.wall.now ? nil : desk.wall.moment(one.occurredAt))
    case .person(let number, let event):
      EventAnswer(try PersonEvents.telling(event, of: number, desk))
    case .desk(let event): EventAnswer(try ClockEvents.telling(event, desk))
    case .calendar(_, let event): EventAnswer(CalendarEvents.telling(event, desk))
    case .policy(_, let event): EventAnswer(PolicyEvents.telling(event, desk))
    case .service: preconditionFailure("no command records \(one.fact.kind)")
    }
  }

  /// Twelve digits are enough to tell one plan from another.
  private func digest(_ digest: (String) -> String) throws(Failure) -> String {
    var arguments = call.arguments
    for name in [
      Parameters.confirm.name, WriteTerm.dryRun.name, WriteTerm.idempotencyKey.name,
      WriteTerm.ifRevision.name,
    ] {
      arguments[name] = nil
    }
    var lines = [call.command.name, JSONValue.object(arguments).canonical()]
    // Nor does anybody confirm what they were not told of.
    lines +=
      desk.cautions
      + (desk.changes ?? []).map {
        $0.binding(isFixed: desk.changesAreFixed)
      }
    for fact in desk.recorded.map(\.fact) {
      lines += [fact.stream.text, fact.kind, fact.text(at: desk.wall.now)]
      if case .ticket(let number, _) = fact, !Self.moves(fact) {
        lines.append(String(try desk.ticketAsLeft(number).revision))
      }
    }
    return String(digest(lines.joined(separator: "\n")).prefix(12))
  }
}

extension Fact {
  /// What the fact says as canonical JSON, its words open.
  ///
  /// What holds from now on does so whenever now is: who confirms a plan does it later than it was made.
  fileprivate func text(at now: Instant) -> String {
    var payload = payload { _, words in .string(words.shown) }
    switch self {
    case .policy, .calendar:
      if payload["since"]?.integer == now.milliseconds { payload["since"] = "now" }
    default: break
    }
    return JSONValue.object(payload).canonical()
  }
}
