import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The one function that carries out calls (design.md section 4).
final class Performer {
  let store: any Store
  let rim: Rim
  /// What fell due and was told by a call, for the front end to show.
  private(set) var notices: [Page] = []
  /// The instant of this process's last write.
  private var lastCall: Instant?
  private let entries: [String: Entry]
  private let listing: Listing
  /// The answer to `can`, which needs the language too.
  var foresee: (Call) -> Answer = { _ in preconditionFailure("the door tells what can be done") }

  init(store: any Store, rim: Rim, entries: [Entry], listing: Listing) {
    self.listing = listing
    self.store = store
    self.rim = rim
    self.entries = Dictionary(uniqueKeysWithValues: entries.map { ($0.command.name, $0) })
  }

  var drafts: DraftKeeper { DraftKeeper(store: store, rim: rim) }

  func takeNotices() -> [Page] {
    defer { notices = [] }
    return notices
  }

  // MARK: Carrying out

  /// Carries out a call.
  func perform(_ call: Call, _ session: inout Session) -> Answer {
    do throws(Failure) {
      switch entry(call).work {
      case .read(let body):
        return .done(try reading(call) { desk throws(Failure) in try body(call, desk) })
      case .write(let write):
        if call[optional: WriteTerm.dryRun] == true { return .done(try rehearse(call, write)) }
        return try self.write(call, write)
      case .tick: return .done(try tick(call))
      case .store(let body):
        try reading(call) { _ throws(Failure) in }
        return .done(try body(call, StoreCustody(store: store)))
      case .talk(let body):
        return .done(
          try reading(call) { desk throws(Failure) in try body(call, desk, &session) })
      case .foresee: return foresee(call)
      case .elsewhere: return .refused(Self.notHere(call.command))
      }
    } catch {
      return answer(to: error, of: call)
    }
  }

  private func entry(_ call: Call) -> Entry {
    guard let entry = entries[call.command.name] else {
      preconditionFailure("\(call.command.name) is not on the list")
    }
    return entry
  }

  /// Runs a body on one state of the desk, after the actor's leave was checked.
  func reading<Result>(
    _ call: Call? = nil, _ body: (Reading) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try store.reading { state throws(Failure) in
      let policy = try state.policy()
      let desk = Reading(
        state, actor: try Identification(state: state).person(rim.actor()),
        standpoint: Standpoint(occurredBy: rim.clock(), knownBy: nil), policy: policy,
        zone: try zone(of: policy), listing: listing)
      if let call { try Self.allow(call.command, desk) }
      return try body(desk)
    }
  }

  static func allow(_ command: Command, _ desk: Reading) throws(Failure) {
    guard let word = command.permission else { return }
    guard let permission = Permission(rawValue: word) else {
      preconditionFailure("\(command.name) needs a permission that there is not")
    }
    try desk.require(permission)
  }

  // MARK: Writing

  private func write(_ call: Call, _ write: Write) throws(Failure) -> Answer {
    var asked: Needs?
    do throws(Failure) {
      return .done(
        try store.writing { transaction throws(Failure) in
          let now = try instant(transaction, write.rule)
          lastCall = now
          let desk = try writing(call, transaction, at: now)
          let told = try ticker(desk, transaction).tick()
          if let reply = try Repetition.answer(call, desk, transaction, write.again) {
            return reply
          }
          let reply = try write.body(call, desk)
          if let needs = try Plan(desk, call).unconfirmed(rim.digest) {
            asked = needs
            throw .refused(.unconfirmed)
          }
          try Repetition.remember(call, desk, transaction)
          tell(told, to: desk)
          return reply
        })
    } catch .refused(.unconfirmed) {
      guard let asked else { preconditionFailure("what was not confirmed was not asked") }
      return .needs(asked)
    }
  }

  /// What a write would record; everything is undone again.
  ///
  /// It does not tick, keeps no key and tells nobody.
  private func rehearse(_ call: Call, _ write: Write) throws(Failure) -> Reply {
    try store.trying { transaction throws(Failure) in
      let desk = try writing(call, transaction, at: try instant(transaction, write.rule))
      _ = try write.body(call, desk)
      return Plan.shape.reply(try Plan(desk, call).answer(rim.digest))
    }
  }

  /// Finds out whether the rules would let a call through, by trying it on values that stand in for
  /// what is still missing.
  func refusal(of call: Call) -> Problem? {
    do throws(Failure) {
      guard case .write(let write) = entry(call).work else {
        try reading(call) { desk throws(Failure) in
          if let ticket = call[optional: Parameters.ticket] { _ = try desk.ticket(ticket) }
        }
        return nil
      }
      try store.trying { transaction throws(Failure) in
        let desk = try writing(call, transaction, at: try instant(transaction, write.rule))
        _ = try write.body(call, desk)
      }
      return nil
    } catch {
      guard case .refused(let problem) = answer(to: error, of: call) else { return nil }
      return problem
    }
  }

  /// Why an unfinished call would be refused whatever is still said; nil where it would not, or
  /// nobody can tell yet.
  func refusal(of needs: Needs) -> Problem? {
    var arguments = needs.arguments
    for input in needs.inputs {
      guard let sample = input.slot.sample else { return refusal(unfinished: needs) }
      arguments[input.slot.name] = sample
    }
    return refusal(of: Call(needs.command, arguments))
  }

  private func refusal(unfinished needs: Needs) -> Problem? {
    let call = Call(needs.command, needs.arguments)
    do throws(Failure) {
      try reading(call) { desk throws(Failure) in
        if let ticket = call[optional: Parameters.ticket] { _ = try desk.ticket(ticket) }
      }
      return nil
    } catch {
      return problem(error, call)
    }
  }

