import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What happened, as a history shows it, or what would happen, as a dry run does.
struct EventAnswer: Sendable {
  /// What only a recorded event has.
  struct Record: Sendable {
    let occurredAt: Moment
    let recordedAt: Moment
    let change: Int64
    let sequence: Int64
    let actor: ActorAnswer
    /// When it was told, of what was told late; what another system told was history then.
    let toldAt: Moment?
  }

  let record: Record?
  /// Of which ticket, where that is not said around it: of what a dry run foretells.
  private(set) var ticket: TicketNumber?
  /// When that would have happened which a dry run foretells; nil for when it is done.
  private(set) var foretoldAt: Moment?
  let telling: Telling

  /// An event of a ticket's history.
  ///
  /// - Parameter title: what the ticket is called now: where it was opened under another name, the
  ///   history says which.
  init(
    _ event: Recorded<TicketEvent>, of ticket: Ticket, showingSubjectBut title: TicketTitle,
    _ desk: Reading
  ) throws(Failure) {
    record = Record(
      occurredAt: desk.wall.moment(event.occurredAt),
      recordedAt: desk.wall.moment(event.recordedAt), change: event.change,
      sequence: event.sequence, actor: try ActorAnswer(event.actor, desk),
      toldAt: event.knownAt - event.occurredAt < 1_000 || ticket.reference != nil
        ? nil : desk.wall.moment(event.knownAt))
    let telling = try TicketEvents.telling(
      event.event, by: event.actor.person, of: ticket, desk)
    if case .opened(let opened) = event.event, opened.subject.shown != title.text {
      self.telling = telling.saying(opened.subject.shown)
    } else {
      self.telling = telling
    }
  }

  /// An event that is not recorded: it would be, or it follows from those that are.
  init(_ telling: Telling, of ticket: TicketNumber? = nil, at instant: Moment? = nil) {
    record = nil
    self.ticket = ticket
    foretoldAt = instant
    self.telling = telling
  }

  /// The shape of every event, a choice by its kind.
  static let shape = Shape<EventAnswer>(
    "Event",
    cases: (TicketEvents.forms + PersonEvents.forms + ClockEvents.forms + CalendarEvents.forms
      + PolicyEvents.forms).map { form in
        Case(
          form.kind, form.isRecorded ? recordFields : [], more: form.schema,
          { event in event.telling.kind == form.kind ? (event, event.telling.json()) : nil })
      },
    page: \.page)

  private static let recordFields: [Field<EventAnswer>] = [
    Field(
      maybe: "ofTicket", "Which ticket it would be recorded of; of what a dry run foretells.",
      .ticketNumber
    ) { $0.ticket },
    Field(
      maybe: "occurredAt",
      "When it happened; of what a dry run foretells absent where that is when it is done.",
      .instant
    ) { $0.record?.occurredAt ?? $0.foretoldAt },
    Field(maybe: "recordedAt", "When it was recorded.", .instant) { $0.record?.recordedAt },
    Field(maybe: "actor", "Who did it.", ActorAnswer.shape.form) { $0.record?.actor },
    Field(maybe: "change", "The change's number in the journal.", .count) { $0.record?.change },
    Field(maybe: "sequence", "The event's number in the journal.", .count) { $0.record?.sequence },
  ]

  /// When it happened, who did it and what; then the words that were said.
  var page: Page {
    var page = Page()
    let stamp = (telling.at ?? record?.occurredAt).map { Page.Run("  \($0.long)  ", .dim) }
    let who = record.map { Page.Run("\($0.actor.name) ") } ?? .init("")
    // A customer's words can be made a ticket of their own, by their number.
    let number =
      telling.kind == TicketEvent.Kind.received.rawValue
      ? record.map { Page.Run(" · message \($0.sequence)", .dim) } : nil
    page.add(
      stamp ?? .init("  "), who, .init(telling.sentence, telling.tone), number ?? .init(""),
      .init(record?.toldAt.map { ", recorded \($0.long)" } ?? "", .dim), indent: 4)
    if let text = telling.text { page.blocks.append(.quotation(text, margin: 20)) }
    return page
  }

  /// As a dry run and a question show it: with its ticket, where it is one's.
  var foretold: Page {
    var page = Page()
    page.add(
      foretoldAt.map { Page.Run("  \($0.long)  ", .dim) } ?? .init("  "),
      .init(ticket.map { "\($0): " } ?? ""), .init(telling.sentence, telling.tone), indent: 4)
    if let text = telling.text { page.blocks.append(.quotation(text, margin: 20)) }
    return page
  }
}
