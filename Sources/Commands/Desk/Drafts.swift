import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The texts that somebody began and did not send.
struct DraftsAnswer: Sendable {
  struct Item: Sendable {
    let draft: Draft
    let at: Moment
  }

  let items: [Item]

  static let itemShape = Shape<Item>(
    "Draft",
    [
      Field("draft", "Its name, such as `d3`.", .text, column: .init()) { "d\($0.draft.number)" },
      Field("method", "What it was to be.", .text, column: .init("for")) { $0.draft.method },
      Field(
        maybe: "ticket", "On which ticket.", .ticketNumber, column: .init("ticket"), \.draft.ticket),
      Field(
        "at", "When it was last written.", .instant, column: .init("written", dropOrder: 1), \.at),
      Field("text", "What was written.", .text, column: .init("text", shrinksTo: 10), \.draft.text),
    ])

  static let shape = Shape<DraftsAnswer>(
    "Drafts",
    [Field("items", "Your drafts, the oldest first.", .list(itemShape.form), \.items)],
    page: { drafts in
      drafts.items.isEmpty
        ? Page(.init("no drafts", .dim)) : Page([.table(itemShape.table(drafts.items))])
    })

  static let entry = Entry.read(
    "draft.list", "Lists the texts you began and did not send.",
    details: "`reply 12 --draft d3` takes one; each is kept for 30 days.", verbs: ["drafts"],
    examples: [Example("drafts", "no drafts")], answers: shape
  ) { _, desk throws(Failure) in
    DraftsAnswer(
      items: try desk.drafts().map { Item(draft: $0, at: desk.wall.moment($0.at)) })
  }
}
