import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The one function that carries out calls (design.md section 4).
final class Performer {
  private let worlds: Worlds
  private let works: [String: Work]
  private let hearing: Hearing

  init(_ worlds: Worlds, _ entries: [Entry], _ hearing: Hearing) {
    self.worlds = worlds
    works = Dictionary(entries.map { ($0.command.name, $0.work) }) { first, _ in first }
    self.hearing = hearing
  }

  /// Carries out a call.
  ///
  /// - Parameter foresee: tells what would come of another line, for `can`.
  func perform(
    _ call: Call, _ session: inout Session, foresee: (Call) -> Reply
  ) -> Answer {
    guard let work = works[call.command.name] else {
      preconditionFailure("\(call.command.name) is not on the list")
    }
    do throws(Failure) {
      switch work {
      case .read(let body):
        return .done(try worlds.reading(call) { desk throws(Failure) in try body(call, desk) })
      case .survey(let body):
        return .done(try worlds.surveying(call) { desk throws(Failure) in try body(call, desk) })
      case .records(let records): return try give(records, call)
      case .write(let write):
        let customer = session.open?.customer
        if call[optional: WriteTerm.dryRun] == true {
          return .done(try rehearse(call, write, for: customer))
        }
        return try self.write(call, write, for: customer)
      case .tick: return .done(try tick(call))
      case .store(let body):
        let custody = try worlds.reading(call) { desk throws(Failure) in
          StoreCustody(worlds.store, for: desk)
        }
        return .done(try body(call, custody))
      case .hear(let body): return .done(try hearing.tell(body, call))
      case .leave(let reply):
        session.ends = true
        return .done(reply)
      case .foresee: return .done(foresee(call))
      case .elsewhere: return .refused(Self.notHere(call.command))
      }
    } catch {
      if case .refused(.clockAhead) = error, let needs = vouching(before: call) {
        return .needs(needs)
      }
      return Failures(worlds: worlds).answer(to: error, of: call)
    }
  }

  /// Gives records to whoever takes them as they come, or holds as many as one answer may have.
  private func give(_ records: Records, _ call: Call) throws(Failure) -> Answer {
    var held: [JSONValue] = []
    var bytes = 0
    let (taker, bytesMax) = (worlds.rim.records, worlds.rim.heldBytesMax)
    try worlds.surveying(call) { desk throws(Failure) in
      // Whoever may not ask is told so before anything is written.
      try desk.require(records.permission)
      taker?.begin(records.reply([]))
      try records.body(call, desk) { record in
        if let taker { return taker.take(record) }
        bytes += record.compact().utf8.count
        if bytes > bytesMax { held = [] } else { held.append(record) }
      }
    }
    if bytes <= bytesMax { return .done(records.reply(held)) }
    var problem = Problem(
      .tooLong, "that is \(bytes) bytes of records, and one answer has at most \(bytesMax)")
    problem.hint = "ask for them in parts: first and limit say which"
    return .refused(problem)
  }

  /// The question whether the clock is right, for a person at a prompt who may say so; once it is
  /// answered, the call goes on.
  private func vouching(before call: Call) -> Needs? {
    guard worlds.rim.program.isPrompt else { return nil }
    var session = Session()
    let answer = perform(Call(AcceptClock.entry.command, [:]), &session) { _ in
      preconditionFailure("a write foretells nothing")
    }
    guard case .needs(var needs) = answer else { return nil }
    needs.then = call
    return needs
  }

  /// - Parameter customer: whose the call's ticket was when it was begun; nil where it was not begun before.
  private func write(
    _ call: Call, _ write: Write, for customer: PersonNumber?
  ) throws(Failure) -> Answer {
    var asked: Needs?
    var writer: Reading?
    do throws(Failure) {
      while true {
        let written = try worlds.store.writing { transaction throws(Failure) in
          let desk = try worlds.writing(call, transaction, write.rule)
          writer = desk
          hearing.listen(behind: try transaction.head().change)
          return try self.write(call, write, for: customer, desk, transaction, asked: &asked)
        }
        guard let writer else { preconditionFailure("a write that has lasted has its world") }
        switch written {
        case nil: continue
        case .done(let reply)?: return .done(reply)
        case .followed(let follow)?:
          return .done(try follow(StoreCustody(worlds.store, for: writer)))
        }
      }
    } catch .refused(.unconfirmed) {
      guard let asked else { preconditionFailure("what was not confirmed was not asked") }
      return .needs(asked)
    } catch .refused(let refusal) {
      // What was carried out already needs no clock.
      if refusal.isOfClock, let reply = try repeated(call, write) { return .done(reply) }
      throw .refused(refusal)
    }
  }

