import JSON

extension Parse {
  /// The text that the end of the line gives, byte for byte; nil where the line has none.
  package var tail: String? {
    let command: Command
    let arguments: JSONObject
    switch self {
    case .call(let call): (command, arguments) = (call.command, call.arguments)
    case .needs(let needs): (command, arguments) = (needs.command, needs.arguments)
    case .refused, .empty: return nil
    }
    let slot = command.slots.first { $0.extent == .tail && arguments[$0.name] != nil }
    return slot.flatMap { arguments[$0.name]?.string }
  }
}
