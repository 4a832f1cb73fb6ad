/// Whose events a stream holds; the only place where a stream's name is written and read.
package enum StreamName: Hashable, Sendable {
  case ticket(TicketNumber)
  case person(PersonNumber)
  /// What concerns the desk as a whole.
  case desk

  /// As the journal has it: `ticket/12`, `person/3`, `desk`.
  package var text: String {
    switch self {
    case .ticket(let number): "ticket/\(number.value)"
    case .person(let number): "person/\(number.value)"
    case .desk: "desk"
    }
  }

  /// Reads a name as the journal has it.
  ///
  /// - Returns: nil for anything that `text` does not write, such as `ticket/007` or `ticket/0`.
  package init?(_ text: String) {
    if text == "desk" {
      self = .desk
      return
    }
    let parts = text.split(separator: "/")
    guard parts.count == 2, let number = Int64(parts[1]), number > 0 else { return nil }
    switch parts[0] {
    case "ticket": self = .ticket(TicketNumber(number))
    case "person": self = .person(PersonNumber(number))
    default: return nil
    }
    // A sign, a leading zero or a second stroke would give one stream two names.
    if Array(self.text.utf8) != Array(text.utf8) { return nil }
  }

  /// The ticket whose stream it is; nil for every other stream.
  package var ticket: TicketNumber? {
    guard case .ticket(let number) = self else { return nil }
    return number
  }

  /// The person whose stream it is; nil for every other stream.
  package var individual: PersonNumber? {
    guard case .person(let number) = self else { return nil }
    return number
  }
}