  /// Carries a write out behind the lock.
  ///
  /// - Returns: nil where more was due before it than one change tells: others are let in first.
  private func write(
    _ call: Call, _ write: Write, for customer: PersonNumber?, _ desk: Writing,
    _ transaction: any Transaction, asked: inout Needs?
  ) throws(Failure) -> Written? {
    let ticker = ticker(desk, transaction)
    // Before the clock is accepted nothing can be told by it.
    if write.rule == .mustFit, try !ticker.tick().isAll { return nil }
    if let reply = try Repetition.answer(call, desk, write.again) { return .done(reply) }
    try desk.check(call, isFor: customer)
    let written = try write.run(call, desk)
    if let needs = try Plan(desk, call).unconfirmed(worlds.rim.digest) {
      asked = needs
      throw .refused(.unconfirmed)
    }
    try Repetition.remember(call, desk, transaction)
    try ticker.judgeAnew(desk.changedLate)
    // What came late may have made something late long ago; a clock that is accepted lets all be told.
    if write.rule == .accepts || !desk.changedLate.isEmpty { _ = try ticker.tick() }
    return written
  }

  private func repeated(_ call: Call, _ write: Write) throws(Failure) -> Reply? {
    try worlds.reading(call) { desk throws(Failure) in
      try Repetition.answer(call, desk, byClockThat: false, write.again)
    }
  }

  /// What a write would record; everything is undone again.
  ///
  /// It does not tick, keeps no key and tells nobody. What was carried out under the call's key
  /// already would not be again.
  private func rehearse(
    _ call: Call, _ write: Write, for customer: PersonNumber?
  ) throws(Failure) -> Reply {
    try worlds.store.trying { transaction throws(Failure) in
      let desk = try worlds.writing(call, transaction, write.rule)
      if let reply = try Repetition.answer(call, desk, write.again) { return reply }
      try desk.check(call, isFor: customer)
      _ = try write.run(call, desk)
      return Plan.shape.reply(try Plan(desk, call).answer(worlds.rim.digest))
    }
  }

  private func tick(_ call: Call) throws(Failure) -> Reply {
    let isTrial = call[optional: WriteTerm.dryRun] == true
    var told: Set<TicketNumber> = []
    // A batch a transaction, so that others get their turn.
    let batch = { [self] (transaction: any Transaction) throws(Failure) -> TickAnswer? in
      let desk = try worlds.writing(call, transaction, .mustFit)
      hearing.listen(behind: try transaction.head().change)
      let batch = try ticker(desk, transaction).tick()
      told.formUnion(batch.tickets)
      if !batch.isAll { return nil }
      let next = try transaction.nextNotice()
      return TickAnswer(
        told: told.sorted(), next: next.map { desk.wall.moment($0) }, isTrial: isTrial)
    }
    if isTrial {
      return TickAnswer.shape.reply(
        try worlds.store.trying { transaction throws(Failure) in
          while true { if let answer = try batch(transaction) { return answer } }
        })
    }
    while true {
      if let answer = try worlds.store.writing(batch) { return TickAnswer.shape.reply(answer) }
    }
  }

  private func ticker(_ desk: Writing, _ transaction: any Transaction) -> Ticker {
    Ticker(transaction, desk.standpoint.occurredBy, worlds.rim.program)
  }

  /// What whoever says a word of the program as a line is told; a word of the wire begins none.
  static func notHere(_ command: Command) -> Problem {
    var problem = Problem(
      .notHere, "\(command.verbs.first ?? command.name) is no command of the desk")
    problem.hint = "it is a word of the shell: desk \(command.usage)"
    return problem
  }
}
