import Interpreter
import JSON
import Worker

/// Tells a client how far its call is, by the token that it gave (rpc.md 2.6).
final class ProgressTelling {
  private let token: JSONValue
  private let tell: (JSONValue) -> Void
  private var done: Int64 = 0
  /// When it was told last, by `Stopwatch`.
  private var toldAt: Int64 = 0
  /// With begin and end no client is told more than ten times in a second.
  private static let pauseMs: Int64 = 125

  init(_ token: JSONValue, _ tell: @escaping (JSONValue) -> Void) {
    self.token = token
    self.tell = tell
  }

  /// Tells that the call is being carried out.
  func begin(_ command: Command) {
    toldAt = Stopwatch.milliseconds
    tell(WireAnswer.progress(.begin(title: command.verbs.first ?? command.name), token))
  }

  /// Tells how far it is, where that is more than was told last, and not too often.
  func hear(_ progress: CallProgress) {
    guard progress.done > done, Stopwatch.milliseconds >= toldAt + Self.pauseMs else { return }
    (done, toldAt) = (progress.done, Stopwatch.milliseconds)
    tell(WireAnswer.progress(.report(progress), token))
  }

  /// Tells that the answer comes next.
  func end() { tell(WireAnswer.progress(.end, token)) }
}
