package import Interpreter
package import JSON

/// The published description of the interface, read off the declarations.
///
/// `rpc.discover` gives the same bytes as `rpc-schema/openrpc.json`; a test fails when they differ.
package struct OpenRPC {
  private let commands: [Command]
  private let kinds: [ErrorKind]

  package init(commands: [Command], kinds: [ErrorKind]) {
    self.commands = commands.filter { $0.place == .anywhere }
    self.kinds = kinds
  }

  /// The OpenRPC 1.4 document.
  package var document: JSONValue {
    [
      "openrpc": "1.4.1",
      "info": [
        "title": "desk", "version": "0.1.0",
        "description":
          "Tickets and service levels of a support desk. Parameters go by name; all is checked before anything changes.",
        "license": ["name": "Apache-2.0"],
      ],
      "servers": [["name": "stdio", "url": "stdio:desk rpc"]],
      "methods": .array(ProtocolMethod.all.map(method) + commands.map(method)),
      "components": ["errors": errors],
    ]
  }

  private var errors: JSONValue {
    var errors: JSONObject = [:]
    for kind in kinds {
      errors[kind.word] = [
        "code": .integer(kind.family.code), "message": .string(kind.summary),
        "data": ["kind": .string(kind.word)],
      ]
    }
    return .object(errors)
  }

  private func method(_ own: ProtocolMethod) -> JSONValue {
    [
      "name": .string(own.name), "summary": .string(own.summary), "paramStructure": "by-name",
      "params": .array(
        own.params.map {
          [
            "name": .string($0.name), "required": .bool($0.required),
            "schema": ["type": .string($0.type)],
          ]
        }),
      "result": ["name": "result", "schema": .object(own.result)],
    ]
  }

  private func method(_ command: Command) -> JSONValue {
    // Optional parameters come after required ones, as OpenRPC wants it.
    let slots = command.slots.filter(\.required) + command.slots.filter { !$0.required }
    return [
      "name": .string(command.name), "summary": .string(command.summary),
      "paramStructure": "by-name", "params": .array(slots.map(parameter)),
      "result": ["name": "result", "schema": .object(command.result)],
      "errors": .array(
        command.errors.map { ["$ref": .string("#/components/errors/\($0.word)")] }),
      "x-cli": .string(command.usage),
      "x-safety": [
        "readOnly": .bool(!command.effect.writes), "visible": .bool(command.effect == .visible),
      ],
      "x-examples": .array(
        command.examples.map { ["line": .string($0.line), "shows": .string($0.shows)] }),
      "x-permission": command.permission.map(JSONValue.string) ?? .null,
      "x-since": .string(command.since),
    ]
  }

  private func parameter(_ slot: Slot) -> JSONValue {
    var schema = slot.schema
    if case .value(let value) = slot.default { schema["default"] = value }
    return [
      "name": .string(slot.name), "summary": .string(slot.summary),
      "required": .bool(slot.required), "schema": .object(schema),
    ]
  }

  /// The same for people: one heading a command.
  package var reference: String {
    var lines = [
      "# Reference", "",
      "Generated from the declarations by `desk schema reference`; do not edit.", "",
      "## Commands", "",
    ]
    for command in commands {
      lines += ["### \(command.name)", "", command.summary, "", "    \(command.usage)", ""]
      if command.verbs.count > 1 {
        lines += ["Also: " + command.verbs.dropFirst().joined(separator: ", ") + ".", ""]
      }
      for slot in command.slots {
        let need = slot.required ? "" : ", optional"
        lines.append("- `\(slot.name)` (\(slot.typeName)\(need)): \(slot.summary)")
      }
      if !command.slots.isEmpty { lines.append("") }
      for example in command.examples { lines += ["`\(example.line)`: \(example.shows)", ""] }
      if !command.errors.isEmpty {
        let words = command.errors.map { "`\($0.word)`" }
        lines += ["Errors: " + words.joined(separator: ", ") + ".", ""]
      }
    }
    lines += ["## The protocol's own methods", ""]
    lines += ProtocolMethod.all.map { "- `\($0.name)`: \($0.summary)" }
    lines += ["", "## Kinds of errors", "", "| kind | code | meaning |", "| --- | --- | --- |"]
    lines += kinds.map { "| `\($0.word)` | \($0.family.code) | \($0.summary) |" }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A method of the interface that is no command.
struct ProtocolMethod: Sendable {
  let name: String
  let summary: String
  let params: [(name: String, type: String, required: Bool)]
  let result: JSONObject

  private static let line = ("line", "string", true)
  private static let session = ("session", "string", false)
  private static let object: JSONObject = ["type": "object"]

  static let all: [ProtocolMethod] = [
    ProtocolMethod(
      name: "rpc.ping", summary: "Answers `pong`.", params: [],
      result: ["type": "string", "const": "pong"]),
    ProtocolMethod(
      name: "rpc.discover", summary: "Gives this document.", params: [], result: object),
    ProtocolMethod(
      name: "desk.execute", summary: "Carries out a line as it would be typed.",
      params: [line, session, ("width", "integer", false)], result: object),
    ProtocolMethod(
      name: "desk.parse", summary: "Gives the typed call that a line stands for.",
      params: [line, session], result: object),
    ProtocolMethod(
      name: "desk.complete", summary: "Gives the words that can stand at the cursor.",
      params: [line, session, ("cursor", "integer", false)], result: object),
  ]
}
