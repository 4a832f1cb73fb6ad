import Interpreter
import JSON

@testable import RPC

/// A connection to a scripted door.
final class Connection {
  let door = ScriptedDoor()
  let dispatcher: Dispatcher
  /// What was told beside the answers.
  private(set) var told: [JSONValue] = []

  init() {
    dispatcher = Dispatcher(
      door: door, server: WireAnswer.Server(name: "desk", version: "1"),
      document: { ["openrpc": "x"] })
  }

  /// The result of a call, or its error object.
  func call(_ method: String, _ params: JSONValue? = nil) -> JSONValue? {
    var message: JSONObject = ["jsonrpc": "2.0", "id": 1, "method": .string(method)]
    message["params"] = params
    let answer = answer(JSONValue.object(message).compact())
    return answer?["result"] ?? answer?["error"]
  }

  /// The same as text.
  func told(_ method: String, _ params: JSONValue? = nil) -> String? {
    call(method, params)?.compact()
  }

  /// The whole answer to a message; nil where there is none.
  func answer(_ message: String) -> JSONValue? {
    answer(.message(Array(message.utf8)))
  }

  /// The whole answer to what stands in a message's place; nil where there is none.
  func answer(_ frame: Frame) -> JSONValue? {
    let envelope = Envelope(frame, limits: WireLimits())
    let beside = Dispatcher.Beside(meanwhile: {}, tell: { [unowned self] in told.append($0) })
    guard case .answer(let answer) = dispatcher.answer(envelope, CallMark.all(of: envelope), beside)
    else {
      return nil
    }
    return answer
  }
}

extension JSONValue {
  /// The object with one more member.
  func with(_ name: String, _ value: JSONValue) -> JSONValue {
    var object = self.object ?? [:]
    object[name] = value
    return .object(object)
  }
}
