package import JSON

/// The language: one automaton over the declared verbs and slots, for lines and typed requests.
///
/// It decides nothing about the desk; it only says which call a line or a request is.
package struct Grammar: Sendable {
  package let commands: [Command]
  private let aliases: [Alias]
  let vocabulary: Vocabulary

  package init(commands: [Command], aliases: [Alias]) {
    self.commands = commands
    self.aliases = aliases
    vocabulary = Vocabulary(commands)
  }

  /// The command of that name; nil where there is none.
  package func command(named name: String) -> Command? { commands.first { $0.name == name } }

  /// What a line means to a session with this focus.
  ///
  /// - Returns: the meaning, and the canonical line where an alias stood for it.
  package func parse(_ line: Line, focus: Focus?) -> (meaning: Parse, alias: Line?) {
    let words = Utterance(line)
    if let problem = words.tooLong { return (.refused(problem), nil) }
    if words.isEmpty { return (.empty, nil) }
    let spoken = parse(words, focus)
    switch spoken {
    case .call?, .needs?, .empty?: return (spoken ?? .empty, nil)
    // A question may begin with a verb: `why is 12 due` is none of `why 12`.
    case .refused?, nil: break
    }
    if let problem = words.illegible() { return (spoken ?? .refused(problem), nil) }
    if let canonical = expansion(of: words), let meaning = parse(Utterance(canonical), focus) {
      return (meaning, canonical)
    }
    return (spoken ?? .refused(unknownVerb(words)), nil)
  }

  /// What a line that begins with a verb means; nil where it begins with none.
  private func parse(_ words: Utterance, _ focus: Focus?) -> Parse? {
    guard let (command, next) = vocabulary.command(of: words.spoken) else { return nil }
    do {
      let frame = try words.frame(of: command, from: next, focus: focus)
      if let problem = words.illegible(before: frame.textStart) { return .refused(problem) }
      return Self.complete(command, frame.values, focus: focus, places: frame.places)
    } catch {
      // What stands first in the line is told first.
      if let problem = words.illegible(before: error.span?.upperBound) { return .refused(problem) }
      return .refused(error)
    }
  }

  /// The call with its defaults, or what it lacks.
  ///
  /// - Parameters:
  ///   - faults: what is wrong with values that were given, by their slots.
  ///   - places: where in the line the values begin.
  package static func complete(
    _ command: Command, _ values: JSONObject, focus: Focus?, faults: [String: Problem] = [:],
    places: [String: Int] = [:]
  ) -> Parse {
    var values = values
    var inputs: [Needs.Input] = []
    for slot in command.slots where values[slot.name] == nil {
      if faults[slot.name] == nil {
        switch slot.default {
        case .value(let value):
          values[slot.name] = value
          continue
        case .focus where focus != nil:
          values[slot.name] = focus?.value
          continue
        case .focus, .none:
          if !slot.required || slot.substitute.map({ values[$0] != nil }) ?? false { continue }
        }
      }
      inputs.append(
        Needs.Input(
          slot: slot, message: slot.ask, candidates: slot.choices.map { Candidate($0) },
          fault: faults[slot.name]))
    }
    if inputs.isEmpty { return .call(Call(command, values, places: places)) }
    return .needs(Needs(command: command, arguments: values, inputs: inputs))
  }
}

// MARK: Questions and what is no verb

extension Grammar {
  private func expansion(of words: Utterance) -> Line? {
    var folded = words.spoken[Vocabulary.noiseLength(words.spoken)...].map(\.folded)
    if folded.last == "?" || folded.last == "please" { folded.removeLast() }
    if let last = folded.last, last.hasSuffix("?") {
      folded[folded.count - 1] = String(last.dropLast())
    }
    for alias in aliases {
      if let line = alias.expansion(of: folded) { return Line(line) }
    }
    return nil
  }

  private func unknownVerb(_ words: Utterance) -> Problem {
    let token = words.spoken[Vocabulary.noiseLength(words.spoken)]
    var problem = Problem(.unknownVerb, "desk does not know `\(Problem.clipped(token.text))`")
    problem.span = token.range
    problem.got = Problem.clipped(token.text)
    let questions = ["what", "who", "why", "when", "how", "what's"]
    if questions.contains(token.folded) {
      problem.expected = aliases.map(\.pattern).filter { $0.hasPrefix(token.folded + " ") }
    } else {
      // A word with which longer commands start alone is no command itself.
      problem.suggestions = Suggestion.near(
        token.text, among: vocabulary.firstWords.filter { $0 != token.folded })
    }
    problem.hint = "help lists the commands"
    return problem
  }
}
