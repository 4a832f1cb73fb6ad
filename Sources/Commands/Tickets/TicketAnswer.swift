import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A ticket wherever one occurs in an answer, within what the asker may see.
struct TicketAnswer: Sendable {
  let number: TicketNumber
  /// Nil once erased.
  let subject: String?
  let status: Status
  let priority: Priority
  let agent: PersonAnswer?
  let customer: PersonAnswer
  let tags: [String]
  let revision: Int64
  let openedAt: Moment
  let updatedAt: Moment
  let due: Moment?
  let reference: String?
  /// Until when lists leave it out; nil where they do not, and for its customer.
  let snoozedUntil: Moment?
  /// What it has to do with others; nil in lists, which leave it out.
  var relations: TicketRelations?
  /// The clocks as they stand; nil in lists, which leave them out.
  var clocks: [ClockAnswer]?
  var standpoint: StandpointAnswer?

  init(_ ticket: Ticket, _ desk: Reading) throws(Failure) {
    number = ticket.number
    subject = try desk.subject(of: ticket)
    status = ticket.status
    priority = ticket.priority
    agent = try desk.answer(optional: ticket.agent)
    customer = try desk.answer(ticket.customer)
    tags = desk.scope.isWhole ? ticket.tags.sorted() : []
    revision = desk.scope.revision(of: ticket)
    openedAt = desk.wall.moment(ticket.openedAt)
    updatedAt = desk.wall.moment(desk.scope.updatedAt(of: ticket))
    let clocks = try ClockAnswer.shown(of: ticket, desk)
    due = clocks.filter { $0.reading.state == .running }.compactMap(\.due)
      .min { $0.instant < $1.instant }
    reference = ticket.reference?.name
    snoozedUntil = desk.shown(ticket.snoozedUntil)
    relations = try TicketRelations(ticket, desk)
    self.clocks = clocks
    standpoint = StandpointAnswer(desk)
  }

  init(_ line: TicketLine, _ desk: Reading) throws(Failure) {
    let row = line.row
    number = row.number
    subject = line.subject
    status = row.status
    priority = row.priority
    agent = try desk.answer(optional: row.agent)
    customer = try desk.answer(row.customer)
    tags = line.tags.sorted()
    revision = desk.scope.revision(of: row)
    openedAt = desk.wall.moment(row.openedAt)
    updatedAt = desk.wall.moment(desk.scope.updatedAt(of: row))
    due = row.dueAt.map(desk.wall.moment)
    reference = row.reference
    snoozedUntil = desk.shown(row.snoozedUntil)
  }

  var title: TicketTitle { TicketTitle(number, subject: subject) }

  /// Looking back changes nothing of what `it` means, nor by which name.
  var focus: Focus? { standpoint == nil ? title.focus : nil }

  static let shape = Shape<TicketAnswer>(
    "Ticket",
    [
      Field(
        "number", "The ticket's number, for ever.", .ticketNumber, column: .right,
        \.number),
      Field(
        maybe: "subject", "What it is about; absent once erased.", .text,
        column: .init("subject", shrinksTo: 12), \.subject),
      Field(
        "priority", "How pressing it is.", .word, column: .init("priority", dropOrder: 2),
        \.priority),
      Field("status", "Where it stands.", .word, column: .init("status", dropOrder: 1), \.status),
      Field(
        maybe: "due", "The earliest due instant of its clocks that run.", .due,
        column: .init("due"), \.due),
      Field(
        maybe: "agent", "Who has it; absent while nobody does.", .person,
        column: .init("agent", dropOrder: 3, shrinksTo: 6), \.agent),
      Field("customer", "Whose it is.", .person, \.customer),
      Field("tags", "Its tags; none for its customer.", .list(.text), \.tags),
      Field("revision", "How many changes of it you can see.", .count, \.revision),
      Field("openedAt", "When it was opened.", .instant, \.openedAt),
      Field(
        "updatedAt",
        "When what was last said or done happened; late words count as of when they were said.",
        .instant, \.updatedAt),
      Field(maybe: "reference", "The name another system gave it.", .text, \.reference),
      Field(
        maybe: "snoozedUntil", "Until when lists leave it out; for staff alone.", .instant,
        \.snoozedUntil),
      Field(
        maybe: "relations", "What it has to do with other tickets; lists leave it out.",
        TicketRelations.shape.form
      ) { $0.relations.flatMap { $0.isEmpty ? nil : $0 } },
      Field(
        maybe: "clocks", "Its clocks; lists leave them out.", .list(ClockAnswer.shape.form),
        \.clocks),
      StandpointAnswer.field(\.standpoint),
    ],
    focus: \.focus, page: \.page)

  // MARK: Pages

  /// The ticket in a line, and its clocks that run.
  func line(_ said: String) -> Page {
    var runs: [Page.Run] = [.init("\(number) ", .strong), .init(said)]
    for clock in clocks ?? [] {
      if case .stopped = clock.reading.state { continue }
      runs.append(.init("; \(clock.name.title) "))
      runs.append(clock.words)
    }
    return Page([.line(runs, indent: 4)])
  }

  private var page: Page {
    var page = Page()
    page.add(title.page)
    if let standpoint { page.add(standpoint.page) }
    page.add(
      .init("  \(status.rawValue) · \(priority.rawValue) · "),
      .init(agent?.name ?? "nobody has it", agent == nil ? .warning : .plain),
      .init(" · for \(customer.name) · revision \(revision)"), indent: 4)
    if let reference { page.add("  \(reference)") }
    if let snoozedUntil { page.add("  snoozed until \(snoozedUntil.long)") }
    for words in relations?.words ?? [] { page.add("  " + words) }
    if !tags.isEmpty { page.add("  tags: " + tags.joined(separator: ", ")) }
    page.add("  opened \(openedAt.long)")
    for clock in clocks ?? [] {
      let name = clock.name.title
      page.add(
        .init("  \(name)\(String(repeating: " ", count: max(1, 14 - name.count)))", .dim),
        clock.words, clock.wasLate ?? .init(""), indent: 16)
    }
    return page
  }
}
