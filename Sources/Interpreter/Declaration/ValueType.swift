package import JSON

/// What a word or a JSON value is not, said by the type that refused it.
package struct ValueFault: Error, Sendable {
  /// What is wrong, where "it is no such value" does not say enough; lower-case, no full stop.
  package var why: String?
  /// What would have been right, as words to choose from or the name of the type.
  package var expected: [String]
  /// The value came near one of these.
  package var suggestions: [String] = []
  /// Which part of the value, as UTF-8 byte offsets into it; nil for the whole.
  package var span: Range<Int>?
  /// The kind of the error, where it is another than `bad-value`.
  package var kind: ErrorKind = .badValue
  /// Whether the value is of a JSON type that the schema does not have, which no person could have
  /// meant; who decodes values need not say so.
  fileprivate(set) package var isWrongType = false

  package init(
    why: String? = nil, expected: [String], suggestions: [String] = [], span: Range<Int>? = nil,
    kind: ErrorKind = .badValue
  ) {
    self.why = why
    self.expected = expected
    self.suggestions = suggestions
    self.span = span
    self.kind = kind
  }
}

/// How many words of a line a value takes.
package enum Extent: Sendable {
  /// One word, or one quotation.
  case word
  /// Words up to the next preposition, flag, colon or word that another slot takes.
  case phrase
  /// Words up to the next flag, as they were written, quotation marks included.
  case source
  /// Everything that is left of the line, byte for byte.
  case tail
  /// Every word that is left, each a value of its own.
  case words
  /// No word: the flag alone says yes.
  case flag
}

/// A type of values as lines, JSON, schema and completion see it.
package struct ValueType<Value: Sendable>: Sendable {
  /// What people call it: "ticket", "priority".
  package let name: String
  package let extent: Extent
  /// A JSON Schema of draft-07 within the subset of rpc.md section 3, without references.
  package let schema: JSONObject
  /// Words to choose from, where there are few.
  package let choices: [String]
  /// Whether `it` and `this` may stand for the session's focus.
  package let takesFocus: Bool
  /// What is offered where the choices are not fixed.
  package let source: (any CandidateSource)?
  /// A value to rehearse a call with before a person is asked to write theirs; nil for none.
  package let sample: JSONValue?
  /// Whether a tail of it is one line, as a subject is.
  package let isOneLine: Bool
  /// Whether the values are paths, which systems take as bytes.
  package let isPath: Bool
  /// What may stand at the end of a value that is typed so far, where the value has parts.
  package let complete: (@Sendable (String) -> PartialValue)?
  package let read: @Sendable (String) throws(ValueFault) -> Value
  package let decode: @Sendable (JSONValue) throws(ValueFault) -> Value
  package let encode: @Sendable (Value) -> JSONValue

  package init(
    _ name: String, extent: Extent = .word, schema: JSONObject, choices: [String] = [],
    takesFocus: Bool = false, source: (any CandidateSource)? = nil, sample: JSONValue? = nil,
    isOneLine: Bool = false, isPath: Bool = false,
    complete: (@Sendable (String) -> PartialValue)? = nil,
    read: @escaping @Sendable (String) throws(ValueFault) -> Value,
    decode: @escaping @Sendable (JSONValue) throws(ValueFault) -> Value,
    encode: @escaping @Sendable (Value) -> JSONValue
  ) {
    self.name = name
    self.extent = extent
    self.schema = schema
    self.choices = choices
    self.takesFocus = takesFocus
    self.source = source
    self.sample = sample
    self.isOneLine = isOneLine
    self.isPath = isPath
    self.complete = complete
    self.read = read
    self.decode = { value throws(ValueFault) in
      do throws(ValueFault) { return try decode(value) } catch {
        var fault = error
        fault.isWrongType = !Self.hasType(value, of: schema)
        throw fault
      }
    }
    self.encode = encode
  }

  /// Whether a value, and each item of a list, is of a type that a schema has.
  private static func hasType(_ value: JSONValue, of schema: JSONObject) -> Bool {
    if let choices = schema["oneOf"]?.array {
      return choices.compactMap(\.object).contains { hasType(value, of: $0) }
    }
    let types = schema["type"]?.array ?? [schema["type"]].compactMap(\.self)
    if !types.isEmpty, !types.contains(.string(value.typeName)) { return false }
    guard let items = schema["items"]?.object else { return true }
    return (value.array ?? []).allSatisfy { hasType($0, of: items) }
  }
}

/// What stands for a value that is not given.
package enum DefaultValue: Sendable {
  /// Nothing: the value is asked for, or left out where it is not required.
  case none
  /// The session's focus; without one the value is asked for.
  case focus
  /// This value.
  case value(JSONValue)
}
