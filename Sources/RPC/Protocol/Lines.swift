import Interpreter
import JSON

/// Lines: the methods by which a program says what a person would type.
extension Dispatcher {
  private static let candidatesMax = 100

  func execute(_ call: Call, _ dialogue: Dialogue) throws(WireError) -> JSONValue {
    let line = Line(call[WireParameter.line])
    let session = call[optional: WireParameter.session]
    var terms: JSONObject = [:]
    for slot in call.command.slots where slot.isTerm {
      terms[slot.name] = call.arguments[slot.name]
    }
    let free = session.flatMap { door.prompt(of: $0).question == nil ? $0 : nil }
    let outcome = door.say(line, in: session, terms: terms)
    let spoken = Spoken(
      line: line, width: Int(call[WireParameter.width]), command: call.command, free: free)
    return try answer(to: outcome, spoken, dialogue)
  }

  func cancel(_ call: Call, _ dialogue: Dialogue) throws(WireError) -> JSONValue {
    let outcome = door.cancel(in: call[WireParameter.session])
    let spoken = Spoken(line: Line(""), width: 80, command: call.command)
    return try answer(to: outcome, spoken, dialogue)
  }

  func parse(_ call: Call, _ dialogue: Dialogue) throws(WireError) -> JSONValue {
    let line = Line(call[WireParameter.line])
    switch door.parse(line, in: call[optional: WireParameter.session]) {
    case .call(let meant): return WireAnswer.parsed.json(meant)
    case .empty: return WireAnswer.parsed.json(nil)
    case .needs(let needs):
      guard dialogue.mayAsk else { throw WireError.missing(needs, isLine: true) }
      return WireAnswer.question.json(WireAnswer.Question(needs))
    case .refused(let problem):
      throw WireError(lifecycle.encoding.places(in: problem, of: line))
    }
  }

  func complete(_ call: Call) -> JSONValue {
    let line = Line(call[WireParameter.line])
    let encoding = lifecycle.encoding
    let cursor =
      call[optional: WireParameter.cursor]
      .map { encoding.byte(ofOffset: Int($0), in: line.text) } ?? line.text.utf8.count
    var found = door.complete(line, cursor: cursor, in: call[optional: WireParameter.session])
    found.start = encoding.offset(ofByte: found.start, in: line.text)
    found.candidates = Array(found.candidates.prefix(Self.candidatesMax))
    return WireAnswer.completion.json(found)
  }

  // MARK: What a line comes to

  /// A line with what is needed to answer it.
  private struct Spoken {
    let line: Line
    let width: Int
    let command: Command
    /// The session, where no question was open in it before the line.
    var free: String?
  }

  private func answer(
    to outcome: Outcome, _ spoken: Spoken, _ dialogue: Dialogue
  ) throws(WireError) -> JSONValue {
    let text = outcome.page(for: spoken.line).text(width: spoken.width)
    let notices = door.hear().map { $0.text(width: spoken.width) }
    switch outcome.answer {
    case .done(let reply):
      return WireAnswer.execution.json(
        WireAnswer.Execution(
          text: text, data: reply.json, call: outcome.call, inferred: outcome.inferred,
          notices: notices))
    case .needs(let needs):
      // A digression was carried out, so that what it left open is no error.
      if dialogue.mayAsk || outcome.aside != nil {
        return WireAnswer.question.json(
          WireAnswer.Question(needs, text: text, notices: notices))
      }
      // Who takes no questions opens none.
      if let session = spoken.free { _ = door.cancel(in: session) }
      throw WireError.missing(needs, isLine: true).showing(text, notices)
    case .refused(let problem):
      throw refusal(problem, of: spoken).showing(text, notices)
    }
  }

  /// What stands beside the line is refused as a parameter, what stands in it as what was said.
  private func refusal(_ problem: Problem, of spoken: Spoken) -> WireError {
    let terms = spoken.command.slots.filter(\.isTerm).map { "/" + $0.name }
    if problem.span == nil, let pointer = problem.pointer, terms.contains(pointer) {
      return WireError(typed: problem)
    }
    return WireError(lifecycle.encoding.places(in: problem, of: spoken.line))
  }
}

extension PositionEncoding {
  /// The problem with its places in the line counted in these units.
  fileprivate func places(in problem: Problem, of line: Line) -> Problem {
    var problem = problem
    problem.span = problem.span.map {
      let start = offset(ofByte: $0.lowerBound, in: line.text)
      return start..<max(start, offset(ofByte: $0.upperBound, in: line.text))
    }
    return problem
  }

  /// The problem with its place within a parameter counted in these units.
  func places(in problem: Problem, of params: JSONValue?) -> Problem {
    guard let within = problem.within, let pointer = problem.pointer,
      let text = params?[String(pointer.dropFirst())]?.string
    else { return problem }
    var problem = problem
    let start = offset(ofByte: within.lowerBound, in: text)
    problem.within = start..<max(start, offset(ofByte: within.upperBound, in: text))
    return problem
  }
}
