import Interpreter
import JSON
import SupportDesk

/// What an open question is about, as of when it was asked.
extension Desk {
  /// The question with the people it names by their numbers, as far as it is known who they are: others may be
  /// called so by the time it is answered.
  func bound(_ needs: Needs) throws(Failure) -> Needs {
    // What is confirmed is compared as it was said.
    if needs.inputs[0].agreement != nil { return needs }
    var needs = needs
    for slot in needs.command.slots
    where slot.source as? Candidates == .customers
      || slot.source as? Candidates == .agents
    {
      guard let words = needs.arguments[slot.name]?.string else { continue }
      let role: Role = slot.source as? Candidates == .agents ? .agent : .customer
      let found = try worlds.reading { desk throws(Failure) -> Person? in
        do throws(Failure) {
          return try desk.person(PersonReference(words), role: role)
        } catch .refused {
          return nil
        }
      }
      if let found { needs.arguments[slot.name] = .integer(found.number.value) }
    }
    return needs
  }

  /// Whose the ticket is that a question is about; nil where it is about none.
  func customer(of needs: Needs) throws(Failure) -> PersonNumber? {
    let call = needs.then ?? Call(needs.command, needs.arguments)
    guard let reference = call[optional: Parameters.ticket] else { return nil }
    return try worlds.reading { desk throws(Failure) in
      try desk.ticket(reference, within: Parameters.ticket.name).customer
    }
  }
}
