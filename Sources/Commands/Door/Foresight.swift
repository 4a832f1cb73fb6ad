import Interpreter
import JSON
import SupportDesk

/// Tells in advance what the rules would say to a call, by trying it and undoing all of it.
struct Foresight {
  let worlds: Worlds
  let entries: [Entry]

  /// Why a call would be refused; nil where it would be let through.
  func refusal(of call: Call) -> Problem? {
    do throws(Failure) {
      switch entries.first(where: { $0.command.name == call.command.name })?.work {
      case .write(let write)?:
        try worlds.store.trying { transaction throws(Failure) in
          _ = try write.run(call, try worlds.writing(call, transaction, write.rule))
        }
      case .read(let body)?:
        try worlds.reading(call) { desk throws(Failure) in _ = try body(call, desk) }
      case .survey?, .records?, .tick?, .store?, .hear?, .foresee?, nil: try look(call)
      case .leave?: break
      case .elsewhere?: return Performer.notHere(call.command)
      }
      return nil
    } catch {
      // Whether the clock is right is asked once the call is whole.
      if case .refused(.clockAhead) = error, worlds.canVouch() { return nil }
      let answer = Failures(worlds: worlds).answer(to: error, of: call)
      guard case .refused(let problem) = answer else { return nil }
      return problem
    }
  }

  /// Why an unfinished call would be refused whatever is still said; nil where it would not, or
  /// nobody can tell yet.
  func refusal(of needs: Needs) -> Problem? {
    if isElsewhere(needs.command) { return Performer.notHere(needs.command) }
    var arguments = needs.arguments
    for input in needs.inputs {
      guard let sample = input.slot.sample else {
        return refusal(ofRead: Call(needs.command, needs.arguments))
      }
      arguments[input.slot.name] = sample
    }
    return refusal(of: Call(needs.command, arguments))
  }

  private func refusal(ofRead call: Call) -> Problem? {
    do throws(Failure) {
      try look(call)
      return nil
    } catch {
      return Failures(worlds: worlds).problem(error, call)
    }
  }

  private func isElsewhere(_ command: Command) -> Bool {
    if case .elsewhere? = entries.first(where: { $0.command.name == command.name })?.work {
      true
    } else {
      false
    }
  }

  /// Whether the actor may, and whether the ticket is one they see.
  private func look(_ call: Call) throws(Failure) {
    try worlds.reading(call) { desk throws(Failure) in
      if let ticket = call[optional: Parameters.ticket] { _ = try desk.ticket(ticket) }
    }
  }
}
