import Interpreter
import JSON

/// Calls that are answered whatever waits or runs: on the reader's thread, without the door (rpc.md
/// 2.6).
struct Urgent {
  private let commands: [String: (word: WireWord, command: Command)]

  init() {
    let urgent = WireWord.allCases.filter(\.isUrgent)
    commands = Dictionary(
      uniqueKeysWithValues: urgent.map { ($0.rawValue, (word: $0, command: $0.command)) })
  }

  /// The call that a message is alone, if it is such a call.
  func request(in envelope: Envelope) -> Envelope.Request? {
    guard case .request(let request) = envelope, commands[request.method] != nil else { return nil }
    return request
  }

  /// The answer; nil where none is due.
  ///
  /// - Parameters:
  ///   - status: what the connection is doing.
  ///   - cancel: gives up the call of an id.
  func answer(
    _ request: Envelope.Request, status: () -> WireAnswer.Status, cancel: (JSONValue) -> Void
  ) -> JSONValue? {
    let answer: Result<JSONValue, WireError>
    do {
      answer = .success(try result(of: request, status: status, cancel: cancel))
    } catch { answer = .failure(error) }
    return request.id.map { JSONValue.response(answer, id: $0) }
  }

  private func result(
    of request: Envelope.Request, status: () -> WireAnswer.Status, cancel: (JSONValue) -> Void
  ) throws(WireError) -> JSONValue {
    guard let (word, command) = commands[request.method] else {
      preconditionFailure("\(request.method) is not urgent")
    }
    try Dispatcher.refuseTwice(request)
    _ = try Dialogue(request.params)
    let call = try Dispatcher.call(command, request.params)
    switch word {
    case .status: return WireAnswer.status.json(status())
    case .cancelRequest:
      cancel(call[WireParameter.id])
      return WireAnswer.nothing.json(())
    case .ping: return WireAnswer.pong.json("pong")
    case .discover, .execute, .parse, .complete, .cancel, .subscribe, .unsubscribe, .poll,
      .initialize, .initialized, .shutdown, .exit, .setTrace, .executeCommand:
      preconditionFailure("\(word.rawValue) is not urgent")
    }
  }
}
