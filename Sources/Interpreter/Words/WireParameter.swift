package import JSON

/// The parameters of the protocol's own methods.
package enum WireParameter {
  package static let line = Parameter(
    "line", "The line, as it would be typed at the prompt.",
    .string("line", extent: .tail, mayBeEmpty: true))
  package static let session = Parameter(
    "session", "The session that the line belongs to; without one nothing is remembered.",
    .string("session", extent: .word, longest: 128))
  package static let width = Parameter(
    "width", "How many columns the text may take.", .integer(20...1000), default: .value(80))
  package static let cursor = Parameter(
    "cursor",
    "Where the cursor stands, in units of the position encoding; the end where it is left out.",
    .integer(0...Int64.max))

  // MARK: Events

  package static let since = Parameter(
    "since", "The number of the event behind which they stand; the last there is.",
    .integer(0...Int64.max))
  package static let mark = Parameter(
    "mark",
    "The mark of that event, as it was told; where the journal has another in its place, as a backup was"
      + " put back, that is a gap.", .string("mark", extent: .word, longest: 32))
  package static let types = Parameter(
    "types", "Their types, such as `ticket.replied`, and `sla.*` for all that begin so.",
    .words("types", isPath: false))
  package static let ofTicket = Parameter(
    "ticket", "The ticket of which they tell, by its number or its name.",
    ValueType<JSONValue>.ticket)
  package static let limit = Parameter(
    "limit", "How many events are looked at, at most.", .integer(1...Int64(WireLimits().eventsMax)),
    default: .value(100))
  package static let waitMs = Parameter(
    "waitMs", "How long the first is waited for, in milliseconds.", .integer(0...30_000),
    default: .value(0))
  package static let subscription = Parameter(
    "subscription", "The subscription, as it was named.", .string("subscription", extent: .word))

  // MARK: The Language Server Protocol's

  package static let id = Parameter("id", "The id of the call.", ValueType<JSONValue>.callID)
  package static let capabilities = Parameter(
    "capabilities", "What the client can do; `general.positionEncodings` is read.",
    .capabilities)
  package static let command = Parameter(
    "command", "The command: `desk.execute`.",
    ValueType<EditorCommand>.choice("command"))
  package static let arguments = Parameter(
    "arguments", "One line, or one object of the parameters of `desk.execute`.",
    .editorArguments)
  package static let workDoneToken = Parameter(
    "workDoneToken", "By what `$/progress` names the call.", ValueType<JSONValue>.token)
}

/// What an editor can have carried out by `workspace/executeCommand`.
package enum EditorCommand: String, CaseIterable, Sendable {
  case execute = "desk.execute"
}

extension ValueType {
  /// A type of values that programs alone give: no line starts a word of the wire.
  fileprivate init(
    json name: String, schema: JSONObject,
    decode: @escaping @Sendable (JSONValue) throws(ValueFault) -> Value,
    encode: @escaping @Sendable (Value) -> JSONValue
  ) {
    self.init(
      name, schema: schema,
      read: { text throws(ValueFault) in try decode(.string(text)) }, decode: decode, encode: encode
    )
  }
}

extension ValueType where Value == JSONValue {
  /// A ticket, as the desk takes one.
  fileprivate static let ticket = ValueType(
    json: "ticket", schema: ["type": ["integer", "string"]],
    decode: { value throws(ValueFault) in
      switch value {
      case .string, .integer: return value
      default: throw ValueFault(expected: ["integer", "string"])
      }
    },
    encode: { $0 })

  /// What a client calls its calls by.
  fileprivate static let callID = ValueType(
    "id", schema: ["type": ["string", "number"]],
    read: { text throws(ValueFault) in .string(text) },
    decode: { value throws(ValueFault) in
      switch value {
      case .string, .integer, .number: return value
      default: throw ValueFault(expected: ["string", "number"])
      }
    },
    encode: { $0 })
}

extension ValueType where Value == JSONValue {
  /// By what a client knows what it is told of a call.
  fileprivate static let token = ValueType(
    json: "token", schema: ["type": ["string", "integer"]],
    decode: { value throws(ValueFault) in
      switch value {
      case .string, .integer: return value
      default: throw ValueFault(expected: ["string", "integer"])
      }
    },
    encode: { $0 })
}

extension ValueType where Value == JSONObject {
  /// An object, as it is.
  fileprivate static let capabilities = ValueType(
    json: "capabilities", schema: ["type": "object"],
    decode: { value throws(ValueFault) in
      if let object = value.object { return object }
      throw ValueFault(expected: ["object"])
    },
    encode: { .object($0) })

  /// What an editor hands to `desk.execute`: a line, or its parameters, alone in an array.
  fileprivate static let editorArguments = ValueType(
    json: "arguments",
    schema: [
      "type": "array", "minItems": 1, "maxItems": 1,
      "items": ["oneOf": [["type": "string"], ["type": "object"]]],
    ],
    decode: { value throws(ValueFault) in
      switch (value.array?.count, value.array?.first) {
      case (1, .string(let line)?): return [WireParameter.line.name: .string(line)]
      case (1, .object(let params)?): return params
      default:
        throw ValueFault(
          expected: ["array of one line", "array of one object"])
      }
    },
    encode: { [.object($0)] })
}
