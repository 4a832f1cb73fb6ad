/// A method of the connection itself, by JSON-RPC alone.
///
/// The dispatcher carries them out in an exhaustive switch; each is declared as an entry of the
/// list.
package enum WireWord: String, CaseIterable, Sendable {
  case ping = "rpc.ping"
  case status = "rpc.status"
  case discover = "rpc.discover"
  case execute = "desk.execute"
  case parse = "desk.parse"
  case complete = "desk.complete"
  case cancel = "desk.cancel"
  case subscribe = "events.subscribe"
  case unsubscribe = "events.unsubscribe"
  case poll = "events.poll"
  case initialize
  case initialized
  case shutdown
  case exit
  case setTrace = "$/setTrace"
  case cancelRequest = "$/cancelRequest"
  case executeCommand = "workspace/executeCommand"

  /// Whether it is answered without the desk, whatever calls wait or run (rpc.md 2.6).
  package var isUrgent: Bool {
    switch self {
    case .ping, .status, .cancelRequest: true
    case .discover, .execute, .parse, .complete, .cancel, .subscribe, .unsubscribe, .poll,
      .initialize, .initialized, .shutdown,
      .exit, .setTrace, .executeCommand:
      false
    }
  }
}
