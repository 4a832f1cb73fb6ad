package import Interpreter
import JSON

/// The list for people: one heading a command, in Markdown, read off the declarations.
package struct Reference {
  private let commands: [Command]
  private let kinds: [ErrorKind]

  /// - Parameters:
  ///   - commands: the whole list.
  ///   - kinds: every kind of error.
  package init(commands: [Command], kinds: [ErrorKind]) {
    self.commands = commands
    self.kinds = kinds
  }

  package var text: String {
    var lines = [
      "# Reference", "",
      "Generated from the declarations by `desk schema reference`; do not edit.", "",
    ]
    lines += ["## Calls by programs", "", "What holds of every method over JSON-RPC.", ""]
    lines += WireConventions.all().map { "- **\($0.name)** \($0.rule)" } + [""]
    for part in Part.allCases {
      let own = commands.filter { part.holds($0) }
      if own.isEmpty { continue }
      lines += ["## \(part.rawValue)", "", part.summary, ""]
      for command in own { lines += Self.entry(command) }
    }
    lines += ["## Kinds of errors", ""]
    lines += [
      "The number stands for the class. In a typed call, what cannot be understood is "
        + "\(WireError.badParams); 4000 is for lines.", "",
    ]
    lines += ["| kind | code | exit | meaning |", "| --- | --- | --- | --- |"]
    lines += kinds.map {
      "| `\($0.word)` | \($0.family.code) | \($0.family.exitStatus) | \($0.summary) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a command runs on, as a part of the page.
  private enum Part: String, CaseIterable {
    case desk = "The desk"
    case talk = "The conversation"
    case program = "The program"
    case wire = "The connection"

    var summary: String {
      switch self {
      case .desk: "At the prompt, from the shell, and as methods over JSON-RPC."
      case .talk: "At the prompt, or as a line in a session."
      case .program: "From the shell alone."
      case .wire: "Over JSON-RPC alone."
      }
    }

    func holds(_ command: Command) -> Bool {
      switch command.ground {
      case .desk: self == .desk
      case .talk: self == .talk
      case .program: self == .program
      case .wire: self == .wire
      }
    }
  }

  private static func entry(_ command: Command) -> [String] {
    var lines = ["### \(command.name)", "", command.summary, "", "    \(command.usage)", ""]
    if !command.details.isEmpty { lines += [command.details, ""] }
    if command.verbs.count > 1 {
      lines += ["Also: " + command.verbs.dropFirst().joined(separator: ", ") + ".", ""]
    }
    for slot in command.slots {
      lines.append("- `\(slot.name)` (\(kind(of: slot))): \(slot.summary)")
    }
    if !command.slots.isEmpty { lines.append("") }
    if let permission = command.permission { lines += ["Permission: `\(permission)`.", ""] }
    for example in command.examples { lines += ["`\(example.line)`: \(example.shows)", ""] }
    if !command.errors.isEmpty {
      let words = command.errors.map { "`\($0.word)`" }
      lines += ["Errors: " + words.joined(separator: ", ") + ".", ""]
    }
    return lines
  }

  private static func kind(of slot: Slot) -> String {
    var words = slot.typeName
    switch slot.default {
    case .value(let value): words += ", \(value.compact()) unless told"
    case .focus: words += ", `it` unless told"
    case .none: if !slot.required { words += ", optional" }
    }
    return words
  }
}
