import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Calls made twice under one key are carried out once (rpc.md 2.12).
enum Repetition {
  /// The answer the first call got, made anew from the journal; nil where there was none.
  ///
  /// - Parameter fits: whether the clock is one by which it can be told that a key is forgotten by now, which it is
  ///   in the store once another call is remembered.
  static func answer(
    _ call: Call, _ desk: Reading, byClockThat fits: Bool = true,
    _ again: (JournalEntry, Reading) throws(Failure) -> Reply
  ) throws(Failure) -> Reply? {
    guard let key = call[optional: WriteTerm.idempotencyKey],
      let known = try desk.remembered(key: key)
    else { return nil }
    if fits, desk.standpoint.occurredBy - known.at > RememberedCall.keptMs { return nil }
    guard known.method == call.command.name, known.matches(parameters(call)) else {
      throw .refused(.keyReused(key))
    }
    guard let found = try desk.change(known.change) else {
      throw .storage(.damaged("change \(known.change) is not in the journal"))
    }
    let then = try desk.seen(
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
      key: key, actor: desk.actorText)
  }

  /// What was asked, without the key, whether it was to be tried or done, and that it was confirmed.
  private static func parameters(_ call: Call) -> String {
    var arguments = call.arguments
    arguments[WriteTerm.idempotencyKey.name] = nil
    arguments[WriteTerm.dryRun.name] = nil
    arguments[Parameters.confirm.name] = nil
    return JSONValue.object(arguments).canonical()
  }
}
