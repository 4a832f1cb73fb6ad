import Interpreter
import JSON
import SupportDesk

/// What `help VERB` shows, read off the declaration.
enum HelpView {
  static func page(_ command: Command) -> Page {
    var page = Page()
    page.add(.init(command.usage, .strong), indent: 4)
    page.add("  " + command.summary)
    if command.verbs.count > 1 {
      page.add("  also: " + command.verbs.dropFirst().joined(separator: ", "))
    }
    let rows = command.slots.map { slot -> [Page.Run] in
      [
        .init("  \(slot.word)", .strong),
        .init(
          slot.summary + (slot.choices.isEmpty ? "" : " " + slot.choices.joined(separator: " · "))),
      ]
    }
    page.add(Table(columns: [.init(""), .init("", shrinksTo: 20)], rows: rows, showsTitles: false))
    for example in command.examples {
      page.add(.init("  \(example.line)", .strong), .init("  \(example.shows)", .dim), indent: 6)
    }
    if !command.errors.isEmpty {
      page.add(
        .init("  errors: " + command.errors.map(\.word).joined(separator: " "), .dim), indent: 4)
    }
    return page
  }
}

/// A change of the journal as JSON.
enum JournalView {
  static func data(_ entry: JournalEntry) -> JSONValue {
    [
      "change": .integer(entry.change), "recordedAt": .integer(entry.recordedAt),
      "actor": .string(entry.actor), "channel": .string(entry.channel),
      "method": .string(entry.method), "program": .string(entry.program),
      "previous": .string(entry.previous), "hash": .string(entry.hash),
      "events": .array(
        entry.events.map {
          [
            "sequence": .integer($0.sequence), "stream": .string($0.stream),
            "version": .integer($0.version), "kind": .string($0.kind),
            "occurredAt": .integer($0.occurredAt), "payload": .string($0.payload),
          ]
        }),
    ]
  }
}