  /// The question with what can be answered, out of the desk.
  func offering(_ needs: Needs) -> Needs {
    var needs = needs
    for index in needs.inputs.indices where needs.inputs[index].candidates.isEmpty {
      guard let source = needs.inputs[index].slot.source else { continue }
      needs.inputs[index].candidates = candidates(source, "")
    }
    return needs
  }

  /// The values that a source offers; none where the desk cannot be read.
  func candidates(_ source: any CandidateSource, _ typed: String) -> [Candidate] {
    let found = try? reading { desk throws(Failure) in
      try Offer(desk: desk).candidates(source, typed)
    }
    return found ?? []
  }

  private func tick(_ call: Call) throws(Failure) -> Reply {
    let isTrial = call[optional: WriteTerm.dryRun] == true
    let body = { [self] (transaction: any Transaction) throws(Failure) -> TickAnswer in
      let now = try instant(transaction, .mustFit)
      if !isTrial { lastCall = now }
      let desk = try writing(call, transaction, at: now)
      let told = try ticker(desk, transaction).tick()
      if !isTrial { tell(told, to: desk) }
      let next = try transaction.pendingNotices(until: .latest, limit: 1).first
      return TickAnswer(told: told.map(\.number), next: next.map { desk.wall.moment($0.at) })
    }
    return TickAnswer.shape.reply(isTrial ? try store.trying(body) : try store.writing(body))
  }

  private func tell(_ told: [TicketNotice], to desk: Reading) {
    // A notice is staff's: customers are told by what the desk writes to them.
    if desk.scope.isWhole { notices += told.map(\.page) }
  }

  private func ticker(_ desk: Writing, _ transaction: any Transaction) -> Ticker {
    Ticker(transaction, desk.standpoint.occurredBy, desk.policy, desk.wall, rim.program)
  }

  private func writing(
    _ call: Call, _ transaction: any Transaction, at now: Instant
  ) throws(Failure) -> Writing {
    let policy = try transaction.policy()
    let actor = try Identification(state: transaction).person(rim.actor())
    let desk = Writing(
      transaction, actor: actor, at: now, policy: policy, zone: try zone(of: policy),
      listing: listing,
      origin: Origin(
        actor: .person(actor.number), channel: rim.program.channel,
        method: call.command.name, program: rim.program.name))
    try Self.allow(call.command, desk)
    return desk
  }

  private func zone(of policy: PolicyFact) throws(Failure) -> Zone {
    guard let zone = rim.zone(policy.zone) else {
      throw .storage(.cannotOpen(path: policy.zone, why: "the system has no such time zone"))
    }
    return zone
  }

  /// The instant of a write: never before the journal's last.
  private func instant(
    _ state: any Snapshot, _ rule: Write.ClockRule
  ) throws(Failure) -> Instant {
    let clock = rim.clock()
    let journal = try state.head().recordedAt
    if rule == .accepts { return max(clock, journal) }
    if journal - clock > 5_000 {
      throw .refused(.clockBehind(clock: clock, journal: journal))
    }
    if !rim.isVirtual, let lastCall, clock - max(journal, lastCall) > 86_400_000 {
      throw .refused(.clockAhead(clock: clock, journal: journal))
    }
    return max(clock, journal)
  }

  // MARK: Failures as answers

  private static func notHere(_ command: Command) -> Problem {
    var problem = Problem(
      .notHere, "\(command.verbs.first ?? command.name) is no command of the desk")
    if case .program = command.ground {
      problem.hint = "it is a word of the shell: desk \(command.usage)"
    }
    if case .wire = command.ground { problem.hint = "it is a method of JSON-RPC: desk rpc" }
    return problem
  }

  /// What a failure is for whoever called: a value that is missing, and choosing among several, are
  /// questions.
  private func answer(to failure: Failure, of call: Call) -> Answer {
    let problem = problem(failure, call)
    switch failure {
    case .refused(.missing(let name)):
      guard let slot = call.command.slot(named: name) else { return .refused(problem) }
      return .needs(
        Needs(
          command: call.command, arguments: call.arguments,
          inputs: [.init(slot: slot, message: slot.ask)]))
    case .refused(.within(let name, _, .ambiguousPerson(_, let among))):
      guard let slot = call.command.slot(named: name), slot.extent != .source else {
        return .refused(problem)
      }
      var arguments = call.arguments
      arguments[name] = nil
      return .needs(
        Needs(
          command: call.command, arguments: arguments,
          inputs: [
            .init(
              slot: slot, message: "Which of them?", candidates: candidates(among), fault: problem)
          ]))
    default: return .refused(problem)
    }
  }

  private func candidates(_ people: [PersonNumber]) -> [Candidate] {
    let found = try? reading { desk throws(Failure) in
      try people.map { number throws(Failure) in
        Offer.distinct(try desk.person(.number(number), role: nil))
      }
    }
    return found ?? []
  }

  /// A failure in words.
  func problem(_ failure: Failure, _ call: Call? = nil) -> Problem {
    do throws(Failure) {
      return try reading { desk throws(Failure) in
        Wording(wall: desk.wall, call: call) { number in
          (try? desk.person(.number(number), role: nil)) ?? nil
        }.problem(failure)
      }
    } catch {
      // The words do without names where the store cannot be read.
      return Wording(wall: Wall(zone: .utc, now: rim.clock()), call: call) { _ in nil }
        .problem(failure)
    }
  }
}
