package import Interpreter
package import JSON
import ServiceLevels
package import SupportDesk

/// The one door: every way in ends here.
package final class Desk: Door {
  private let performer: Performer
  private let grammar: Grammar
  private var sessions = Sessions()

  package init(store: any Store, rim: Rim) {
    performer = Performer(
      store: store, rim: rim, entries: Catalogue.entries, listing: Catalogue.listing)
    grammar = Self.grammar
    performer.foresee = { [unowned self] in .done(Can.shape.reply(foresee($0))) }
  }

  /// The language of the whole list.
  package static var grammar: Grammar {
    Grammar(commands: Catalogue.listing.commands, aliases: Catalogue.aliases)
  }

  package static var commands: [Command] { Catalogue.listing.commands }

  package static var errorKinds: [ErrorKind] { Catalogue.listing.kinds }

  package var commands: [Command] { grammar.commands }

  package var errorKinds: [ErrorKind] { Catalogue.listing.kinds }

  /// The page of `help`, without a desk.
  package static var help: Page {
    HelpPages.list(commands)
  }

  /// The words for a failure that happened before there was a desk.
  package static func problem(_ failure: Failure) -> Problem {
    Wording(wall: Wall(zone: .utc, now: .latest), call: nil) { _ in nil }.problem(failure)
  }

  /// Why whoever acts may not do something that the program does itself; nil where they may.
  package func refusal(of permission: Permission) -> Problem? {
    do throws(Failure) {
      try performer.reading { desk throws(Failure) in try desk.require(permission) }
      return nil
    } catch {
      return performer.problem(error)
    }
  }

  private func key(_ session: String?) -> Sessions.Key? {
    session.map { Sessions.Key(actor: performer.rim.actor(), name: $0) }
  }

  // MARK: Ways in

  package func parse(_ line: Line, in session: String?) -> Parse {
    grammar.parse(line, focus: sessions[key(session)].focus).meaning
  }

  package func request(_ method: String, _ params: JSONValue?) -> Outcome {
    guard let meaning = grammar.parse(method: method, params: params) else {
      var problem = Problem(.unknownMethod, "there is no method \(method)")
      problem.suggestions = Suggestion.near(method, among: commands.map(\.name))
      return Outcome(.refused(problem))
    }
    var session = Session()
    return carryOut(meaning, &session)
  }

  package func say(_ line: Line, in name: String?, terms: JSONObject) -> Outcome {
    var session = sessions[key(name)]
    defer { sessions[key(name)] = session }
    let dialogue = Dialogue(grammar: grammar)
    var outcome: Outcome
    if session.open != nil {
      if let term = terms.members.first {
        return Outcome(.refused(.openQuestion(term.name)))
      }
      outcome = answer(dialogue, line, &session)
    } else {
      let (meaning, alias) = grammar.parse(line, focus: session.focus)
      outcome = carryOut(with(terms, meaning), &session)
      outcome.inferred =
        alias?.text ?? dialogue.inferred(line, outcome, session.focus)
    }
    settle(&outcome, &session, isNamed: name != nil)
    return outcome
  }

  /// Takes a line for the answer to the open question.
  private func answer(
    _ dialogue: Dialogue, _ line: Line, _ session: inout Session
  ) -> Outcome {
    guard let open = session.open else { preconditionFailure("no question is open") }
    switch dialogue.turn(open.needs, line, focus: session.focus) {
    case .again(let needs): return Outcome(.needs(needs))
    case .givenUp: return giveUp(&session)
    case .goesOn(let meaning):
      return again(dialogue, open, line, carryOut(meaning, &session), &session)
    case .digression(let call, let needs): return digress(call, needs, line, &session)
    }
  }

  /// What the desk refused of an answer is asked again, unless the line was a question in between.
  private func again(
    _ dialogue: Dialogue, _ open: Session.Question, _ line: Line, _ outcome: Outcome,
    _ session: inout Session
  ) -> Outcome {
    let input = open.needs.inputs[0]
    guard case .refused(let problem) = outcome.answer, !input.slot.isText,
      problem.pointer == "/" + input.slot.name
    else { return outcome }
    if case .digression(let call, let needs)? =
      dialogue.digression(open.needs, line, session.focus)
    {
      return digress(call, needs, line, &session)
    }
    return Outcome(.needs(performer.offering(open.needs.faulted(problem))))
  }

  private func digress(
    _ call: Call, _ needs: Needs, _ line: Line, _ session: inout Session
  ) -> Outcome {
    var aside = Session(focus: session.focus)
    let outcome = carryOut(.call(call), &aside)
    if aside.ends {
      session.ends = true
      return outcome
    }
    session.focus = aside.focus
    return Outcome(.needs(needs), aside: outcome.page(for: line))
  }

  package func cancel(in name: String) -> Outcome {
    var session = sessions[key(name)]
    defer { sessions[key(name)] = session }
    return giveUp(&session)
  }

  private func giveUp(_ session: inout Session) -> Outcome {
    defer { session.open = nil }
    return Outcome(.done(Cancelled.shape.reply(Cancelled(draft: session.open?.draft))))
  }

  // MARK: After an answer

  /// What a session remembers of an outcome, and what becomes of a text that was refused.
  private func settle(_ outcome: inout Outcome, _ session: inout Session, isNamed: Bool) {
    switch outcome.answer {
    case .done(let reply):
      if let draft = session.open?.draft { performer.drafts.drop(draft) }
      if let number = outcome.call?[optional: Parameters.draft]?.value {
        performer.drafts.drop(number)
      }
      session.open = nil
      if let focus = reply.focus { session.focus = focus }
      outcome.ends = session.ends
    case .needs(let needs):
      session.open = isNamed ? .init(needs: needs, draft: session.open?.draft) : nil
    case .refused(var problem):
      if session.open != nil, let kept = keep(outcome.call, session.open?.draft) {
        problem.hint = (problem.hint.map { $0 + "; " } ?? "") + kept
        outcome.answer = .refused(problem)
      }
      session.open = nil
    }
  }

  /// Keeps the text of a call that was refused, and says how it is taken again.
  private func keep(_ call: Call?, _ draft: Int64?) -> String? {
    guard let call, call.command.slot(named: Parameters.draft.name) != nil,
      call[optional: Parameters.draft] == nil, let text = call[optional: Parameters.text],
      call[optional: WriteTerm.dryRun] != true
    else { return nil }
    var arguments = call.arguments
    arguments[Parameters.text.name] = nil
    guard let kept = performer.drafts.keep(text, number: draft, of: call.command, arguments) else {
      return nil
    }
    let verb = call.command.verbs[0]
    let ticket = arguments[Parameters.ticket.name].map { $0.string ?? $0.compact() } ?? "…"
    return "the text is kept: \(verb) \(ticket) --draft \(kept)"
  }

  package func keepDraft(_ text: String, in name: String) -> String? {
    var session = sessions[key(name)]
    guard let open = session.open, open.needs.inputs[0].slot.isText else { return nil }
    let kept = performer.drafts.keep(
      text, number: open.draft, of: open.needs.command, open.needs.arguments)
    if let kept, let number = Int64(kept.dropFirst()) {
      session.open?.draft = number
      sessions[key(name)] = session
    }
    return kept
  }

  // MARK: Carrying out

  /// The meaning with the terms that the caller states beside the line.
  private func with(_ terms: JSONObject, _ meaning: Parse) -> Parse {
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

  private func carryOut(_ meaning: Parse, _ session: inout Session) -> Outcome {
    switch meaning {
    case .empty: return Outcome(.done(Nothing.reply))
    case .refused(let problem): return Outcome(.refused(problem))
    case .needs(let needs): return ask(needs, &session)
    case .call(let call):
      switch performer.perform(call, &session) {
      case .needs(let needs): return ask(needs, &session, call)
      case let answer: return Outcome(answer, call: call)
      }
    }
  }

  /// Asks for what is missing, unless a draft has it, or the answer could change nothing.
  private func ask(_ needs: Needs, _ session: inout Session, _ call: Call? = nil) -> Outcome {
    if call == nil {
      if let text = performer.drafts.text(for: needs) {
        var arguments = needs.arguments
        switch text {
        case .success(let words): arguments[Parameters.text.name] = .string(words)
        case .failure(let problem): return Outcome(.refused(problem))
        }
        return carryOut(
          Grammar.complete(needs.command, arguments, focus: nil), &session)
      }
      if let problem = performer.refusal(of: needs) { return Outcome(.refused(problem)) }
    }
    return Outcome(.needs(performer.offering(needs)))
  }

  /// What `can` says of a line.
  private func foresee(_ call: Call) -> Can {
    let said = call[Can.line]
    switch grammar.parse(Line(said), focus: nil).meaning {
    case .call(let meant):
      return Can(command: meant.command, problem: performer.refusal(of: meant))
    case .needs(let needs):
      return Can(command: needs.command, problem: performer.refusal(of: needs))
    case .refused(let problem):
      return Can(command: call.command, problem: problem)
    case .empty:
      return Can(command: call.command, problem: Problem(.missingInput, "nothing was said"))
    }
  }

  // MARK: For front ends

  package func complete(_ line: Line, cursor: Int, in name: String?) -> Completion {
    if let input = sessions[key(name)].open?.needs.inputs.first {
      if input.slot.extent == .tail { return Completion(start: 0, candidates: []) }
      let typed = line.text.lowercased()
      let choices =
        input.candidates.isEmpty
        ? input.slot.source.map { performer.candidates($0, typed) } ?? [] : input.candidates
      return Completion(
        start: 0, candidates: choices.filter { $0.value.lowercased().hasPrefix(typed) })
    }
    return grammar.complete(line, cursor: cursor, candidates: performer.candidates)
  }

  package func prompt(of name: String) -> Prompt {
    let session = sessions[key(name)]
    let input = session.open?.needs.inputs.first
    return Prompt(
      focus: session.focus?.label, question: input?.message,
      takesText: input?.slot.isText ?? false)
  }

  package func takeNotices() -> [Page] { performer.takeNotices() }
}

extension Problem {
  /// A term of a write beside a line that answers a question.
  fileprivate static func openQuestion(_ term: String) -> Problem {
    var problem = Problem(
      .openQuestion, "\(term) belongs to the call that asked, not to its answer")
    problem.pointer = "/" + term
    return problem
  }
}

/// The answer to an empty line.
private enum Nothing {
  static let reply = Shape<Bool>("Nothing", [], page: { _ in Page() }).reply(true)
}
