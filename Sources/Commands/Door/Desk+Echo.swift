import Interpreter
import JSON
import SupportDesk

extension Desk {
  /// The echo of what was meant and not named, by the name that whoever acts may know now.
  func inferred(
    _ dialogue: Dialogue, _ line: Line, _ outcome: Outcome, _ focus: Focus?
  ) -> String? {
    guard dialogue.inferred(line, outcome, focus) != nil, var focus,
      case .integer(let number) = focus.value
    else { return nil }
    let ticket = TicketReference.number(TicketNumber(number))
    let title = try? worlds.reading { desk throws(Failure) in
      try desk.title(of: try desk.ticket(ticket)).text
    }
    focus.title = title ?? ""
    return dialogue.inferred(line, outcome, focus)
  }
}
