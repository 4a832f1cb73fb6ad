import Interpreter
import JSON
import SupportDesk

/// What an open question is about, as of when it was asked.
extension Desk {
  /// The question with what it says bound to what that means now: others may be called so by the time it is
  /// answered, and another day may be today.
  func bound(_ needs: Needs) throws(Failure) -> Needs {
    var needs = needs
    // What is confirmed is compared as it was said.
    if needs.inputs[0].agreement == nil {
      needs.arguments = try bound(needs.arguments, of: needs.command)
    }
    if let then = needs.then {
      needs.then = Call(
        then.command, try bound(then.arguments, of: then.command), places: then.places)
    }
    return needs
  }

  /// People by their numbers, as far as it is known who they are, and a time of today with its day.
  private func bound(
    _ arguments: JSONObject, of command: Command
  ) throws(Failure) -> JSONObject {
    var bound = arguments
    for slot in command.slots {
      guard let words = arguments[slot.name]?.string else { continue }
      switch slot.source as? Candidates {
      case .customers?, .agents?:
        let role: Role = slot.source as? Candidates == .agents ? .agent : .customer
        let found = try worlds.reading { desk throws(Failure) -> Person? in
          do throws(Failure) {
            return try desk.person(PersonReference(words), role: role)
          } catch .refused {
            return nil
          }
        }
        if let found { bound[slot.name] = .integer(found.number.value) }
      case nil where slot.name == Messages.at.name:
        let day = try worlds.reading { desk throws(Failure) in
          ToldTime(words)?.dated(on: desk.wall)
        }
        if let day { bound[slot.name] = .string(day) }
      default: break
      }
    }
    return bound
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
