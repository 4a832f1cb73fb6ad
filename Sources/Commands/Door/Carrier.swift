import Interpreter
import JSON

/// Carries out what was meant: performs a call, or asks for what it lacks.
struct Carrier {
  let grammar: Grammar
  let worlds: Worlds
  let performer: Performer
  let foresight: Foresight

  /// The meaning with the terms that the caller states beside the line.
  func with(_ terms: JSONObject, _ meaning: Parse) -> Parse {
    if terms.members.isEmpty { return meaning }
    let command: Command
    let arguments: JSONObject
    switch meaning {
    case .call(let call): (command, arguments) = (call.command, call.arguments)
    case .needs(let needs): (command, arguments) = (needs.command, needs.arguments)
    case .refused, .empty: return meaning
    }
    var all = arguments
    for term in terms.members { all[term.name] = term.value }
    do {
      switch (try Grammar.parse(command, .object(all)), meaning) {
      case (.call(let call), .call(let said)):
        return .call(Call(command, call.arguments, places: said.places))
      case (let other, _): return other
      }
    } catch {
      return .refused(error)
    }
  }

  func carryOut(_ meaning: Parse, _ session: inout Session) -> Outcome {
    switch meaning {
    case .empty: return Outcome(.done(Nothing.reply))
    case .refused(let problem): return Outcome(.refused(problem))
    case .needs(let needs): return ask(needs, &session)
    case .call(let call):
      let focus = session.focus
      switch performer.perform(call, &session, foresee: { Can.shape.reply(foresee($0, focus)) }) {
      case .needs(let needs): return Outcome(.needs(Offering(worlds: worlds).complete(needs)))
      case let answer: return Outcome(answer, call: call)
      }
    }
  }

  /// Asks for what is missing, unless the answer could change nothing.
  private func ask(_ needs: Needs, _ session: inout Session) -> Outcome {
    if let problem = foresight.refusal(of: needs) { return Outcome(.refused(problem)) }
    return Outcome(.needs(Offering(worlds: worlds).complete(needs)))
  }

  /// What `can` says of a line.
  private func foresee(_ call: Call, _ focus: Focus?) -> Can {
    let said = call[Can.line]
    switch grammar.parse(Line(said), focus: focus).meaning {
    case .call(let meant):
      return Can(command: meant.command, problem: foresight.refusal(of: meant))
    case .needs(let needs):
      return Can(command: needs.command, problem: foresight.refusal(of: needs))
    case .refused(let problem):
      return Can(command: call.command, problem: problem)
    case .empty:
      return Can(command: call.command, problem: Problem(.missingInput, "nothing was said"))
    }
  }
}

/// The answer to an empty line.
private enum Nothing {
  static let reply = Shape<Bool>("Nothing", [], page: { _ in Page() }).reply(true)
}
