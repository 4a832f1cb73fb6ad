/// What carrying out a command does to the world.
package enum Effect: String, Sendable {
  case read
  case write
  /// A write that the customer sees.
  case visible
  /// Leaves the desk as it is, and changes something beside it: a file, a session.
  case aside
  /// A write that cannot be taken back.
  case final

  package var writes: Bool { self != .read && self != .aside }
}

/// What a command runs on, and so from where it can be called.
package enum Ground: Sendable, Equatable {
  /// The desk: from every way in.
  case desk
  /// The conversation: at a prompt or in a session.
  case talk
  /// The program: from the shell alone.
  case program(ProgramWord)
  /// The connection: by JSON-RPC alone.
  case wire(WireWord)
}

/// One executed example: a line, and what it shows.
package struct Example: Sendable {
  package let line: String
  /// Words that the answer's page holds.
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
  package let ground: Ground
  /// Whether parameters that it does not know are let through: another protocol's method, whose
  /// clients send more than is read.
  package let isOpen: Bool
  /// One sentence with a full stop.
  package let summary: String
  /// Further sentences for the manual.
  package let details: String
  /// The words at the prompt, the usual one first.
  package let verbs: [String]
  package var slots: [Slot] { parts.value.slots }
  /// The word of the permission an actor needs; nil where everybody may.
  package let permission: String?
  package var errors: [ErrorKind] { parts.value.errors }
  package var examples: [Example] { parts.value.examples }
  package let since: String
  /// The schema of its answer.
  package let answer: @Sendable () -> Schema

  /// What only a command that is used needs: a call from the shell uses one.
  private struct Parts: Sendable {
    let slots: [Slot]
    let errors: [ErrorKind]
    let examples: [Example]
  }

  private let parts: Once<Parts>

  package init(
    _ name: String, _ effect: Effect, _ summary: String, details: String = "",
    ground: Ground = .desk, isOpen: Bool = false, verbs: [String],
    slots: @escaping @autoclosure @Sendable () -> [Slot] = [],
    permission: String? = nil, errors: @escaping @autoclosure @Sendable () -> [ErrorKind] = [],
    examples: @escaping @autoclosure @Sendable () -> [Example] = [],
    since: String = "0.1",
    answer: @escaping @Sendable () -> Schema
  ) {
    self.name = name
    self.effect = effect
    self.ground = ground
    self.isOpen = isOpen
    self.summary = summary
    self.details = details
    self.verbs = verbs
    self.permission = permission
    parts = Once { Parts(slots: slots(), errors: errors(), examples: examples()) }
    self.since = since
    self.answer = answer
  }

  /// Every phrase that starts this command in a line: its verbs and its own name as words.
  ///
  /// A word of the wire starts none.
  package var phrases: [[String]] {
    if case .wire = ground { return [] }
    let own = name.split(separator: ".").map(String.init)
    let given = verbs.map { $0.split(separator: " ").map(String.init) }
    return given.contains(own) ? given : given + [own]
  }

  /// The same command, which may answer something else too.
  package func answering(_ other: @escaping @autoclosure @Sendable () -> Schema) -> Command {
    Command(
      name, effect, summary, details: details, ground: ground, isOpen: isOpen, verbs: verbs,
      slots: slots, permission: permission, errors: errors, examples: examples, since: since,
      answer: { [answer] in .choice([answer(), other()]) })
  }

  /// Its slot of that name; nil where it has none.
  package func slot(named name: String) -> Slot? { slots.first { $0.name == name } }

  /// The grammar in one line: `assign <ticket> [to] <agent>`, and of a word of the wire its
  /// parameters: `desk.parse {line, session?}`.
  package var usage: String {
    if case .wire = ground {
      let names = slots.map { $0.name + ($0.isNeeded ? "" : "?") }
      return names.isEmpty ? name : "\(name) {\(names.joined(separator: ", "))}"
    }
    var parts = [verbs.first ?? name]
    for slot in slots where !slot.isTerm {
      var part = "<\(slot.word)>"
      switch slot.extent {
      case .tail:
        let hasWord = slot.needsPreposition && slot.prepositions.first != ":"
        part = slot.isOption ? "--\(slot.word) \(part)" : hasWord ? part : ": \(part)"
      case .flag: part = "--\(slot.word)"
      case .words: part += "…"
      case .word, .phrase, .source:
        if slot.isOption { part = "--\(slot.word) \(part)" }
      }
      if let word = slot.prepositions.first, word != ":" {
        part = slot.needsPreposition ? "\(word) \(part)" : "[\(word)] \(part)"
      }
      parts.append(slot.required ? part : "[\(part)]")
    }
    return parts.joined(separator: " ")
  }
}
