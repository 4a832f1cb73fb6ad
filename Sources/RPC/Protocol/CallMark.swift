import Interpreter
import JSON
import Synchronization
import Worker

/// Whether a call is to be given up: on its caller's word, at its deadline, or as the program ends.
///
/// The reader marks it, and whoever carries the call out looks, on another thread.
final class CallMark: Sendable {
  /// What the call is known by; nil where nobody waits for an answer.
  let id: JSONValue?
  /// By what its caller knows what is told of how far it is; nil where they want to know nothing.
  let token: JSONValue?
  /// By `Stopwatch`; nil where there is none.
  private let deadline: Int64?
  private let why = Atomic<Why>(.nothing)

  private enum Why: UInt8, AtomicRepresentable { case nothing, cancelled, stopping }

  /// - Parameter milliseconds: from now to the deadline; nil where there is none.
  init(id: JSONValue? = nil, token: JSONValue? = nil, milliseconds: Int64? = nil) {
    self.id = id
    self.token = token
    deadline = milliseconds.map { Stopwatch.milliseconds + $0 }
  }

  /// On its caller's word.
  func cancel() { why.store(.cancelled, ordering: .relaxed) }

  /// As the program was asked to end.
  func stop() { why.store(.stopping, ordering: .relaxed) }

  var isOver: Bool { why.load(ordering: .relaxed) != .nothing || isLate }

  private var isLate: Bool { deadline.map { Stopwatch.milliseconds >= $0 } ?? false }

  /// Why the call was given up.
  var problem: Problem {
    let (what, reason): (String, String?) =
      switch why.load(ordering: .relaxed) {
      case .cancelled: ("the call was cancelled", nil)
      case .stopping: ("the program was asked to end", "stopping")
      case .nothing: ("the call's deadline is over", "deadline")
      }
    var problem = Problem(.cancelled, what + "; nothing was changed")
    problem.reason = reason
    return problem
  }

  /// One for each call of a message.
  static func all(of envelope: Envelope) -> [CallMark] {
    switch envelope {
    case .request(let request):
      let meta = request.meta
      let milliseconds = meta["deadlineMs"]?.integer
      let token = meta["progressToken"] ?? request.workDoneToken
      return [
        CallMark(
          id: request.id, token: token.map(isToken) == true ? token : .none,
          milliseconds: milliseconds.flatMap { deadlines.contains($0) ? $0 : nil })
      ]
    case .batch(let parts):
      return parts.map { all(of: $0).first ?? CallMark() }
    case .invalid, .ignored: return []
    }
  }

  /// Whether a value is one by which a client can know its call.
  static func isToken(_ value: JSONValue) -> Bool {
    switch value {
    case .string, .integer: true
    default: false
    }
  }

  /// How long a deadline may be away, in milliseconds: up to a day.
  static let deadlines: ClosedRange<Int64> = 1...86_400_000
}
