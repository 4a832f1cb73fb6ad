import Interpreter
import JSON
import ServiceLevels
import SupportDesk

extension Turn {
  /// The answer to a write: the ticket as the call left it, and what was recorded.
  ///
  /// A function of the journal up to the change, so a repeated call gets the same again.
  func answer(_ number: TicketNumber, _ said: String) throws(Failure) -> Reply {
    guard let ticket = try state.ticket(number), let appended else {
      throw .refused(.noSuchTicket(number))
    }
    let view = try TicketView(ticket, self)
    return Reply(
      data: [
        "ticket": .object(try view.data()), "change": .integer(appended.number),
      ], page: view.line(said), focus: view.focus)
  }

  /// The answer to a write as it was given when its change was made.
  func repeatedAnswer(change: Int64) throws(Failure) -> Reply {
    var number: TicketNumber?
    var found: JournalEntry?
    try state.journal(at: change) { entry throws(Failure) in found = entry }
    for event in found?.events ?? [] { number = StreamName(event.stream)?.ticket ?? number }
    var data: JSONObject = ["change": .integer(change), "replayed": true]
    guard let number, let found,
      let ticket = Ticket(number, try state.history(of: number, upTo: change))
    else {
      return Reply(data: .object(data), page: Page(.init("done before, as change \(change)")))
    }
    let view = try TicketView(ticket, self, at: Instant(clamping: found.recordedAt))
    data["ticket"] = .object(try view.data())
    return Reply(
      data: .object(data), page: view.line("was changed so before"), focus: view.focus)
  }
}
