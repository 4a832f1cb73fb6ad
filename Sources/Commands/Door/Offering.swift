import Interpreter
import SupportDesk

/// What questions and completion are offered, whatever state the desk is in.
struct Offering {
  let worlds: Worlds

  /// The question with what can be answered.
  func complete(_ needs: Needs) -> Needs {
    var needs = needs
    for index in needs.inputs.indices where needs.inputs[index].candidates.isEmpty {
      guard let source = needs.inputs[index].slot.source else { continue }
      needs.inputs[index].candidates = candidates(source, "")
    }
    return needs
  }

  /// What completes an answer that is no value out of the desk: of a text nothing, of whether to go on yes or no.
  static func words(_ input: Needs.Input, _ line: Line) -> Completion? {
    guard input.agreement != nil || input.slot.extent == .tail else { return nil }
    let words = input.agreement == nil ? [] : ["yes", "no"]
    let fitting = words.filter { $0.hasPrefix(line.text.lowercased()) }
    return Completion(start: 0, candidates: fitting.map { Candidate($0) })
  }

  /// The values that a source offers; none where the desk cannot be read.
  func candidates(_ source: any CandidateSource, _ typed: String) -> [Candidate] {
    let found = try? worlds.reading { desk throws(Failure) in
      try Offer(desk: desk).candidates(source, typed)
    }
    return found ?? []
  }
}
