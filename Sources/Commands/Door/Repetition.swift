import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Calls made twice under one key are carried out once (rpc.md 2.12).
enum Repetition {
  /// The answer the first call got, made anew from the journal; nil where there was none.
  static func answer(
    _ call: Call, _ desk: Writing, _ state: any Snapshot,
    _ again: (JournalEntry, Reading) throws(Failure) -> Reply
  ) throws(Failure) -> Reply? {
    guard let key = call[optional: WriteTerm.idempotencyKey],
      let known = try state.remembered(key: key, actor: actor(desk))
    else { return nil }
    guard known.method == call.command.name, known.matches(parameters(call)) else {
      throw .refused(.keyReused(key))
    }
    var found: JournalEntry?
    try state.journal(at: known.change) { entry throws(Failure) in found = entry }
    guard let found else {
      throw .storage(.damaged("change \(known.change) is not in the journal"))
    }
    let then = desk.seen(
      from: Standpoint(
        occurredBy: Instant(clamping: found.recordedAt), knownBy: known.change, isAsked: false))
    return try again(found, then)
  }

  static func remember(
    _ call: Call, _ desk: Writing, _ transaction: any Transaction
  ) throws(Failure) {
    guard let key = call[optional: WriteTerm.idempotencyKey], let appended = desk.appended else {
      return
    }
    try transaction.remember(
      RememberedCall(
        method: call.command.name, parameters: parameters(call), change: appended.number,
        at: desk.standpoint.occurredBy),
      key: key, actor: actor(desk))
  }

  private static func actor(_ desk: Reading) -> String { Actor.person(desk.actor.number).text }

  /// What was asked, without the key.
  private static func parameters(_ call: Call) -> String {
    var arguments = call.arguments
    arguments[WriteTerm.idempotencyKey.name] = nil
    return JSONValue.object(arguments).canonical()
  }
}
