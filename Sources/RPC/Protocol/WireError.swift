import Interpreter
import JSON

/// What a response says instead of a result: the problem under its number.
struct WireError: Error, Sendable {
  /// The specification's number for parameters that do not fit.
  static let badParams: Int64 = -32602

  let code: Int64
  private var refusal: WireAnswer.Refusal

  /// A refusal under the number of its kind: by the rules or the world, or of a line.
  init(_ problem: Problem) {
    self.init(code: problem.kind.family.code, problem)
  }

  /// A refusal of a typed call.
  ///
  /// What was said is, in a typed call, its parameters: 4000 is for lines.
  init(typed problem: Problem) {
    if problem.kind.family == .language {
      self.init(params: problem)
    } else {
      self.init(problem)
    }
  }

  /// A refusal of a typed call for its parameters, whatever the kind (rpc.md 2.10).
  init(params problem: Problem) {
    var problem = problem
    if problem.pointer == nil { problem.pointer = "" }
    self.init(code: Self.badParams, problem)
  }

  private init(code: Int64, _ problem: Problem) {
    self.code = code
    refusal = WireAnswer.Refusal(problem)
  }

  /// Whether something was recorded all the same.
  var isRecorded: Bool { refusal.problem.isRecorded }

  /// The same of a line, with what the prompt shows for it.
  func showing(_ text: String, _ notices: [String]) -> WireError {
    var error = self
    (error.refusal.text, error.refusal.notices) = (text, notices)
    return error
  }

  /// The same with why it was given up.
  func because(_ reason: String?) -> WireError {
    var error = self
    error.refusal.problem.reason = reason
    return error
  }

  /// The same with its parameter somewhere below another.
  func below(_ pointer: String) -> WireError {
    var error = self
    error.refusal.problem.pointer = refusal.problem.pointer.map { pointer + $0 }
    return error
  }

  /// The error object of JSON-RPC.
  var value: JSONValue {
    [
      "code": .integer(code), "message": .string(refusal.problem.message),
      "data": WireAnswer.refusal.json(refusal),
    ]
  }
}

extension WireError {
  /// A call that lacks values, for a client that takes no questions.
  ///
  /// The same inputs as in the answer that asks, so that one step mends the call.
  static func missing(_ needs: Needs, isLine: Bool) -> WireError {
    let problem = needs.problem
    // A confirmation of something else is a parameter as any, and refused by the rules.
    let isRule = needs.inputs[0].agreement != nil && needs.inputs[0].fault != nil
    var error = isLine || isRule ? WireError(problem) : WireError(params: problem)
    error.refusal.inputs = needs.inputs
    return error
  }
}

extension JSONValue {
  /// The answer to a call.
  static func response(_ result: Result<JSONValue, WireError>, id: JSONValue) -> JSONValue {
    switch result {
    case .success(let value): ["jsonrpc": "2.0", "id": id, "result": value]
    case .failure(let error): ["jsonrpc": "2.0", "id": id, "error": error.value]
    }
  }
}
