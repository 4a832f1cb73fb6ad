package import Interpreter
package import JSON

/// The published description of the interface, read off the declarations.
///
/// `rpc.discover` gives the same bytes as `rpc-schema/openrpc.json`; a test fails when they differ.
package struct OpenRPC {
  private let commands: [Command]
  private let kinds: [ErrorKind]
  private let examples: [String: [MethodExample]]
  private let desk: JSONValue?

  /// - Parameters:
  ///   - commands: the whole list; what can be called over JSON-RPC is described.
  ///   - kinds: every kind of error.
  ///   - examples: by the methods' names, carried out.
  ///   - desk: what they were carried out on, one behind the other.
  package init(
    commands: [Command], kinds: [ErrorKind], examples: [String: [MethodExample]] = [:],
    desk: JSONValue? = nil
  ) {
    self.commands = commands.filter(\.isMethod)
    self.kinds = kinds
    self.examples = examples
    self.desk = desk
  }

  /// The OpenRPC 1.4 document.
  package var document: JSONValue {
    var schemas = SchemaCollector()
    let methods = commands.map { method($0, &schemas) }
    let data = schemas.collect(WireAnswer.refusal.schema)
    let told = [
      (WireAnswer.notificationMethod, WireAnswer.notifications),
      (WireAnswer.progressMethod, WireAnswer.progressSchema),
    ].map { JSONObject.Member(name: $0, value: .object(schemas.collect($1))) }
    var document: JSONObject = [
      "openrpc": "1.4.1", "info": Self.info,
      "servers": [
        [
          "name": "stdio", "url": "stdio:desk%20rpc",
          "summary": "The program's standard input and output.",
          "description": "Messages end with a line feed, or each follows a Content-Length header.",
        ]
      ],
      "methods": .array(methods),
      "components": [
        "schemas": .object(schemas.published),
        "errors": .object(MethodErrors.components(kinds)), "tags": .object(tags),
      ],
    ]
    // OpenRPC has no place for the schema of an error's data, nor for notifications.
    document["x-error-data"] = .object(data)
    document["x-notifications"] = .object(JSONObject(told))
    if let desk { document["x-examples-desk"] = desk }
    return .object(document)
  }

  private static let info: JSONValue = [
    "title": "desk", "version": .string(WireInterface.current.version),
    "description": .string(
      """
      Tickets and service levels of a support desk. Parameters go by name, and all are checked \
      before anything changes. A call that lacks values succeeds with `input_required` and says \
      what is asked for: the same call with the values carries on. Results may get further members, \
      and lists of words further words.
      """),
    "contact": ["name": "Dialog Desk"],
    "license": [
      "name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0",
    ],
  ]

  // MARK: Tags

  private var tags: JSONObject {
    var tags: JSONObject = [:]
    for command in commands where tags[command.tag] == nil {
      let names = commands.filter { $0.tag == command.tag }.map { "`\($0.name)`" }
      tags[command.tag] = [
        "name": .string(command.tag),
        "description": .string("\(command.tagTitle): \(names.joined(separator: ", "))."),
      ]
    }
    return tags
  }

  // MARK: Methods

  private func method(_ command: Command, _ schemas: inout SchemaCollector) -> JSONValue {
    // Optional parameters come after required ones, as OpenRPC wants it.
    let slots = command.slots.filter(\.isNeeded) + command.slots.filter { !$0.isNeeded }
    var method: JSONObject = [
      "name": .string(command.name),
      "tags": [["$ref": .string("#/components/tags/\(command.tag)")]],
      "summary": .string(command.summary), "description": .string(Self.description(command)),
      "paramStructure": "by-name",
      "params": .array(slots.map(Self.parameter)),
      "result": result(of: command, &schemas),
      "errors": MethodErrors(of: command, among: commands, kinds: kinds).published,
    ]
    let shown = examples[command.name] ?? []
    method["examples"] = .array(shown.filter { !$0.isError }.map(\.pairing))
    method["x-error-examples"] = .array(shown.filter(\.isError).map(\.pairing))
    method["x-safety"] = [
      "readOnly": .bool(command.effect == .read), "destructive": .bool(command.effect == .final),
      "idempotent": .bool(command.effect == .read), "visible": .bool(command.effect == .visible),
    ]
    if command.isOpen { method["x-open"] = true }
    if command.ground == .desk {
      method["x-cli"] = .string(command.usage)
      method["x-lines"] = .array(
        command.examples.map { ["line": .string($0.line), "shows": .string($0.shows)] })
    }
    if let permission = command.permission { method["x-permission"] = .string(permission) }
    method["x-since"] = .string(command.since)
    return .object(method)
  }

  private static func description(_ command: Command) -> String {
    var parts = [command.summary]
    if !command.details.isEmpty { parts.append(command.details) }
    if command.ground == .desk { parts.append("As a line: `\(command.usage)`.") }
    if command.isOpen { parts.append("Other parameters are passed over.") }
    return parts.joined(separator: " ")
  }

  private static func parameter(_ slot: Slot) -> JSONValue {
    var schema = slot.schema
    if case .value(let value) = slot.default { schema["default"] = value }
    return [
      "name": .string(slot.name), "summary": .string(slot.summary),
      "description": .string(slot.ask.isEmpty ? slot.summary : "\(slot.summary) \(slot.ask)"),
      "required": .bool(slot.isNeeded), "schema": .object(schema),
    ]
  }

  /// The method's own answer, and where something may be asked for, the question.
  private func result(of command: Command, _ schemas: inout SchemaCollector) -> JSONValue {
    var choices = [command.answer()]
    if command.slots.contains(where: { !$0.ask.isEmpty }) {
      choices.append(WireAnswer.question.schema)
    }
    let schema = schemas.collect(Schema.choice(choices))
    return [
      "name": "result", "description": .string("What `\(command.name)` answers."),
      "schema": .object(schema),
    ]
  }
}

extension Command {
  /// The noun that its methods are gathered under; another protocol's are under its name.
  fileprivate var tag: String {
    isOpen ? "lsp" : String(name.prefix { $0 != "." })
  }

  fileprivate var tagTitle: String {
    isOpen
      ? "The Language Server Protocol's own methods, by which an editor attaches without a plugin"
      : "The methods of the noun `\(tag)`"
  }
}

/// The named schemas that what is published refers to.
private struct SchemaCollector {
  private var definitions: [String: JSONObject] = [:]

  /// The schema with a choice of choices made one, its named schemas kept.
  mutating func collect(_ schema: Schema) -> JSONObject {
    definitions.merge(schema.definitions) { first, _ in first }
    guard let choices = schema.object["oneOf"]?.array else { return schema.object }
    let flat = choices.flatMap { choice -> [JSONValue] in
      guard choice.object?.count == 1, let inner = choice["oneOf"]?.array else { return [choice] }
      return inner
    }
    return ["oneOf": .array(flat)]
  }

  /// Under its name, each with its name for a title.
  var published: JSONObject {
    JSONObject(
      definitions.keys.sorted().map { name in
        // In draft-07 what stands beside a reference is not read.
        var object = definitions[name] ?? [:]
        if object["$ref"] == nil {
          object = JSONObject([.init(name: "title", value: .string(name))] + object.members)
        }
        return JSONObject.Member(name: name, value: .object(object))
      })
  }
}
