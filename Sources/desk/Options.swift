import Interpreter
import JSON

/// The program's own options, before the words of a call: read by the slots of the program's entry.
struct Options: Sendable {
  private let call: Call
  /// What follows the options.
  let words: [String]

  private typealias P = ProgramParameters

  var database: String? { call[optional: P.database] }
  var actor: String? { call[optional: P.actor] }
  var line: String? { call[optional: P.line] }
  var json: Bool { call[optional: P.json] ?? false }
  var csv: Bool { call[optional: P.csv] ?? false }
  var noInput: Bool { call[optional: P.noInput] ?? false }
  var help: Bool { call[optional: P.help] ?? false }
  var version: Bool { call[optional: P.version] ?? false }
  /// The descriptor by which a replay tells the time; for stores that a replay made.
  var control: Int32? { call[optional: P.control].map(Int32.init(truncatingIfNeeded:)) }

  /// The values that are paths.
  var paths: [String] { call.command.paths(in: call.arguments) }

  /// Reads arguments up to the first word that is no option.
  init(_ arguments: [String]) throws(Problem) {
    let command = ProgramWord.desk.command
    var values: JSONObject = [:]
    var rest = arguments[...]
    while let word = rest.first, word.hasPrefix("-"), word != "-" {
      rest.removeFirst()
      if word == "--" { break }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let slot = try Self.slot(String(parts[0]), of: command)
      if values[slot.name] != nil {
        throw Problem(.repeated, "\(parts[0]) is given twice")
      }
      let text: String
      if slot.extent == .flag {
        text = parts.count > 1 ? String(parts[1]) : "yes"
      } else if parts.count > 1 {
        text = String(parts[1])
      } else if let next = rest.popFirst() {
        text = next
      } else {
        throw Problem(.missingInput, "\(word) needs a value")
      }
      do { values[slot.name] = try slot.read(text) } catch {
        throw Problem.badValue(text, for: slot, fault: error)
      }
    }
    call = Call(command, values)
    words = Array(rest)
  }

  private static func slot(_ word: String, of command: Command) throws(Problem) -> Slot {
    let name = ProgramWord.shortOptions.first { $0.short == word }?.name ?? word
    if let slot = command.slots.first(where: { "--" + $0.word == name || $0.name == name }) {
      return slot
    }
    let known = command.slots.map { "--" + $0.word }
    var problem = Problem(.unknownField, "desk has no option \(word)")
    problem.got = word
    problem.suggestions = Suggestion.near(word, among: known)
    problem.expected = known
    throw problem
  }
}
