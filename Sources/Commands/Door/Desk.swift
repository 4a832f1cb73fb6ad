package import Interpreter
package import JSON
import ServiceLevels
package import SupportDesk

/// The one door: every way in ends here, and one function performs the call.
package final class Desk: Door {
  private let store: any Store
  private let rim: Rim
  private let grammar: Grammar
  private var sessions: [String: Session] = [:]
  private var notices: [Page] = []
  /// The instant of this process's last call.
  private var lastCall: Instant?

  package init(store: any Store, rim: Rim) {
    self.store = store
    self.rim = rim
    grammar = Grammar(
      commands: Catalogue.entries.map(\.command), aliases: Catalogue.aliases)
  }

  package var commands: [Command] { grammar.commands }

  package static var commands: [Command] { Catalogue.entries.map(\.command) }

  /// The words for a failure that happened before there was a desk.
  package static func problem(_ failure: Failure) -> Problem {
    Wording(zone: .utc) { "person \($0.value)" }.problem(failure)
  }

  // MARK: Ways in

  package func parse(_ line: Line, in session: String) -> Parse {
    grammar.parse(line, focus: sessions[session]?.focus).meaning
  }

  package func request(_ method: String, _ params: JSONValue?) -> Outcome {
    guard let meaning = grammar.parse(method: method, params: params) else {
      var problem = Problem(.unknownVerb, "there is no method \(method)")
      problem.suggestions = Suggestion.near(method, among: commands.map(\.name))
      return Outcome(.refused(problem))
    }
    return carryOut(meaning, in: nil)
  }

  package func say(_ line: Line, in name: String) -> Outcome {
    if let open = sessions[name]?.open { return answer(open, line, in: name) }
    let (meaning, alias) = grammar.parse(line, focus: sessions[name]?.focus)
    var outcome = carryOut(meaning, in: name)
    if let alias {
      outcome.inferred = alias.text
    } else {
      outcome.inferred = inferred(line, outcome.call, name)
    }
    remember(outcome, in: name)
    return outcome
  }

  /// The echo of a focus that the line did not name.
  private func inferred(_ line: Line, _ call: Call?, _ name: String) -> String? {
    guard let call, let focus = sessions[name]?.focus,
      let slot = call.command.slots.first(where: \.takesFocus),
      call.arguments[slot.name] == focus.value, case .integer(let number) = focus.value,
      !line.text.contains(String(number))
    else { return nil }
    return focus.title.isEmpty ? focus.label : "\(focus.label) \(focus.title)"
  }

  private func remember(_ outcome: Outcome, in name: String) {
    switch outcome.answer {
    case .done(let reply):
      sessions[name, default: Session()].open = nil
      if let focus = reply.focus { sessions[name, default: Session()].focus = focus }
    case .needs(let needs): sessions[name, default: Session()].open = needs
    case .refused: sessions[name, default: Session()].open = nil
    }
  }

  /// Takes a line for the answer to an open question; a line that is none may be a digression.
  private func answer(_ open: Needs, _ line: Line, in name: String) -> Outcome {
    guard let input = open.inputs.first else { return Outcome(.needs(open)) }
    let text = line.text
    if text.lowercased() == "cancel" {
      sessions[name]?.open = nil
      return Outcome(.done(Reply(data: ["cancelled": true], page: Page(.init("cancelled", .dim)))))
    }
    if text.allSatisfy(\.isWhitespace) { return Outcome(.needs(open)) }
    if text == "?" {
      var again = open
      again.inputs[0].fault = input.slot.summary
      return Outcome(.needs(again))
    }
    let isCommand = text.hasPrefix("/")
    var meaning = isCommand ? .needs(open) : grammar.answer(open, input.slot, with: text)
    if case .needs(let again) = meaning, isCommand || again.inputs[0].fault != nil {
      if case .call(let call) = parse(line, in: name) {
        if call.command.effect == .read { return digress(call, in: name) }
        meaning = .needs(Self.unfinished(open))
      }
    }
    let outcome = carryOut(meaning, in: name)
    remember(outcome, in: name)
    return outcome
  }

  private static func unfinished(_ open: Needs) -> Needs {
    var again = open
    again.inputs[0].fault = "finish this first, or cancel"
    return again
  }

  /// A question in between: it is answered, and the open one stays open.
  private func digress(_ call: Call, in name: String) -> Outcome {
    Outcome(perform(call), call: call)
  }

  private func carryOut(_ meaning: Parse, in session: String?) -> Outcome {
    switch meaning {
    case .empty: return Outcome(.done(Reply(data: nil, page: Page())))
    case .refused(let problem): return Outcome(.refused(problem))
    case .needs(var needs):
      for index in needs.inputs.indices where needs.inputs[index].candidates.isEmpty {
        needs.inputs[index].candidates = candidates(needs.inputs[index].slot, "")
      }
      return Outcome(.needs(needs))
    case .call(let call):
      return Outcome(
        perform(call), call: call, ends: call.command.name == "session.quit")
    }
  }

  // MARK: The one function

  /// Carries out a call (design.md section 4).
  private func perform(_ call: Call) -> Answer {
    guard let entry = Catalogue.byName[call.command.name] else {
      preconditionFailure("\(call.command.name) is not in the catalogue")
    }
    var worded: Problem?
    do throws(Failure) {
      if call.command.effect == .read {
        if let reply = try StoreCommands.carryOut(call, store, allowed: allow) {
          return .done(reply)
        }
        return .done(
          try store.reading { state throws(Failure) in
            let turn = try turn(state, nil, at: rim.clock(), call)
            defer { worded = turn.worded }
            try allow(call, turn.actor)
            return try entry.body(call, turn)
          })
      }
      return .done(
        try store.writing { transaction throws(Failure) in
          try write(call, entry, transaction) { worded = $0 }
        })
    } catch {
      if case .refused(.worded) = error, let worded { return .refused(worded) }
      return .refused(problem(error))
    }
  }

  private func write(
    _ call: Call, _ entry: Entry, _ transaction: any Transaction, worded: (Problem?) -> Void
  ) throws(Failure) -> Reply {
    let now = try instant(transaction, isAccepting: call.command.name == "clock.accept")
    lastCall = now
    let turn = try turn(transaction, transaction, at: now, call)
    defer { worded(turn.worded) }
    try allow(call, turn.actor)
    let ticker = Ticker(
      transaction, now: now, policy: turn.policy, zone: turn.zone, program: rim.program)
    let told = try ticker.tick()
    if call.command.name == "desk.tick" {
      notices += told
      return try TickView.reply(told.count, transaction)
    }
    if let reply = try Repetition.answer(call, turn) { return reply }
    let reply = try entry.body(call, turn)
    try Repetition.remember(call, turn, transaction)
    notices += told
    return reply
  }

  /// The instant of a write: never before the journal's last.
  private func instant(
    _ state: any Snapshot, isAccepting: Bool
  ) throws(Failure) -> Instant {
    let clock = rim.clock()
    let journal = try state.head().recordedAt
    if isAccepting { return max(clock, journal) }
    if journal - clock > 5_000 {
      throw .refused(.clockBehind(clock: clock, journal: journal))
    }
    if !rim.isVirtual, let lastCall, clock - max(journal, lastCall) > 86_400_000 {
      throw .refused(.clockAhead(clock: clock, journal: journal))
    }
    return max(clock, journal)
  }

  private func turn(
    _ state: any Snapshot, _ transaction: (any Transaction)?, at now: Instant, _ call: Call
  ) throws(Failure) -> Turn {
    let policy = try state.policy()
    guard let zone = rim.zone(policy.zone) else {
      throw .storage(.cannotOpen(path: policy.zone, why: "the system has no such time zone"))
    }
    return Turn(
      state: state, transaction: transaction, now: now, actor: try actor(state), policy: policy,
      zone: zone, call: call, program: rim.program, commands: commands)
  }

  private func actor(_ state: any Snapshot) throws(Failure) -> Person {
    switch rim.actor() {
    case .uid(let uid):
      guard let person = try state.person(uid: uid) else {
        throw .refused(.noSuchPerson("user \(uid)", role: nil))
      }
      return person
    case .named(let words, let uid):
      if let uid, try state.person(uid: uid)?.roles.contains(.administrator) != true {
        throw .refused(.forbidden(.actAsOthers))
      }
      let called = PersonName(words)
      if let address = called.address, let person = try state.person(address: address) {
        return person
      }
      var found = try state.people(named: called.name)
      for role in [Role.agent, .manager, .administrator] where found.isEmpty {
        found = try state.people(role).filter { $0.handle == called.name.lowercased() }
      }
      guard let person = found.first else { throw .refused(.noSuchPerson(words, role: nil)) }
      return person
    }
  }

  private func allow(_ call: Call, _ actor: Person) throws(Failure) {
    guard let word = call.command.permission, let permission = Permission(rawValue: word) else {
      return
    }
    if !actor.has(permission) { throw .refused(.forbidden(permission)) }
  }

  /// Checks a call that runs outside any turn.
  private func allow(_ call: Call) throws(Failure) {
    let actor = try store.reading { state throws(Failure) in try self.actor(state) }
    try allow(call, actor)
  }

  /// Why whoever acts may not do something that the program does itself; nil where they may.
  package func refusal(of permission: Permission) -> Problem? {
    do throws(Failure) {
      let actor = try store.reading { state throws(Failure) in try self.actor(state) }
      return actor.has(permission) ? nil : problem(.refused(.forbidden(permission)))
    } catch {
      return problem(error)
    }
  }

  private func problem(_ failure: Failure) -> Problem {
    var names: [PersonNumber: String] = [:]
    var zone = Zone.utc
    do throws(Failure) {
      try store.reading { state throws(Failure) in
        zone = rim.zone(try state.policy().zone) ?? .utc
        for role in [Role.agent, .manager, .administrator] {
          for person in try state.people(role) { names[person.number] = person.shownName }
        }
      }
    } catch {
      // The words do without names where the store cannot be read.
    }
    return Wording(zone: zone) { names[$0] ?? "person \($0.value)" }.problem(failure)
  }

  // MARK: For front ends

  package func complete(_ line: Line, cursor: Int, in session: String) -> Completion {
    if let input = sessions[session]?.open?.inputs.first {
      let choices = input.candidates.isEmpty ? candidates(input.slot, line.text) : input.candidates
      return Completion(
        start: 0, candidates: choices.filter { $0.value.hasPrefix(line.text.lowercased()) })
    }
    return grammar.complete(line, cursor: cursor, candidates: candidates)
  }

  /// Values of a slot's type out of the store, at most fifty.
  private func candidates(_ slot: Slot, _ typed: String) -> [Candidate] {
    do throws(Failure) {
      return try store.reading { state throws(Failure) in
        switch slot.typeName {
        case "ticket":
          let scope = Scope(of: try self.actor(state))
          let query = TicketQuery(scope, .status([.new, .open, .waiting]))
          return try state.tickets(query).map {
            Candidate("\($0.row.number.value)", label: $0.subject ?? "")
          }
        case "person" where slot.name == "agent":
          return try state.people(.agent).map { Candidate($0.handle, label: $0.shownName) }
        default: return []
        }
      }
    } catch {
      return []
    }
  }

  package func prompt(of session: String) -> Prompt {
    let remembered = sessions[session]
    let input = remembered?.open?.inputs.first
    return Prompt(
      focus: remembered?.focus?.label, question: input?.message,
      takesText: input.map { $0.slot.extent == .tail } ?? false)
  }

  package func takeNotices() -> [Page] {
    defer { notices = [] }
    return notices
  }
}
