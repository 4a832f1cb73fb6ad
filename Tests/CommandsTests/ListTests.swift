import Commands
import Interpreter
import JSON
import SupportDesk
import Testing

/// What holds for every entry of the list, whoever writes it.
@Suite struct ListTests {
  private let commands = Desk.commands

  @Test func `no two entries have one name, and no two start with the same words`() {
    #expect(Set(commands.map(\.name)).count == commands.count)
    let phrases = commands.flatMap(\.phrases)
    #expect(Set(phrases).count == phrases.count)
  }

  @Test func `a summary and a details text end with a full stop`() {
    for command in commands {
      #expect(command.summary.hasSuffix("."), "\(command.name)")
      #expect(command.details.isEmpty || command.details.hasSuffix("."), "\(command.name)")
      for slot in command.slots {
        #expect(slot.summary.hasSuffix("."), "\(command.name) \(slot.name)")
      }
    }
  }

  @Test func `the schema of a history knows every kind of event`() throws {
    let history = try #require(commands.first { $0.name == "ticket.history" })
    let published = history.answer().definitions.values.map { JSONValue.object($0).compact() }
    for kind in TicketEvent.Kind.allCases {
      let word = "\"const\":\"\(kind.rawValue)\""
      #expect(published.contains { $0.contains(word) }, "\(kind)")
    }
  }

  @Test func `what a desk's command cannot do without can be asked for`() {
    for command in commands where command.ground == .desk || command.ground == .talk {
      for slot in command.slots where slot.isNeeded {
        #expect(slot.ask.hasSuffix("?"), "\(command.name) \(slot.name)")
      }
    }
  }

  @Test func `a parameter of one name is of one type in every command of the desk`() {
    var types: [String: String] = [:]
    for command in commands where command.ground == .desk || command.ground == .talk {
      for slot in command.slots {
        let known = types.updateValue(slot.typeName, forKey: slot.name)
        #expect(known == nil || known == slot.typeName, "\(command.name) \(slot.name)")
      }
    }
  }

  @Test func `every write has its terms, and no read has any`() {
    for command in commands where command.ground == .desk {
      let terms = Set(command.slots.filter(\.isTerm).map(\.name))
      guard command.effect.writes else {
        #expect(terms.isEmpty, "\(command.name)")
        continue
      }
      #expect(terms.contains("dryRun"), "\(command.name)")
      #expect(
        terms.contains("ifRevision") == command.slots.contains(where: \.takesFocus),
        "\(command.name)")
    }
  }

  @Test func `every kind of error that a command declares is on the list of kinds, once`() {
    let kinds = Desk.errorKinds
    #expect(Set(kinds.map(\.word)).count == kinds.count)
    for command in commands {
      #expect(Set(command.errors).count == command.errors.count, "\(command.name)")
      #expect(Set(command.errors).isSubset(of: kinds), "\(command.name)")
    }
  }

  @Test func `what the conversation's own words answer is told as data`() throws {
    var told: [String] = []
    for command in commands where command.ground == .talk {
      let schema = command.answer()
      let name = try #require(schema.object["$ref"]?.string?.split(separator: "/").last)
      let members = schema.definitions[String(name)]?["properties"]?.object?.members ?? []
      let words = members.map { "\($0.name): \($0.value["description"]?.string ?? "nothing")" }
      told.append("\(command.name) \(name): \(words.joined(separator: " "))")
    }
    #expect(
      told == [
        "session.use Focus: ticket: What `it` means now.",
        "session.alerts Alerts: mode: How they are told."
          + " alerts: The last that were told, the newest behind.",
        "session.cancel Cancelled: cancelled: Whether a question was open, and is not any more."
          + " draft: The draft, or the file, in which what was typed is kept.",
        "session.quit Farewell: ended: That the session ends.",
      ])
  }

  @Test func `a value is taken up to the bounds that its schema tells, and not beyond`() {
    func isTaken(_ value: JSONValue, _ slot: Slot) -> Bool { (try? slot.normalise(value)) != nil }
    let samples: [String: JSONValue] = [
      "integer": 1, "string": "a", "boolean": true, "array": [], "object": [:], "null": .null,
    ]
    for command in commands {
      for slot in command.slots {
        let schema = slot.schema
        let place = "\(command.name) \(slot.name)"
        let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
        if let least = schema["minimum"]?.integer {
          #expect(isTaken(.integer(least), slot), "\(place)")
          #expect(!isTaken(.integer(least - 1), slot), "\(place)")
        }
        if let most = schema["maximum"]?.integer {
          #expect(isTaken(.integer(most), slot), "\(place)")
          if most < .max { #expect(!isTaken(.integer(most + 1), slot), "\(place)") }
        }
        if schema["minLength"]?.integer == 1, types.contains("string") {
          #expect(!isTaken("", slot), "\(place)")
        }
        for word in schema["enum"]?.array ?? [] {
          #expect(isTaken(word, slot), "\(place)")
          if let word = word.string { #expect(!isTaken(.string(word + "~"), slot), "\(place)") }
        }
        // An integer is a number too.
        let taken = types.contains("number") ? types + ["integer"] : types
        for (type, value) in samples where !taken.contains(type) && types != [""] {
          #expect(!isTaken(value, slot), "\(place) takes \(value.compact())")
        }
      }
    }
  }
}
