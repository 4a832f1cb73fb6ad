import JSON

/// One call of a session with its answer, as `desk replay --log` writes it.
package struct CallRecord: Sendable {
  private let file: String
  private let line: Int
  private let said: Said

  /// - Parameters:
  ///   - file: the session's.
  ///   - line: where in it the call was made; of a directive, where that stands.
  package init(file: String, line: Int, _ said: Said) {
    self.file = file
    self.line = line
    self.said = said
  }

  /// A JSON object without its line end: method and params are absent where no call was made of what was said.
  package var text: String {
    var members: [JSONObject.Member] = [
      .init(name: "file", value: .string(file)),
      .init(name: "line", value: .integer(Int64(line))),
    ]
    for name in ["method", "params"] {
      if let value = said.call?[name] { members.append(.init(name: name, value: value)) }
    }
    let (answer, name) =
      switch said.kind {
      case .done: ("done", "result")
      case .question: ("needs", "inputs")
      case .error: ("refused", "error")
      }
    members.append(.init(name: "answer", value: .string(answer)))
    members.append(.init(name: name, value: said.data))
    return JSONValue.object(JSONObject(members)).compact()
  }
}
