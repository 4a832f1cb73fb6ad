import Interpreter
import JSON

/// A small desk's list, with every kind of slot that the language knows.
enum TestCommands {
  enum Level: String, CaseIterable, Sendable { case urgent, high, medium, low }

  enum Source: CandidateSource { case people }

  private static let ticketType = ValueType<Int64>(
    "ticket", schema: ["type": "integer"], takesFocus: true,
    read: { text throws(ValueFault) in
      guard let number = Int64(text.hasPrefix("#") ? String(text.dropFirst()) : text), number > 0
      else { throw ValueFault(expected: ["a ticket's number, such as 12"]) }
      return number
    },
    decode: { value throws(ValueFault) in
      guard let number = value.integer else { throw ValueFault(expected: []) }
      return number
    },
    encode: { .integer($0) })

  /// Refuses a word `bad`, pointing at it.
  @Sendable private static func sourceText(_ text: String) throws(ValueFault) -> String {
    guard let range = text.firstRange(of: "bad") else { return text }
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    throw ValueFault(why: "bad", expected: ["good"], span: start..<start + 3)
  }

  private static let sourceType = ValueType<String>(
    "filter", extent: .source, schema: ["type": "string"],
    complete: { text in
      let word = text.utf8.lastIndex(of: 0x20).map { text.utf8.index(after: $0) }
      let start = text.utf8.distance(from: text.startIndex, to: word ?? text.startIndex)
      let part = text.utf8.dropFirst(start)
      if part.starts(with: "by:".utf8) {
        return PartialValue(
          start: start + 3, candidates: [Candidate("none")], source: Source.people)
      }
      return PartialValue(
        start: start, candidates: ["mine", "urgent", "by:"].map { Candidate($0) })
    },
    read: { text throws(ValueFault) in try sourceText(text) },
    decode: { value throws(ValueFault) in
      guard let text = value.string else { throw ValueFault(expected: ["string"]) }
      return try sourceText(text)
    },
    encode: { .string($0) })

  /// Two digits, a colon and two digits, perhaps behind a day, and before a letter for its zone.
  private static let timeType = ValueType<String>(
    "time", schema: ["type": "string"],
    read: { text throws(ValueFault) in
      let isTime = text.wholeMatch(of: #/([0-9]+-[0-9]+ )?[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z?/#) != nil
      if !isTime { throw ValueFault(expected: ["a time, such as 10:05"]) }
      return text
    },
    decode: { value throws(ValueFault) in value.string ?? "" }, encode: { .string($0) })

  private static let ticket = Parameter(
    "ticket", "The ticket.", ticketType, ask: "Which ticket?", default: .focus
  ).slot(after: "ticket")
  private static let person = ValueType<String>.string(
    "person", extent: .phrase, source: Source.people)
  private static let text = Parameter("text", "The text.", ValueType.text, ask: "Which text?")
  private static let level = Parameter(
    "priority", "How pressing.", ValueType<Level>.choice("priority"), ask: "Which priority?")
  private static let terms = [
    Parameter("ifRevision", "The revision.", ValueType.integer(1...Int64.max)).term(),
    Parameter("dryRun", "Only tell.", ValueType.flag).term(),
  ]

  private static func write(_ name: String, _ verbs: [String], _ slots: Slot...) -> Command {
    Command(name, .write, "Writes.", verbs: verbs, slots: slots + terms) { Schema([:]) }
  }

  private static func read(
    _ name: String, _ verbs: [String], ground: Ground = .desk, _ slots: Slot...
  ) -> Command {
    Command(name, .read, "Reads.", ground: ground, verbs: verbs, slots: slots) { Schema([:]) }
  }

  static let all: [Command] = [
    write(
      "ticket.new", ["new", "open a ticket"],
      Parameter("customer", "Whose.", person).slot(onlyAfter: "for", optional: true),
      level.slot(),
      Parameter("subject", "About what.", ValueType.text, ask: "About what?").slot(onlyAfter: ":")),
    write("ticket.take", ["take"], ticket),
    write(
      "ticket.assign", ["assign", "hand over"], ticket,
      Parameter("agent", "Who.", person, ask: "To whom?").slot(after: "to"),
      Parameter("because", "Why.", ValueType.phrase).slot(onlyAfter: "because", optional: true)),
    write(
      "ticket.reply", ["reply"], ticket, text.slot(unless: "draft"),
      Parameter("draft", "The draft.", ValueType.word).option()),
    write("ticket.note", ["note"], ticket, text.slot()),
    write(
      "ticket.receive", ["received"], ticket,
      Parameter("from", "Who wrote.", person).slot(onlyAfter: "from", optional: true),
      Parameter("at", "When.", timeType).slot(onlyAfter: "at", optional: true), text.slot()),
    write(
      "ticket.rename", ["rename"], ticket,
      Parameter("subject", "About what.", ValueType.text, ask: "About what?").slot(after: "to")),
    write(
      "person.add", ["add"],
      Parameter("level", "How high.", ValueType<Level>.choice("level")).slot(),
      Parameter("name", "Who.", person).slot()),
    write("ticket.wait", ["wait"], ticket, text.slot(optional: true)),
    write(
      "ticket.resolve", ["resolve"], ticket,
      Parameter("silent", "Without a word.", ValueType.flag).option(), text.slot(optional: true)),
    write("ticket.set", ["set", "priority"], ticket, level.slot(after: "priority")),
    write(
      "ticket.tag", ["tag"], ticket,
      Parameter("tag", "The tag.", ValueType.word, ask: "Which tag?").slot(after: "with")),
    read("ticket.show", ["show"], ticket),
    read(
      "ticket.list", ["list", "show me"],
      Parameter("filter", "Which.", sourceType).slot(optional: true),
      Parameter("limit", "How many.", ValueType.integer(1...500)).option()),
    read("desk.help", ["help"], Parameter("topic", "What.", ValueType.phrase).slot(optional: true)),
    read(
      "desk.can", ["can"],
      Parameter("line", "A line.", .string("line", extent: .tail, longest: 40), ask: "Which line?")
        .slot()),
    read(
      "desk.import", ["import"], ground: .program(.import),
      Parameter(
        "files", "Which files.", ValueType<[String]>.words("files", isPath: false),
        ask: "Which files?"
      )
      .slot(),
      Parameter("via", "How.", ValueType.word).option()),
    read("rpc.run", ["rpc"], ground: .program(.rpc)),
    read("rpc.ping", ["ping"], ground: .wire(.ping)),
  ]

  static let grammar = Grammar(
    commands: all,
    aliases: [
      Alias("{n}", "show {n}"), Alias("what is due within {span}", "list due<{span}"),
      Alias("who has {n}", "show {n}"), Alias("why is {n} late", "show {n}"),
      Alias("when is {n} due", "show {n}"), Alias("how is {n}", "show {n}"),
      Alias("what's new", "list"),
    ])
}
