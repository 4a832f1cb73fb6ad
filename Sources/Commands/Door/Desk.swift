package import Interpreter
package import JSON
package import SupportDesk

/// The one door: every way in ends here.
package final class Desk: FollowedDoor {
  let worlds: Worlds
  private let performer: Performer
  let hearing: Hearing
  let drafts: DraftKeeper
  private let carrier: Carrier
  private let grammar = Desk.grammar
  private var sessions = Sessions()

  package init(store: any Store, rim: Rim) {
    let entries = Catalogue.entries
    worlds = Worlds(store: store, rim: rim, listing: Self.listing)
    hearing = Hearing(worlds: worlds)
    performer = Performer(worlds, entries, hearing)
    drafts = DraftKeeper(store: store, rim: rim)
    carrier = Carrier(
      grammar: grammar, worlds: worlds, performer: performer,
      foresight: Foresight(worlds: worlds, entries: entries))
  }

  /// The whole list; a write may answer what it would record, too.
  private static let listing = Listing(
    commands: Catalogue.entries.map { entry in
      if case .write = entry.work {
        entry.command.answering(Plan.shape.schema)
      } else {
        entry.command
      }
    },
    kinds: ErrorKind.language + ErrorKind.desk + ErrorKind.wire)

  /// The language of the whole list.
  package static let grammar = Grammar(commands: listing.commands, aliases: Catalogue.aliases)

  /// The whole list, in the order of help and reference.
  package static var commands: [Command] { listing.commands }

  /// Every kind of error, in the order of the reference.
  package static var errorKinds: [ErrorKind] { listing.kinds }

  package var commands: [Command] { Self.commands }

  /// The page of `help`, without a desk.
  package static var help: Page { HelpPages.list(commands) }

  /// The words for a failure that happened before there was a desk.
  package static func problem(_ failure: Failure) -> Problem { Wording.plain(failure) }

  /// Why whoever acts may not do something that the program does itself, or with nil anything at all;
  /// nil where they may.
  package func refusal(of permission: Permission?) -> Problem? {
    do throws(Failure) {
      try worlds.reading { desk throws(Failure) in
        if let permission { try desk.require(permission) }
      }
      return nil
    } catch { return problem(of: error) }
  }

  /// The words for a failure of what the program does itself.
  package func problem(of failure: Failure) -> Problem { Failures(worlds: worlds).problem(failure) }

  private func key(_ session: String?) -> Sessions.Key? {
    session.map { Sessions.Key(actor: worlds.rim.actor(), name: $0) }
  }

  // MARK: Ways in

  package func parse(_ line: Line, in session: String?) -> Parse {
    let session = sessions[key(session)]
    guard let open = session.open else {
      return grammar.parse(line, focus: session.focus).meaning
    }
    switch Dialogue(grammar: grammar).turn(open.needs, line, focus: session.focus) {
    case .again(let needs): return .needs(needs)
    case .givenUp: return .call(Call(Cancelled.entry.command, [:]))
    case .goesOn(let meaning): return meaning
    case .digression(let call, _): return .call(call)
    }
  }

  package func request(_ method: String, _ params: JSONValue?) -> Outcome {
    guard let meaning = grammar.parse(method: method, params: params) else {
      var problem = Problem(.unknownMethod, "there is no method \(method)")
      problem.suggestions = Suggestion.near(method, among: commands.map(\.name))
      return Outcome(.refused(problem))
    }
    var session = Session()
    return carrier.carryOut(meaning, &session)
  }

  package func say(_ line: Line, in name: String?, terms: JSONObject) -> Outcome {
    var session = sessions[key(name)]
    defer { sessions[key(name)] = session.ends ? Session() : session }
    let dialogue = Dialogue(grammar: grammar)
    var outcome: Outcome
    if session.open != nil {
      if let term = terms.members.first {
        return Outcome(.refused(.openQuestion(term.name)))
      }
      outcome = answer(dialogue, line, &session)
    } else {
      let (meaning, alias) = grammar.parse(line, focus: session.focus)
      outcome = carrier.carryOut(carrier.with(terms, meaning), &session)
      outcome.inferred = alias?.text ?? inferred(dialogue, line, outcome, session.focus)
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
      let outcome = carrier.carryOut(meaning, &session)
      if let then = open.needs.then { return goOn(with: then, outcome, &session) }
      return again(dialogue, open, line, outcome, &session)
    case .digression(let call, let needs): return digress(call, needs, line, &session)
    }
  }

  /// Carries out the call that waited for the answer to another.
  private func goOn(
    with call: Call, _ first: Outcome, _ session: inout Session
  ) -> Outcome {
    switch first.answer {
    case .done(let reply):
      var outcome = carrier.carryOut(.call(call), &session)
      outcome.aside = reply.page
      return outcome
    case .needs(var needs):
      needs.then = call
      return Outcome(.needs(needs))
    // Somebody else said so meanwhile.
    case .refused(let problem) where problem.kind == .unchanged:
      return carrier.carryOut(.call(call), &session)
    // So that its text is kept.
    case .refused: return Outcome(first.answer, call: call)
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
    switch dialogue.digression(open.needs, line, session.focus) {
    case .digression(let call, let needs)?: return digress(call, needs, line, &session)
    case .again(let needs)?: return Outcome(.needs(needs))
    case .givenUp?, .goesOn?, nil:
      return Outcome(.needs(Offering(worlds: worlds).complete(open.needs.faulted(problem))))
    }
  }

  private func digress(
    _ call: Call, _ needs: Needs, _ line: Line, _ session: inout Session
  ) -> Outcome {
    var aside = Session(focus: session.focus)
    let outcome = carrier.carryOut(.call(call), &aside)
    if aside.ends {
      session.ends = true
      guard let kept = session.open.flatMap(kept) else { return outcome }
      return Outcome(
        outcome.answer, aside: Cancelled(wasOpen: true, kept: kept).page)
    }
    session.focus = aside.focus
    return Outcome(.needs(needs), aside: outcome.page(for: line))
  }

  package func cancel(in name: String) -> Outcome { giveUp(&sessions[key(name)]) }

  private func giveUp(_ session: inout Session) -> Outcome {
    defer { session.open = nil }
    let cancelled = Cancelled(
      wasOpen: session.open != nil, kept: session.open.flatMap(kept))
    return Outcome(.done(Cancelled.shape.reply(cancelled)))
  }

  // MARK: After an answer

  /// What a session remembers of an outcome, and what becomes of a text that was refused.
  private func settle(_ outcome: inout Outcome, _ session: inout Session, isNamed: Bool) {
    switch outcome.answer {
    case .done(let reply):
      if let draft = session.open?.draft, outcome.call?[optional: WriteTerm.dryRun] != true {
        drafts.drop(draft)
      }
      session.open = nil
      if let focus = reply.focus { session.focus = focus }
      outcome.ends = session.ends
    case .needs(let needs):
      guard isNamed else { return session.open = nil }
      do throws(Failure) {
        // Once it is known which ticket it is about, what it is meant for stays.
        let known = session.open?.customer
        let customer = if let known { known } else { try customer(of: needs) }
        session.open = .init(
          needs: try bound(needs), customer: customer, kept: session.open?.kept)
      } catch {
        // What is meant for nobody in particular could get to anybody.
        outcome.answer = .refused(problem(of: error))
        session.open = nil
      }
    case .refused(var problem):
      if let open = session.open { keep(outcome.call, open, &problem) }
      outcome.answer = .refused(problem)
      session.open = nil
    }
  }

  package func keepDraft(_ text: String, in name: String) -> String? {
    var session = sessions[key(name)]
    guard let open = session.open, open.needs.inputs[0].slot.isText,
      open.needs.command.slot(named: Parameters.draft.name) != nil
    else { return nil }
    guard
      let kept = drafts.keep(
        text, over: open.kept?.name, of: open.needs.command, open.needs.arguments,
        for: open.customer)
    else {
      session.open?.kept?.isPartial = true
      sessions[key(name)] = session
      return nil
    }
    session.open?.kept = Session.Kept(name: kept)
    sessions[key(name)] = session
    return kept
  }

  // MARK: For front ends

  package func complete(_ line: Line, cursor: Int, in name: String?) -> Completion {
    if let input = sessions[key(name)].open?.needs.inputs.first {
      if let words = Offering.words(input, line) { return words }
      let typed = line.text.lowercased()
      let choices =
        input.candidates.isEmpty
        ? input.slot.source.map { Offering(worlds: worlds).candidates($0, typed) } ?? []
        : input.candidates
      return Completion(
        start: 0, candidates: choices.filter { $0.value.lowercased().hasPrefix(typed) })
    }
    return grammar.complete(line, cursor: cursor, candidates: Offering(worlds: worlds).candidates)
  }

  package func prompt(of name: String) -> Prompt {
    let session = sessions[key(name)]
    let input = session.open?.needs.inputs.first
    return Prompt(
      focus: session.focus?.label, question: input?.message,
      takesText: input?.slot.isText ?? false)
  }
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
