import Interpreter
import JSON
import SupportDesk

/// A ticket as a heading: its number and what it is called.
struct TicketTitle: Sendable {
  let number: TicketNumber
  /// The subject, or what stands for an erased one.
  let text: String

  init(_ number: TicketNumber, subject: String?) {
    self.number = number
    text = subject ?? "(erased)"
  }

  var focus: Focus { Focus(value: .integer(number.value), label: "\(number)", title: text) }

  /// The heading of a page about the ticket.
  var page: Page {
    Page([.line([.init("\(number) ", .strong), .init(text, .strong)], indent: 4)])
  }
}

extension Form where Value == TicketNumber {
  /// 12 for programs, `#12` for people.
  static let ticketNumber = Form(
    schema: { Schema(["type": "integer", "minimum": 1]) }, json: { .integer($0.value) },
    run: { .init("\($0)", .strong) })
}
