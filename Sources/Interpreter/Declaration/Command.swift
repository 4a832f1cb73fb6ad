package import JSON

/// What carrying out a command does to the world.
package enum Effect: String, Sendable {
  case read
  case write
  /// A write that the customer sees.
  case visible
  /// A write to many things.
  case bulk
  /// A write that cannot be taken back.
  case final

  package var writes: Bool { self != .read }
}

/// From where a command can be called.
package enum Place: Sendable {
  /// Every way in.
  case anywhere
  /// A word of the program itself, from the shell only.
  case shell
  /// A word about the conversation, at a prompt or in a session.
  case session
}

/// One executed example: a line, and what it shows.
package struct Example: Sendable {
  package let line: String
  package let shows: String

  package init(_ line: String, _ shows: String) {
    self.line = line
    self.shows = shows
  }
}

/// The declaration of one command: everything that is said of it anywhere is read off here.
package struct Command: Sendable {
  /// `noun.verb`, the JSON-RPC method (design.md section 3).
  package let name: String
  package let effect: Effect
  package let place: Place
  /// One sentence with a full stop.
  package let summary: String
  /// Further sentences for the manual.
  package let details: String
  /// The words at the prompt, the usual one first.
  package let verbs: [String]
  package let slots: [Slot]
  /// The word of the permission an actor needs; nil where everybody may.
  package let permission: String?
  package let errors: [ErrorKind]
  package let examples: [Example]
  package let since: String
  /// A JSON Schema of the result.
  package let result: JSONObject

  package init(
    _ name: String, _ effect: Effect, _ summary: String, details: String = "",
    place: Place = .anywhere, verbs: [String], slots: [Slot] = [], permission: String? = nil,
    errors: [ErrorKind] = [], examples: [Example] = [], since: String = "0.1",
    result: JSONObject = ["type": "object"]
  ) {
    self.name = name
    self.effect = effect
    self.place = place
    self.summary = summary
    self.details = details
    self.verbs = verbs
    self.slots = slots
    self.permission = permission
    self.errors = errors
    self.examples = examples
    self.since = since
    self.result = result
  }

  /// Every phrase that starts this command: its verbs and its own name as words.
  package var phrases: [[String]] {
    let own = name.split(separator: ".").map(String.init)
    let given = verbs.map { $0.split(separator: " ").map(String.init) }
    return given.contains(own) ? given : given + [own]
  }

  package func slot(named name: String) -> Slot? { slots.first { $0.name == name } }

  /// The grammar in one line: `assign <ticket> [to] <agent>`.
  package var usage: String {
    var parts = [verbs.first ?? name]
    for slot in slots where !slot.isTerm {
      var part = slot.extent == .tail ? ": <\(slot.word)>" : "<\(slot.word)>"
      if slot.extent == .flag { part = "--\(slot.word)" }
      if let word = slot.prepositions.first, word != ":" {
        part = slot.needsPreposition ? "\(word) \(part)" : "[\(word)] \(part)"
      }
      parts.append(slot.required ? part : "[\(part)]")
    }
    return parts.joined(separator: " ")
  }
}

extension Slot {
  /// Whether the slot belongs to every write rather than to this command.
  package var isTerm: Bool { name == "ifRevision" || name == "idempotencyKey" }
}
