import Interpreter
import JSON

/// What a line says to an open question (console.md 2.5).
struct Dialogue {
  /// What becomes of the question.
  enum Turn {
    /// It is asked again, with what was wrong.
    case again(Needs)
    case givenUp
    /// The call that asked goes on.
    case goesOn(Parse)
    /// The line is a question in between; the open one is repeated after it.
    case digression(Call, Needs)
  }

  let grammar: Grammar

  /// Tries the line for an answer first, then for a digression; what is neither is told as such.
  ///
  /// To a question for a text every line is text.
  func turn(_ open: Needs, _ line: Line, focus: Focus?) -> Turn {
    let input = open.inputs[0]
    let isText = input.slot.isText
    var text = line.text
    if text.allSatisfy(\.isWhitespace) {
      // Who only goes on does not agree.
      return input.agreement == nil ? .again(open.plain) : .givenUp
    }
    if !isText {
      let word = text.trimmed.lowercased()
      if word == "?" { return .again(open.faulted(explanation(input))) }
      if let turn = leaves(open, line, focus) { return turn }
      if input.slot.extent == .tail, input.slot.source as? Candidates != .lines,
        isCommand(line, focus),
        let turn = digression(open, line, focus)
      {
        return turn
      }
      // A path begins so too.
      if text.trimmed.hasPrefix("/"), let turn = digression(open, line, focus) { return turn }
    }
    if input.isChoice {
      guard let chosen = input.chosen(text.trimmed) else {
        var problem = Problem(.badValue, "\"\(Problem.clipped(text.trimmed))\" is none of them")
        problem.expected = input.candidates.map(\.value)
        return digression(open, line, focus) ?? .again(open.faulted(problem))
      }
      text = chosen
    }
    switch grammar.answer(open, with: text) {
    case .givesUp: return .givenUp
    case .goesOn(.needs(let again)) where again.inputs[0].fault != nil:
      return isText ? .again(again) : digression(open, line, focus) ?? .again(again)
    case .goesOn(let meaning): return .goesOn(meaning)
    }
  }

  /// Whether a line is a command of its own, and no reason or subject: it is whole, or names a ticket.
  ///
  /// A command that takes words stands for many a sentence: where they do not stand behind a colon, or a word
  /// such as `because`, it is none.
  private func isCommand(_ line: Line, _ focus: Focus?) -> Bool {
    let (command, arguments, isWhole): (Command, JSONObject, Bool)
    switch grammar.parse(line, focus: focus).meaning {
    case .call(let call): (command, arguments, isWhole) = (call.command, call.arguments, true)
    case .needs(let needs):
      (command, arguments, isWhole) = (needs.command, needs.arguments, false)
    case .refused, .empty: return false
    }
    let takesWords = command.slots.contains { slot in
      arguments[slot.name] != nil && [.tail, .words, .phrase].contains(slot.extent)
        && slot.prepositions.isEmpty && !line.text.contains(":")
    }
    if takesWords { return false }
    guard command.slots.contains(where: \.takesFocus) else { return isWhole }
    return line.text.split(whereSeparator: \.isWhitespace).dropFirst().contains { word in
      let name = word.drop { $0 == "#" }
      return word.lowercased() == "it" || !name.isEmpty && name.allSatisfy(\.isNumber)
    }
  }

  /// A word of the conversation that takes nothing, such as `cancel` or `quit`, means itself at a
  /// question too.
  private func leaves(_ open: Needs, _ line: Line, _ focus: Focus?) -> Turn? {
    guard case .call(let call) = grammar.parse(line, focus: focus).meaning,
      call.command.ground == .talk, call.command.slots.isEmpty
    else { return nil }
    return call.command.name == Cancelled.entry.command.name
      ? .givenUp : .digression(call, open.plain)
  }

  /// Why it is asked, and what would be an answer.
  private func explanation(_ input: Needs.Input) -> Problem {
    var problem = Problem(
      .missingInput, input.agreement == nil ? input.slot.summary : "yes does it; no gives it up")
    problem.expected = input.slot.choices
    return problem
  }

  /// A question in between; a write is told to wait.
  func digression(_ open: Needs, _ line: Line, _ focus: Focus?) -> Turn? {
    // A number is meant for an answer, though alone it would show a ticket.
    if line.text.trimmed.allSatisfy(\.isNumber) { return nil }
    switch grammar.parse(line, focus: focus).meaning {
    case .call(let call) where call.command.effect == .read:
      return .digression(call, open.plain)
    case .call, .needs:
      return .again(open.faulted(Problem(.openQuestion, "finish this first, or cancel")))
    case .refused, .empty: return nil
    }
  }

  /// The echo of a focus that the line did not name.
  func inferred(_ line: Line, _ outcome: Outcome, _ focus: Focus?) -> String? {
    let command: Command
    let arguments: JSONObject
    switch (outcome.call, outcome.answer) {
    case (let call?, _): (command, arguments) = (call.command, call.arguments)
    case (nil, .needs(let needs)): (command, arguments) = (needs.command, needs.arguments)
    default: return nil
    }
    guard let focus, let slot = command.slots.first(where: \.takesFocus),
      arguments[slot.name] == focus.value, case .integer(let number) = focus.value
    else { return nil }
    // What stands in a text names nothing.
    let said =
      if let call = outcome.call {
        call.places[slot.name].map { line.text.utf8.dropFirst($0).prefix { $0 != 0x20 } }
      } else { line.text.utf8[...] }
    if let said, String(said)?.contains(String(number)) == true { return nil }
    return focus.title.isEmpty ? focus.label : "\(focus.label) \(focus.title)"
  }
}

extension Needs.Input {
  /// The candidate that the words are, in whatever case: as it is typed, or what tells it from the
  /// others; nil where they are none, or more than one.
  fileprivate func chosen(_ words: String) -> String? {
    let typed = words.lowercased()
    if candidates.contains(where: { $0.value.lowercased() == typed }) { return words }
    let told = candidates.filter { $0.label.lowercased() == typed }
    return told.count == 1 ? told[0].value : nil
  }
}

extension Needs {
  /// The same question without what was wrong before.
  var plain: Needs {
    var needs = self
    needs.inputs[0].fault = nil
    return needs
  }

  func faulted(_ problem: Problem) -> Needs {
    var needs = self
    needs.inputs[0].fault = problem
    return needs
  }
}

extension String {
  /// Without the blanks around it.
  fileprivate var trimmed: String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    return String(drop(while: isBlank).droppingLast(while: isBlank))
  }
}
