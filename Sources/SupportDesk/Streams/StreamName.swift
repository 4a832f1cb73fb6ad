/// Of what there are streams.
package enum StreamKind: String, CaseIterable, Sendable {
  case ticket, person, policy, calendar, service
  /// What concerns the desk as a whole; there is one such stream, and it has no number.
  case desk

  /// What the names of its streams begin with; they stand, in the order of bytes, between the two.
  package var bounds: (first: String, behind: String) {
    switch self {
    case .desk: (rawValue, rawValue + "/")
    default: (rawValue + "/", rawValue + "0")
    }
  }
}

/// Whose events a stream holds; the only place where a stream's name is written and read.
package struct StreamName: Hashable, Sendable {
  package let kind: StreamKind
  /// 1 and up; 0 of the desk's.
  package let number: Int64

  /// As the journal has it: `ticket/12`, `person/3`, `desk`.
  package var text: String { number == 0 ? kind.rawValue : "\(kind.rawValue)/\(number)" }

  package init(_ kind: StreamKind, _ number: Int64) {
    self.kind = kind
    self.number = number
  }

  /// What concerns the desk as a whole.
  package static let desk = StreamName(.desk, 0)

  package static func ticket(_ number: TicketNumber) -> StreamName { .init(.ticket, number.value) }

  package static func person(_ number: PersonNumber) -> StreamName { .init(.person, number.value) }

  /// Reads a name as the journal has it.
  ///
  /// - Returns: nil for anything that `text` does not write, such as `ticket/007` or `ticket/0`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/")
    guard let word = parts.first, let kind = StreamKind(rawValue: String(word)) else { return nil }
    self.init(kind, parts.dropFirst().first.flatMap { Int64($0) } ?? 0)
    // A sign, a leading zero or a second stroke would give one stream two names.
    guard kind == .desk ? number == 0 : number > 0, Array(self.text.utf8) == Array(text.utf8)
    else { return nil }
  }

  /// The ticket whose stream it is; nil for every other stream.
  package var ticket: TicketNumber? { kind == .ticket ? TicketNumber(number) : nil }

  /// The person whose stream it is; nil for every other stream.
  package var person: PersonNumber? { kind == .person ? PersonNumber(number) : nil }
}
