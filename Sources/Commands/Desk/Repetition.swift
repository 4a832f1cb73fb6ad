import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Calls made twice under one key are carried out once (rpc.md 2.12).
enum Repetition {
  /// The answer the first call got, made anew from the journal; nil where there was none.
  static func answer(_ call: Call, _ turn: Turn) throws(Failure) -> Reply? {
    guard let key = call[optional: Parameters.idempotencyKey] else { return nil }
    let actor = Actor.person(turn.actor.number).text
    guard let known = try turn.state.remembered(key: key, actor: actor) else { return nil }
    guard known.method == call.command.name, known.matches(parameters(call)) else {
      throw .refused(.keyReused(key))
    }
    return try turn.repeatedAnswer(change: known.change)
  }

  static func remember(
    _ call: Call, _ turn: Turn, _ transaction: any Transaction
  ) throws(Failure) {
    guard let key = call[optional: Parameters.idempotencyKey], let appended = turn.appended else {
      return
    }
    try transaction.remember(
      RememberedCall(
        method: call.command.name, parameters: parameters(call), change: appended.number,
        at: turn.now),
      key: key, actor: Actor.person(turn.actor.number).text)
  }

  /// What was asked, without the key and the revision it was asked at.
  private static func parameters(_ call: Call) -> String {
    var arguments = call.arguments
    arguments["idempotencyKey"] = nil
    return JSONValue.object(arguments).canonical()
  }
}
