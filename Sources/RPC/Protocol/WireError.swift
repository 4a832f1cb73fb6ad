import Interpreter
import JSON

/// What a response says instead of a result: the problem under its number.
struct WireError: Error, Sendable {
  /// The specification's number for parameters that do not fit.
  static let badParams: Int64 = -32602

  let code: Int64
  private let message: String
  private(set) var data: JSONObject

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
    message = problem.message
    data = problem.data.object ?? [:]
  }

  /// The same with further members of its data.
  func with(_ members: JSONObject) -> WireError {
    var error = self
    for member in members.members { error.data[member.name] = member.value }
    return error
  }

  /// The same with its parameter somewhere below another.
  func below(_ pointer: String) -> WireError {
    guard let own = data["pointer"]?.string else { return self }
    return with(["pointer": .string(pointer + own)])
  }

  /// The error object of JSON-RPC.
  var value: JSONValue {
    ["code": .integer(code), "message": .string(message), "data": .object(data)]
  }
}

extension WireError {
  /// A call that lacks values, for a client that takes no questions.
  ///
  /// The same inputs as in the answer that asks, so that one step mends the call.
  static func missing(_ needs: Needs, isLine: Bool) -> WireError {
    let error = isLine ? WireError(needs.problem) : WireError(params: needs.problem)
    return error.with(["inputs": WireAnswer.inputs.json(needs.inputs)])
  }
}
