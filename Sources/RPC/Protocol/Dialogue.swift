import Interpreter
import JSON

/// Whether a client takes questions: `_meta.dialogue`, true where nothing is said (rpc.md 2.7).
struct Dialogue {
  let mayAsk: Bool
  /// All that was said beside the parameters.
  let meta: JSONObject

  init(_ params: JSONValue?) throws(WireError) {
    guard let meta = params?["_meta"] else {
      (mayAsk, self.meta) = (true, [:])
      return
    }
    self.meta = meta.object ?? [:]
    guard meta.object != nil else {
      throw WireError(params: Self.wrongType(meta, "/_meta", expected: "object"))
    }
    if let deadline = meta["deadlineMs"],
      !(deadline.integer.map(CallMark.deadlines.contains) ?? false)
    {
      throw WireError(
        params: Self.wrongType(
          deadline, "/_meta/deadlineMs",
          expected: "integer from 1 to \(CallMark.deadlines.upperBound)"))
    }
    if let token = meta["progressToken"], !CallMark.isToken(token) {
      throw WireError(
        params: Self.wrongType(token, "/_meta/progressToken", expected: "string or integer"))
    }
    guard let flag = meta["dialogue"] else {
      mayAsk = true
      return
    }
    guard let mayAsk = flag.bool else {
      throw WireError(params: Self.wrongType(flag, "/_meta/dialogue", expected: "boolean"))
    }
    self.mayAsk = mayAsk
  }

  private static func wrongType(
    _ value: JSONValue, _ pointer: String, expected: String
  ) -> Problem {
    let name = pointer.dropFirst().replacing("/", with: ".")
    var problem = Problem(.badValue, "\(name) is of the type \(expected)")
    problem.pointer = pointer
    problem.expected = [expected]
    problem.got = value.typeName
    return problem
  }
}
