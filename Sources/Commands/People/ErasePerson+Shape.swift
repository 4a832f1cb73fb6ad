import Interpreter
import SupportDesk

extension ErasePerson {
  private static let mentionShape = Shape<Erasure.Mention>(
    "Mention",
    [
      Field("ticket", "On which ticket.", .ticketNumber, \.ticket),
      Field("event", "The event's number in the journal.", .count, \.event),
    ])

  private static let tagShape = Shape<Erasure.Tagging>(
    "Tagging",
    [
      Field("ticket", "On which ticket.", .ticketNumber, \.ticket),
      Field("tag", "The tag.", .text, \.tag),
    ])

  private static let copyShape = Shape<HeldCopy>(
    "Copy",
    [
      Field("path", "Where it was written or is kept.", .text, \.copy.path),
      Field("kind", "What it is.", .word, \.copy.kind),
      Field("at", "When it was made.", .instant, \.at),
    ])

  static let shape = Shape<ErasePerson>(
    "ErasedPerson",
    [
      Field("person", "Who was erased, as they are shown from now on.", .person, \.person),
      Field("values", "How many values went.", .count, \.erased.values),
      Field("tickets", "Of how many tickets words went.", .count, \.erased.tickets),
      Field("messages", "How many of the values were messages.", .count, \.erased.messages),
      Field("drafts", "How many drafts went.", .count, \.erased.drafts),
      Field(
        "mentions", "Events whose words named them, and are left as they are.",
        .list(mentionShape.form), \.mentions),
      Field(
        "tags", "Tags that named them, which the journal keeps.", .list(tagShape.form), \.tags),
      Field(
        "copies", "Copies of the store, which hold them still.", .list(copyShape.form), \.copies),
      Field(
        maybe: "remains", "Lines of theirs that the files hold and no row does.", .list(.text),
        \.remains),
    ] + Receipt.fields(\.receipt),
    page: \.page)

  private var page: Page {
    var page = Page(.init("\(person.name) is erased: \(ErasureEvents.words(erased))"))
    switch remains {
    case nil:
      page.add(.init("  the files were overwritten, and not searched", .warning), indent: 4)
    case let remains? where remains.isEmpty:
      page.add(.init("  the files were searched, and hold none of it", .good), indent: 4)
    case let remains?:
      page.add(
        .init("  the files hold still, in no row: \(remains.joined(separator: "; "))", .danger),
        indent: 4)
    }
    for copy in copies {
      page.add(.init("  \(copy.words) holds them still", .warning), indent: 4)
    }
    for (ticket, mentions) in Dictionary(grouping: mentions, by: \.ticket).sorted(by: {
      $0.key < $1.key
    }) {
      let events = mentions.map { String($0.event) }.joined(separator: ", ")
      let noun = mentions.count == 1 ? "event" : "events"
      page.add(.init("  \(ticket) named them in \(noun) \(events)", .warning), indent: 4)
    }
    for tagging in tags {
      page.add(
        .init(
          "  \(tagging.ticket) has or had the tag \(tagging.tag), which the journal keeps", .warning
        ),
        indent: 4)
    }
    return page
  }
}
