import Interpreter
import SupportDesk

/// Everything the desk holds of a person, as data to give to them.
struct ExportPerson: Sendable {
  let person: PersonEntry
  let user: Int64?
  let tickets: [Part]
  let written: [Part]
  let drafts: [DraftsAnswer.Item]

  /// The events of one ticket.
  struct Part: Sendable {
    let ticket: TicketTitle
    let events: [EventAnswer]
  }

  private static let partShape = Shape<Part>(
    "TicketPart",
    [
      Field("ticket", "The ticket's number.", .ticketNumber, \.ticket.number),
      Field("subject", "What it is about now, where it is theirs.", .text, \.ticket.text),
      Field("events", "What happened, in order.", .list(EventAnswer.shape.form), \.events),
    ])

  static let shape = Shape<ExportPerson>(
    "PersonExport",
    [
      Field("person", "Who, with name and address.", PersonEntry.shape.form, \.person),
      Field(
        maybe: "user", "The number of the operating system's user that they are.", .count, \.user),
      Field(
        "tickets", "The tickets that are or were theirs, for as long as they were.",
        .list(partShape.form), \.tickets),
      Field(
        "written", "What they wrote on others' tickets.", .list(partShape.form), \.written),
      Field(
        "drafts", "What they began and did not send.", .list(DraftsAnswer.itemShape.form), \.drafts),
    ], page: \.page)

  static let entry = Entry.read(
    "person.export", "Tells everything the desk holds of a person.",
    details: """
      Everybody may ask it of themselves; managers and the administrator of others, with the notes \
      that customers do not see: read it before you hand it on. `--json` gives it as data.
      """,
    verbs: ["person export"], slots: [ApproveErasure.person.slot()], needs: .exportOwn,
    errors: [.notFound, .ambiguous], examples: [Example("person export Ada Byron", "Ada Byron")],
    answers: shape
  ) { call, desk throws(Failure) in
    let person = try person(call, desk)
    let shares = try desk.personal.shares(of: person)
    func parts(
      _ events: (PersonalShare) -> [Recorded<TicketEvent>]
    ) throws(Failure) -> [Part] {
      try shares.filter { !events($0.share).isEmpty }.map { part throws(Failure) in
        let isOwn = part.ticket.customer == person.number
        let title =
          isOwn
          ? try desk.title(of: part.ticket) : TicketTitle(part.ticket.number, subject: "another's")
        return Part(
          ticket: title,
          events: try events(part.share).map { event throws(Failure) in
            try EventAnswer(event, of: part.ticket, showingSubjectBut: title, desk)
          })
      }
    }
    return ExportPerson(
      person: PersonEntry(person), user: person.uid, tickets: try parts(\.own),
      written: try parts(\.written),
      drafts: try desk.personal.drafts(of: person).map {
        DraftsAnswer.Item($0, desk)
      })
  }

  /// Who is meant; who may ask of themselves alone is not told whether there is anybody else.
  private static func person(_ call: Call, _ desk: Reading) throws(Failure) -> Person {
    if desk.actor.has(.exportPeople) {
      return try desk.person(call, ApproveErasure.person, role: nil, orErased: true)
    }
    let meant = try? desk.person(call[ApproveErasure.person], role: nil)
    guard let meant, meant.number == desk.actor.number else {
      throw .refused(.forbidden(.exportPeople))
    }
    return meant
  }

  private var page: Page {
    var page = Page(.init(person.person.name, .strong))
    if let address = person.address { page.add("  \(address)") }
    if let user { page.add("  user \(user)") }
    let roles = Role.allCases.filter(person.roles.contains).map(\.rawValue)
    if !roles.isEmpty { page.add("  \(roles.joined(separator: ", "))") }
    for part in tickets {
      page.add(part.ticket.page)
      for event in part.events { page.add(event.page) }
    }
    for part in written {
      page.add(.init("\(part.ticket.number) ", .strong), .init("another's, on which they wrote"))
      for event in part.events { page.add(event.page) }
    }
    for item in drafts {
      page.add(.init("draft d\(item.draft.number), for \(item.line)"))
      page.blocks.append(.quotation(item.draft.text, margin: 2))
    }
    return page
  }
}
