package import Interpreter
package import JSON

/// Answers messages: routes them to the door, and makes envelopes of what it says.
package final class Dispatcher {
  private let door: any Door
  /// What `rpc.discover` gives.
  private let document: () -> JSONValue

  package init(door: any Door, document: @escaping () -> JSONValue) {
    self.door = door
    self.document = document
  }

  /// The answer to one message; nil where none is due.
  package func answer(_ frame: Frame) -> JSONValue? {
    switch frame {
    case .broken(let kind, let why):
      Self.error(ProtocolFault(-32700, kind, why), id: .null)
    case .tooLarge:
      Self.error(Envelope.fault(.tooLarge), id: .null)
    case .message(let bytes): answer(Envelope.read(bytes))
    }
  }

  private func answer(_ envelope: Envelope) -> JSONValue? {
    switch envelope {
    case .ignored: return nil
    case .invalid(let fault, let id): return Self.error(fault, id: id)
    case .batch(let parts):
      let answers = parts.compactMap(answer)
      return answers.isEmpty ? nil : .array(answers)
    case .request(let method, let params, let id, let duplicates):
      let result = answer(method, params, duplicates)
      guard let id else { return nil }
      switch result {
      case .success(let value): return ["jsonrpc": "2.0", "id": id, "result": value]
      case .failure(let error):
        return ["jsonrpc": "2.0", "id": id, "error": error.value]
      }
    }
  }

  private struct Failed: Error { let value: JSONValue }

  private static func error(_ fault: ProtocolFault, id: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "error": value(fault)]
  }

  private static func value(_ fault: ProtocolFault) -> JSONValue {
    [
      "code": .integer(fault.code), "message": .string(fault.message),
      "data": ["kind": .string(fault.kind), "retryable": false, "effect": "none"],
    ]
  }

  // MARK: Methods

  private func answer(
    _ method: String, _ params: JSONValue?, _ duplicates: [String]
  ) -> Result<JSONValue, Failed> {
    if let twice = duplicates.first {
      var problem = Problem(.repeated, "the member \(twice) stands twice")
      problem.pointer = twice
      return .failure(Failed(value: Self.error(problem, isParams: true)))
    }
    if let own = Self.own[method] { return own(self)(params) }
    guard let command = door.commands.first(where: { $0.name == method && $0.place == .anywhere })
    else { return .failure(Failed(value: unknown(method))) }
    return result(door.request(command.name, params))
  }

  /// The protocol's own methods, by name.
  private static let own:
    [String: @Sendable (Dispatcher) -> (JSONValue?) -> Result<JSONValue, Failed>] = [
      "rpc.ping": { _ in { _ in .success("pong") } },
      "rpc.discover": { dispatcher in { _ in .success(dispatcher.document()) } },
      "desk.execute": { dispatcher in { dispatcher.execute($0) } },
      "desk.parse": { dispatcher in { dispatcher.parse($0) } },
      "desk.complete": { dispatcher in { dispatcher.complete($0) } },
    ]

  private func unknown(_ method: String) -> JSONValue {
    let known =
      door.commands.filter { $0.place == .anywhere }.map(\.name) + Self.own.keys.sorted()
    return [
      "code": -32601, "message": .string("there is no method \(method)"),
      "data": [
        "kind": "unknown-method", "retryable": false, "effect": "none",
        "didYouMean": .array(Suggestion.near(method, among: known).map(JSONValue.string)),
      ],
    ]
  }

  private func result(_ outcome: Outcome) -> Result<JSONValue, Failed> {
    switch outcome.answer {
    case .done(let reply): .success(reply.data)
    case .needs(let needs): .success(Self.inputs(needs))
    case .refused(let problem):
      .failure(Failed(value: Self.error(problem, isParams: problem.pointer != nil)))
    }
  }

  /// A problem as an error object: -32602 where it is about the params' shape.
  private static func error(_ problem: Problem, isParams: Bool) -> JSONValue {
    let code = isParams ? -32602 : problem.kind.family.code
    return [
      "code": .integer(code), "message": .string(problem.message), "data": problem.data,
    ]
  }

  private static func inputs(_ needs: Needs) -> JSONValue {
    var inputs: JSONObject = [:]
    for input in needs.inputs {
      var object: JSONObject = [
        "message": .string(input.message), "schema": .object(input.slot.schema),
        "why": .string(input.slot.summary),
      ]
      if !input.candidates.isEmpty {
        object["candidates"] = .array(
          input.candidates.map { ["value": .string($0.value), "label": .string($0.label)] })
      }
      if let fault = input.fault { object["error"] = .string(fault) }
      inputs[input.slot.name] = .object(object)
    }
    return [
      "status": "input_required", "command": .string(needs.command.name),
      "inputs": .object(inputs),
    ]
  }

  // MARK: Lines

  private func line(_ params: JSONValue?) -> (line: Line, session: String)? {
    guard let text = params?["line"]?.string else { return nil }
    return (Line(text), params?["session"]?.string ?? "")
  }

  private static let noLine: Result<JSONValue, Failed> = {
    var problem = Problem(.missingInput, "the parameter line is a string")
    problem.pointer = "/line"
    problem.expected = ["string"]
    return .failure(Failed(value: error(problem, isParams: true)))
  }()

  private func execute(_ params: JSONValue?) -> Result<JSONValue, Failed> {
    guard let (line, session) = line(params) else { return Self.noLine }
    let outcome = door.say(line, in: session)
    let notices = door.takeNotices().map { JSONValue.string($0.text(width: 80)) }
    let text = outcome.page(for: line).text(width: Int(params?["width"]?.integer ?? 80))
    switch outcome.answer {
    case .refused(let problem):
      guard case .object(var error) = Self.error(problem, isParams: false) else {
        return Self.noLine
      }
      if case .object(var data)? = error["data"] {
        data["text"] = .string(text)
        data["notices"] = .array(notices)
        error["data"] = .object(data)
      }
      return .failure(Failed(value: .object(error)))
    case .needs(let needs):
      guard case .object(var result) = Self.inputs(needs) else { return Self.noLine }
      result["text"] = .string(text)
      result["notices"] = .array(notices)
      return .success(.object(result))
    case .done(let reply):
      var result: JSONObject = [
        "status": "done", "text": .string(text), "data": reply.data, "warnings": [],
        "notices": .array(notices),
      ]
      if let call = outcome.call { result["command"] = Self.value(call) }
      return .success(.object(result))
    }
  }

  private static func value(_ call: Call) -> JSONValue {
    ["method": .string(call.command.name), "params": .object(call.arguments)]
  }

  private func parse(_ params: JSONValue?) -> Result<JSONValue, Failed> {
    guard let (line, session) = line(params) else { return Self.noLine }
    switch door.parse(line, in: session) {
    case .call(let call): return .success(["status": "complete", "command": Self.value(call)])
    case .needs(let needs): return .success(Self.inputs(needs))
    case .empty: return .success(["status": "empty"])
    case .refused(let problem):
      return .failure(Failed(value: Self.error(problem, isParams: false)))
    }
  }

  private func complete(_ params: JSONValue?) -> Result<JSONValue, Failed> {
    guard let (line, session) = line(params) else { return Self.noLine }
    let length = line.text.utf8.count
    let cursor = Int(params?["cursor"]?.integer ?? Int64(length))
    let found = door.complete(line, cursor: min(max(0, cursor), length), in: session)
    return .success([
      "start": .integer(Int64(found.start)),
      "candidates": .array(
        found.candidates.prefix(100).map {
          ["value": .string($0.value), "label": .string($0.label)]
        }),
    ])
  }
}
