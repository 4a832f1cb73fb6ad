import Interpreter
import JSON
import SupportDesk

extension Write {
  /// Carries a call out, with the text of the draft that it names, and with all that was said beside that and is
  /// not said anew.
  ///
  /// The draft is forgotten in the same transaction, so that it is sent once and not lost.
  func run(_ call: Call, _ desk: Writing) throws(Failure) -> Written {
    guard let draft = try desk.draft(takenBy: call) else { return try body(call, desk) }
    var arguments = call.arguments
    for said in draft.said(to: call.command).members where arguments[said.name] == nil {
      arguments[said.name] = said.value
    }
    arguments[Parameters.text.name] = .string(draft.text)
    let whole = Call(call.command, arguments, places: call.places)
    let written: Written
    do throws(Failure) { written = try body(whole, desk) } catch {
      // What is wrong with the text is wrong with the draft.
      if case .refused(.within(Parameters.text.name, _, let refusal)) = error {
        throw .refused(.within(slot: Parameters.draft.name, span: nil, refusal))
      }
      throw error
    }
    try desk.forget(draft)
    return written
  }
}

extension Writing {
  /// The draft whose text a call takes; nil where it names none.
  ///
  /// It is taken by the command and on the ticket for which it was begun, so that no note to
  /// colleagues and no word to one customer gets to another by a mistyped number.
  fileprivate func draft(takenBy call: Call) throws(Failure) -> Draft? {
    guard let wanted = call[optional: Parameters.draft]?.value else { return nil }
    guard let draft = try drafts().first(where: { $0.number == wanted }) else {
      throw Self.refused(.noSuchDraft(wanted))
    }
    if call[optional: Parameters.text] != nil { throw Self.refused(.draftBesideText(wanted)) }
    if draft.method != call.command.name { throw Self.refused(.of(draft)) }
    if draft.ticket == nil, let slot = call.command.object,
      let about = draft.said(to: call.command)[slot.name], about != call.arguments[slot.name]
    {
      throw Self.refused(.of(draft))
    }
    if let number = draft.ticket {
      let ticket = try self.ticket(call, Parameters.ticket)
      if ticket.number != number { throw Self.refused(.of(draft)) }
      if let customer = draft.customer, ticket.customer != customer {
        throw Self.refused(.changedHands(number))
      }
    }
    return draft
  }

  private static func refused(_ refusal: Refusal) -> Failure {
    .refused(.within(slot: Parameters.draft.name, span: nil, refusal))
  }
}

extension Draft {
  /// What was said beside the text, without what belongs to a single call.
  func said(to command: Command) -> JSONObject {
    guard let said = try? JSONReader.read(Array(arguments.utf8)).value.object else { return [:] }
    return JSONObject(
      said.members.filter { member in
        guard let slot = command.slot(named: member.name) else { return false }
        return !slot.isTerm
          && ![Parameters.confirm.name, Parameters.draft.name].contains(slot.name)
      })
  }
}

extension Refusal {
  fileprivate static func of(_ draft: Draft) -> Refusal {
    .draftOfAnother(draft.number, method: draft.method, arguments: draft.arguments)
  }
}
