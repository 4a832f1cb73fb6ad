import Interpreter
import JSON
import SupportDesk

/// Keeps the texts that were begun and not sent, without tick and clock check (design.md section 3).
struct DraftKeeper {
  let store: any Store
  let rim: Rim

  /// Keeps a text; where the store cannot be written, in a file.
  ///
  /// - Parameters:
  ///   - before: what its beginning is kept in, as it was called; nil for a text that is new.
  ///   - customer: for whom it is; nil for whose the ticket is now.
  /// - Returns: what it is called, `d3` or the file's path; nil where nothing could be kept.
  func keep(
    _ text: String, over before: String?, of command: Command, _ arguments: JSONObject,
    for customer: PersonNumber?
  ) -> String? {
    let number = before.flatMap { DraftNumber.number(in: $0) }
    do throws(Failure) {
      return try store.writing { transaction throws(Failure) in
        let person = try Identification(state: transaction).person(rim.actor()).number
        // What was sent elsewhere meanwhile is that text, and this is another one.
        let isThere = try transaction.drafts(of: person).contains { $0.number == number }
        let kept = if let number, isThere { number } else { try transaction.nextDraft(of: person) }
        let ticket = try ticket(arguments, transaction)
        let owner = try ticket.flatMap { number throws(Failure) in
          try transaction.ticket(number)?.customer
        }
        try transaction.keep(
          Draft(
            number: kept, method: command.name,
            arguments: JSONValue.object(arguments).canonical(),
            ticket: ticket, customer: customer ?? owner, text: text, at: rim.clock()),
          of: person)
        return "d\(kept)"
      }
    } catch .refused(.noSuchPerson) {
      // Who is nobody here, by now, has no words here: a file is nothing that an erasure would reach.
      return nil
    } catch {
      return rim.keepAside(text, number == nil ? before : nil)
    }
  }

  /// Forgets a draft whose text was sent.
  func drop(_ number: Int64) {
    // A draft that stays is an untidiness and no loss.
    try? store.writing { transaction throws(Failure) in
      let person = try Identification(state: transaction).person(rim.actor()).number
      try transaction.dropDraft(number, of: person)
    }
  }

  private func ticket(
    _ arguments: JSONObject, _ state: any Snapshot
  ) throws(Failure) -> TicketNumber? {
    switch arguments[Parameters.ticket.name] {
    case .integer(let number)?: TicketNumber(number)
    case .string(let name)?: try state.ticket(referenced: name)
    default: nil
    }
  }
}
