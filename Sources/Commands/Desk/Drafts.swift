import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The texts that somebody began and did not send.
struct DraftsAnswer: Sendable {
  struct Item: Sendable {
    let draft: Draft
    let at: Moment
    /// The call that it was to be, without its text.
    let said: JSONObject
    /// How its line began.
    let line: String
    /// What else is said again when it is taken.
    let more: [(name: String, value: String)]

    init(_ draft: Draft, _ desk: Reading) {
      self.draft = draft
      at = desk.wall.moment(draft.at)
      let command = desk.listing.commands.first { $0.name == draft.method }
      let said = command.map { draft.said(to: $0) } ?? [:]
      self.said = said
      line = command?.beginning(with: said) ?? draft.method
      more = said.members.filter { $0.name != command?.object?.name }.map { member in
        // People are kept by number.
        let isPerson = command?.slot(named: member.name)?.source as? Candidates == .customers
        let person = isPerson ? member.value.integer.map { PersonNumber($0) } : nil
        let name = person.flatMap {
          try? desk.person(.number($0), role: nil, orErased: true).shownName
        }
        return (name: member.name, value: name ?? member.value.string ?? member.value.compact())
      }
    }
  }

  let items: [Item]
  /// Whether one was asked for, which is shown in whole.
  var isOne = false

  private static let said = Form<JSONObject>(
    schema: { Schema(["type": "object"]) }, json: { .object($0) })

  static let itemShape = Shape<Item>(
    "Draft",
    [
      Field("draft", "Its name, such as `d3`.", .text, column: .init()) { "d\($0.draft.number)" },
      Field("method", "What it was to be.", .text) { $0.draft.method },
      Field("line", "How its line began.", .text, column: .init("for"), \.line),
      Field("params", "What was said beside the text.", said, \.said),
      Field(maybe: "ticket", "On which ticket.", .ticketNumber, \.draft.ticket),
      Field(
        "at", "When it was last written.", .instant, column: .init("written", dropOrder: 1), \.at),
      Field("text", "What was written.", .text, column: .init("text", shrinksTo: 10), \.draft.text),
    ])

  static let shape = Shape<DraftsAnswer>(
    "Drafts",
    [Field("items", "Your drafts, the oldest first.", .list(itemShape.form), \.items)],
    page: { drafts in
      if drafts.items.isEmpty { return Page(.init("no drafts", .dim)) }
      guard drafts.isOne else { return Page([.table(itemShape.table(drafts.items))]) }
      var page = Page()
      for item in drafts.items {
        page.add(.init("d\(item.draft.number), for \(item.line)"))
        for said in item.more { page.add(.init("\(said.name): \(said.value)"), indent: 4) }
        page.blocks.append(.quotation(item.draft.text, margin: 2))
      }
      return page
    })

  private static let draft = Parameter("draft", "One of them, to be shown in whole.", .draft)

  static let entry = Entry.read(
    "draft.list", "Lists the texts you began and did not send.",
    details:
      "`drafts d3` shows one in whole; `reply 12 --draft d3` takes it. Each is kept for 30 days.",
    verbs: ["drafts"], slots: [draft.slot(optional: true)], errors: [.notFound],
    examples: [Example("drafts", "no drafts")], answers: shape
  ) { call, desk throws(Failure) in
    let all = try desk.drafts()
    let wanted = call[optional: draft]?.value
    if let wanted, !all.contains(where: { $0.number == wanted }) {
      throw .refused(.within(slot: draft.name, span: nil, .noSuchDraft(wanted)))
    }
    let items = all.filter { wanted == nil || $0.number == wanted }
    return DraftsAnswer(
      items: items.map { Item($0, desk) }, isOne: wanted != nil)
  }
}
