import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The journal as it is hashed, a record a change.
enum Export {
  /// All of it; a page has a line a change.
  static let shape = Shape<[JSONValue]>(
    "Journal",
    [
      Field(
        "changes", "Every change, in order.",
        .list(Form(schema: { changeShape.schema }, json: { $0 })),
        { $0 })
    ],
    page: { Page($0.map(Page.Block.record)) })

  static let first = Parameter(
    "first", "The number of the first change.", .integer(1...(1 << 53)), default: .value(1))
  static let limit = Parameter("limit", "How many changes at most.", .integer(1...500))

  static let entry = Entry.records(
    "desk.export", "Prints the journal, a JSON line a change.",
    details: """
      On standard output the changes are written as they are read. One answer of JSON-RPC has at \
      most \(Rim.heldMebibytesMax) MiB of them: ask for a longer journal in parts, by first and limit.
      """,
    verbs: ["export --journal", "export"], slots: [first.option(), limit.option()],
    needs: .verify,
    examples: [
      Example("export", "desk.created"), Example("export --first 1 --limit 1", "desk.created"),
    ], answers: shape, row: changeShape
  ) { call, desk, take throws(Failure) in
    let wall = desk.wall
    try desk.eachChange(from: call[first], limit: call[optional: limit]) {
      take(Part(change: $0, wall: wall))
    }
  }

  private struct Part: Sendable {
    let change: JournalEntry
    let wall: Wall
  }

  private struct EventPart: Sendable {
    let event: JournalEntry.StoredEvent
    let wall: Wall
  }

  private static let changeShape = Shape<Part>(
    "Change",
    [
      Field("change", "Its number, 1 and up.", .count, \.change.change),
      Field("recordedAt", "When it was recorded.", .instant) {
        $0.wall.moment(Instant(clamping: $0.change.recordedAt))
      },
      Field("actor", "Who made it: `person/3`, `desk`, `import`.", .text, \.change.actor),
      Field("channel", "How it reached the desk.", .text, \.change.channel),
      Field("method", "The command's name.", .text, \.change.method),
      Field("program", "The program and its version.", .text, \.change.program),
      Field("previous", "The hash of the change before.", .text, \.change.previous),
      Field("hash", "The hash of this one.", .text, \.change.hash),
      Field("events", "What it recorded.", .list(eventShape.form)) { part in
        part.change.events.map { EventPart(event: $0, wall: part.wall) }
      },
    ])

  private static let eventShape = Shape<EventPart>(
    "StoredEvent",
    [
      Field("sequence", "Its number, 1 and up.", .count, \.event.sequence),
      Field("stream", "Whose it is, such as `ticket/12`.", .text, \.event.stream),
      Field("version", "Its number in the stream, 1 and up.", .count, \.event.version),
      Field("kind", "What kind of event it is.", .text, \.event.kind),
      Field("occurredAt", "When it happened.", .instant) {
        $0.wall.moment(Instant(clamping: $0.event.occurredAt))
      },
      Field(
        "payload", "The bytes that are hashed: canonical JSON as text.", .text, \.event.payload),
    ])
}
