import Interpreter
import JSON

extension Command {
  /// The slot of what it is about: a ticket, a calendar; nil of one that is about the desk.
  var object: Slot? { slots.first.flatMap { $0.isNeeded ? $0 : nil } }

  /// How a line begins that calls it on what it was about: `reply 12`, `calendar amend office`.
  func beginning(with arguments: JSONObject) -> String {
    let about = object.flatMap { arguments[$0.name] }.map { $0.string ?? $0.compact() }
    return ([verbs.first ?? name] + [about].compactMap(\.self)).joined(separator: " ")
  }
}
