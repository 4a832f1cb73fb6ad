import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What a write to a ticket answers: the ticket as the call left it, and what was recorded.
///
/// A function of the journal up to the change, so a repeated call gets the same again.
struct Changed: Sendable {
  let ticket: TicketAnswer
  /// Of what was told late the clocks that are others by it; nil of all else.
  var changes: [ChangedClock]?
  let receipt: Receipt
  /// What was done to it, for people.
  let said: String

  static let shape = Shape<Changed>(
    "Changed",
    [
      Field("ticket", "The ticket as it is now.", TicketAnswer.shape.form, \.ticket),
      Field(
        maybe: "changes",
        "Of what was told late the clocks that are others by it; absent of what is told of now.",
        .list(ChangedClock.shape.form), \.changes),
    ] + Receipt.fields(\.receipt),
    focus: \.ticket.focus,
    page: { changed in
      var page = changed.ticket.line(changed.said)
      // How clocks stand that are not decided is said already.
      for clock in changed.changes ?? [] where clock.after?.isDecided ?? true {
        page.add(.init("  " + clock.words), indent: 4)
      }
      return page
    })

  /// The answer of the change's own time.
  @Sendable static func again(
    _ entry: JournalEntry, _ desk: Reading
  ) throws(Failure) -> Changed {
    // Of a merge the ticket that goes on, else the first.
    let event =
      entry.events.first { $0.kind == TicketEvent.Kind.absorbed.rawValue }
      ?? entry.events.first { StreamName($0.stream)?.ticket != nil }
    guard let number = event.flatMap({ StreamName($0.stream)?.ticket }) else {
      throw .storage(.damaged("change \(entry.change) is of no ticket"))
    }
    let ticket = try desk.ticket(.number(number))
    let isLate = entry.events.contains {
      StreamName($0.stream)?.ticket == number && $0.occurredAt != entry.recordedAt
    }
    var changes: [ChangedClock]?
    if isLate, let before = try desk.before(entry).seen(number) {
      changes = ChangedClock.all(from: before, to: ticket, try desk.calendars.byName(), desk.wall)
    }
    return Changed(
      ticket: try TicketAnswer(ticket, desk), changes: changes, receipt: .again(entry),
      said: "was changed so before")
  }
}

extension Writing {
  /// What every write to one ticket does: look, decide, record, answer.
  ///
  /// - Parameters:
  ///   - ticket: the one that is changed, where it is another than the call names, whose revision was checked.
  ///   - when: the parameter that says when it happened, of commands that may tell it late.
  /// - Throws: `conflict` where the ticket is at another revision than the call expects.
  func change(
    _ call: Call, _ said: String, on ticket: Ticket? = nil, when: Parameter<ToldTime>? = nil,
    _ decide: (Ticket, Circumstances) throws(Refusal) -> [TicketEvent]
  ) throws(Failure) -> Changed {
    let isNamed = ticket == nil
    let ticket = if let ticket { ticket } else { try self.ticket(call, Parameters.ticket) }
    if isNamed { try checkRevision(call, ticket) }
    var at: Instant?
    // What happens now is not told late.
    if let when, call[optional: when] != nil { at = try occurrence(call, when, on: ticket) }
    let circumstances = try circumstances(of: ticket, at: at ?? wall.now)
    let events = try refusing { () throws(Refusal) in try decide(ticket, circumstances) }
    let receipt = try record(events.map { .ticket(ticket.number, $0) }, at: at)
    let left = try ticketAsLeft(ticket.number)
    // Words that open a ticket again do more than they say.
    let isReopened = !ticket.status.isLive && left.status.isLive && said != "reopened"
    let changes =
      at == nil || at == wall.now
      ? nil : ChangedClock.all(from: ticket, to: left, try calendars.byName(), wall)
    return Changed(
      ticket: try TicketAnswer(left, self), changes: changes, receipt: receipt,
      said: isReopened ? "\(said) and open again" : said)
  }

  /// - Throws: `conflict` where the ticket is another customer's by now than the one for whom the call was begun.
  func check(_ call: Call, isFor customer: PersonNumber?) throws(Failure) {
    guard let customer, let reference = call[optional: Parameters.ticket] else { return }
    let ticket = try ticket(reference, within: Parameters.ticket.name)
    if ticket.customer != customer {
      throw .refused(
        .within(slot: Parameters.ticket.name, span: nil, .changedHands(ticket.number)))
    }
  }

  /// - Throws: `conflict` where the ticket is at another revision than the call expects.
  func checkRevision(_ call: Call, _ ticket: Ticket) throws(Failure) {
    let revision = scope.revision(of: ticket)
    if let expected = call[optional: WriteTerm.ifRevision], expected != revision {
      throw .refused(
        .within(
          slot: WriteTerm.ifRevision.name, span: nil,
          .conflict(ticket: ticket.number, expected: expected, actual: revision)))
    }
  }
}

extension Entry {
  /// A write to one ticket.
  static func ticketWrite(
    _ name: String, _ summary: String, details: String = "", effect: Effect = .write,
    verbs: [String],
    slots: @escaping @autoclosure @Sendable () -> [Slot] = [], needs permission: Permission,
    errors: @escaping @autoclosure @Sendable () -> [ErrorKind] = [],
    examples: @escaping @autoclosure @Sendable () -> [Example] = [],
    _ body: @escaping @Sendable (Call, Writing) throws(Failure) -> Changed
  ) -> Entry {
    .write(
      name, summary, details: details, effect: effect, verbs: verbs,
      slots: [Parameters.ticket.slot(after: "ticket")] + slots(), needs: permission,
      errors: errors(), examples: examples(), answers: Changed.shape, again: Changed.again, body)
  }
}
