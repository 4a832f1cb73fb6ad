package import JSON

/// The language: one automaton over the declared verbs and slots, for lines and typed requests.
///
/// It decides nothing about the desk; it only says which call a line or a request is.
package struct Grammar: Sendable {
  package let commands: [Command]
  private let aliases: [Alias]
  private let vocabulary: Vocabulary
  private let byName: [String: Command]

  package init(commands: [Command], aliases: [Alias]) {
    self.commands = commands
    self.aliases = aliases
    vocabulary = Vocabulary(commands)
    byName = Dictionary(uniqueKeysWithValues: commands.map { ($0.name, $0) })
  }

  /// The command of that name; nil where there is none.
  package func command(named name: String) -> Command? { byName[name] }

  /// What a line means to a session with this focus.
  ///
  /// - Returns: the meaning, and the canonical line where an alias stood for it.
  package func parse(_ line: Line, focus: Focus?) -> (meaning: Parse, alias: Line?) {
    if let problem = Self.illegible(line) { return (.refused(problem), nil) }
    let tokens = Lexer.tokens(of: line)
    guard !tokens.isEmpty else { return (.empty, nil) }
    if let (command, next) = vocabulary.command(of: tokens) {
      let end = Self.trailingNoise(tokens, in: command)
      var reader = FrameReader(
        line: line, tokens: Array(tokens[..<end]), command: command, position: min(next, end),
        focus: focus)
      do {
        try reader.read()
        return (Self.complete(command, reader.values, focus: focus), nil)
      } catch {
        return (.refused(error), nil)
      }
    }
    if let canonical = expansion(of: tokens) {
      return (parse(canonical, focus: focus).meaning, canonical)
    }
    return (.refused(unknownVerb(tokens)), nil)
  }

  /// Gives a value, as words, to one slot of a call that lacks it.
  package func answer(_ needs: Needs, _ slot: Slot, with text: String) -> AnswerMeaning {
    var arguments = needs.arguments
    do throws(ValueFault) {
      if let agreement = needs.inputs[0].agreement {
        switch text.lowercased() {
        case "yes", "y": arguments[slot.name] = agreement
        case "no", "n": return .givesUp
        default: throw ValueFault(why: "yes or no is wanted", expected: ["yes", "no"])
        }
      } else {
        arguments[slot.name] = try slot.read(text)
      }
    } catch {
      var again = needs
      again.inputs[0].fault = Problem.badValue(text, for: slot, fault: error)
      return .goesOn(.needs(again))
    }
    return .goesOn(Self.complete(needs.command, arguments, focus: nil))
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
        case .focus, .none: if !slot.required { continue }
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

// MARK: Around the verb

extension Grammar {
  private static let trailing: Set<String> = ["please", "?"]

  /// How many tokens remain when politeness at the end goes; text is never touched.
  private static func trailingNoise(_ tokens: [Token], in command: Command) -> Int {
    guard tokens.count > 1, let last = tokens.last,
      !command.slots.contains(where: {
        $0.extent == .tail
      })
    else { return tokens.count }
    return trailing.contains(last.folded) ? tokens.count - 1 : tokens.count
  }

  private func expansion(of tokens: [Token]) -> Line? {
    var words = tokens[Vocabulary.noiseLength(tokens)...].map(\.folded)
    if words.last == "?" || words.last == "please" { words.removeLast() }
    if let last = words.last, last.hasSuffix("?") {
      words[words.count - 1] = String(last.dropLast())
    }
    for alias in aliases {
      if let line = alias.expansion(of: words) { return Line(line) }
    }
    return nil
  }

  private func unknownVerb(_ tokens: [Token]) -> Problem {
    let token = tokens[Vocabulary.noiseLength(tokens)]
    var problem = Problem(.unknownVerb, "desk does not know `\(token.text)`")
    problem.span = token.range
    problem.got = token.text
    problem.suggestions = Suggestion.near(token.text, among: vocabulary.firstWords)
    let questions = ["what", "who", "why", "when", "how", "what's"]
    if questions.contains(token.folded) {
      problem.suggestions = []
      problem.expected = aliases.map(\.pattern).filter { $0.hasPrefix(token.folded + " ") }
    }
    problem.hint = "help lists the commands"
    return problem
  }

  /// A line with control characters outside its text, or longer than 1 MiB, is no line.
  private static func illegible(_ line: Line) -> Problem? {
    if line.text.utf8.count > 1 << 20 {
      return Problem(.tooLong, "a line has at most 1 MiB")
    }
    let head = line.text.utf8.prefix { $0 != 0x3A }
    for (offset, byte) in head.enumerated() where byte < 0x20 || byte == 0x7F {
      if byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
      var problem = Problem(.notText, "a control character stands in the command")
      problem.span = offset..<offset + 1
      return problem
    }
    return nil
  }

  /// What may stand at the cursor: verbs, prepositions, flags and the choices of the next slot.
  ///
  /// - Parameter candidates: further values of a slot's type that begin so, such as agents' names.
  package func complete(
    _ line: Line, cursor: Int, candidates: (Slot, String) -> [Candidate]
  ) -> Completion {
    let before = String(decoding: Array(line.text.utf8).prefix(cursor), as: UTF8.self)
    var tokens = Lexer.tokens(of: Line(before))
    var word = ""
    var start = before.utf8.count
    if let last = tokens.last, last.range.upperBound == start, !last.isColon {
      word = last.text
      start = last.range.lowerBound
      tokens.removeLast()
    }
    let typed = word.lowercased()
    var introducer = ""
    if let (command, next) = vocabulary.command(of: tokens), tokens.count > next,
      let last = tokens.last,
      command.slots.contains(where: { $0.prepositions.contains(last.folded) })
    {
      introducer = last.folded
      tokens.removeLast()
    }
    var found =
      introducer.isEmpty
      ? vocabulary.continuations(of: tokens.map(\.folded)).map { Candidate($0) } : []
    if let (command, next) = vocabulary.command(of: tokens) {
      var reader = FrameReader(
        line: Line(before), tokens: tokens, command: command, position: next, focus: nil)
      do {
        try reader.read()
        found += Self.words(
          for: reader, behind: introducer, typed: typed, candidates: candidates)
      } catch {
        // What cannot be read so far has no continuation.
      }
    }
    var seen: Set<String> = []
    let fitting = found.filter {
      $0.value.lowercased().hasPrefix(typed) && seen.insert($0.value).inserted
    }
    return Completion(start: start, candidates: fitting)
  }

  private static func words(
    for reader: FrameReader, behind introducer: String, typed: String,
    candidates: (Slot, String) -> [Candidate]
  ) -> [Candidate] {
    let open = reader.open
    if typed.hasPrefix("-") { return open.map { Candidate("--" + $0.word, label: $0.summary) } }
    var words: [Candidate] = []
    if let slot = open.first(where: { $0.prepositions.contains(introducer) }) {
      return slot.choices.map { Candidate($0) } + candidates(slot, typed)
    }
    if let slot = open.first(where: { !$0.needsPreposition && $0.extent != .flag }) {
      words += slot.choices.map { Candidate($0) } + candidates(slot, typed)
    }
    let prepositions = open.filter { !$0.isTerm }.flatMap(\.prepositions)
    return words + prepositions.filter { $0 != ":" }.map { Candidate($0) }
  }
}
