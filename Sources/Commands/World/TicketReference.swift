import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A ticket as people and programs name it.
enum TicketReference: Equatable, Sendable {
  case number(TicketNumber)
  /// The name another system gave it, such as `INC0000045`.
  case name(String)

  /// Reads 12, `#12`, `T-12`, or a name of letters and then digits.
  init?(_ text: String) {
    let sign = ["#", "T-", "t-"].first { text.hasPrefix($0) } ?? ""
    let digits = text.dropFirst(sign.count)
    if let number = Int64(digits: digits) {
      guard number > 0 else { return nil }
      self = .number(TicketNumber(number))
      return
    }
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    let rest = text.dropFirst(letters.count)
    guard letters.count > 1, !rest.isEmpty, rest.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    self = .name(text.uppercased())
  }
}

extension ValueType where Value == TicketReference {
  /// Another ticket than the one a command is about.
  static let otherTicket = ValueType(
    "ticket", schema: ticket.schema, source: Candidates.tickets, read: ticket.read,
    decode: ticket.decode, encode: ticket.encode)

  /// A number, or a name that another system gave.
  static let ticket = ValueType(
    "ticket",
    schema: ["title": "Ticket", "type": ["integer", "string"], "minimum": 1, "minLength": 1],
    takesFocus: true, source: Candidates.tickets,
    read: { text throws(ValueFault) in
      guard let reference = TicketReference(text) else {
        throw ValueFault(expected: ["a ticket's number, such as 12"])
      }
      return reference
    },
    decode: { value throws(ValueFault) in
      if let number = value.integer {
        guard number > 0 else { throw ValueFault(expected: ["integer from 1 up"]) }
        return .number(TicketNumber(number))
      }
      guard let text = value.string else {
        throw ValueFault(expected: ["integer", "string"])
      }
      guard let reference = TicketReference(text) else {
        throw ValueFault(expected: ["a ticket's number, such as 12"])
      }
      return reference
    },
    encode: { reference in
      switch reference {
      case .number(let number): .integer(number.value)
      case .name(let name): .string(name)
      }
    })
}

extension ValueType where Value == String {
  /// One line to the end of what is given.
  static let subject = string("line", extent: .tail, sample: "…", isOneLine: true)
  /// A tag: one word, or a quotation.
  static let tag = string("tag", extent: .word, source: Candidates.tags)
}
