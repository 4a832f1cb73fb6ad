import Interpreter
import JSON
import SupportDesk

/// What a failure is for whoever called.
struct Failures {
  let worlds: Worlds

  /// A value that is missing, and choosing among several, are questions; the rest is refused.
  func answer(to failure: Failure, of call: Call) -> Answer {
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
              slot: slot, message: "Which of them?", candidates: candidates(among), fault: problem,
              isChoice: true)
          ]))
    default: return .refused(problem)
    }
  }

  private func candidates(_ people: [PersonNumber]) -> [Candidate] {
    let found = try? worlds.reading { desk throws(Failure) in
      try people.map { number throws(Failure) in
        Offer.distinct(try desk.person(.number(number), role: nil, orErased: true))
      }
    }
    return found ?? []
  }

  /// A failure in words.
  func problem(_ failure: Failure, _ call: Call? = nil) -> Problem {
    do throws(Failure) {
      return try worlds.reading { desk throws(Failure) in
        Wording(wall: desk.wall, call: call) { number in
          try? desk.person(.number(number), role: nil, orErased: true)
        }.problem(failure)
      }
    } catch {
      // The words do without names where the store cannot be read.
      return Wording.plain(failure)
    }
  }
}
