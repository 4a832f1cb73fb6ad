package import JSON

/// One example of a method, carried out: what was called, and what came back.
package struct MethodExample: Sendable {
  package enum Outcome: Sendable {
    case result(JSONValue)
    /// The whole error object.
    case error(JSONValue)
  }

  /// What the example shows, such as its line.
  package let name: String
  package let params: JSONObject
  package let outcome: Outcome

  package init(_ name: String, params: JSONObject, _ outcome: Outcome) {
    self.name = name
    self.params = params
    self.outcome = outcome
  }

  var isError: Bool {
    if case .error = outcome { true } else { false }
  }

  /// OpenRPC's pairing of parameters and result; of an error, which OpenRPC has no place for, the
  /// same with `error` instead.
  var pairing: JSONValue {
    var pairing: JSONObject = [
      "name": .string(name),
      "params": .array(params.members.map { ["name": .string($0.name), "value": $0.value] }),
    ]
    switch outcome {
    case .result(let value): pairing["result"] = ["name": "result", "value": value]
    case .error(let value): pairing["error"] = value
    }
    return .object(pairing)
  }
}
