package import JSON

/// What a word or a JSON value is not, said by the type that refused it.
package struct ValueFault: Error, Sendable {
  /// What would have been right, as words to choose from or the name of the type.
  package var expected: [String]
  /// The value came near one of these.
  package var suggestions: [String] = []

  package init(expected: [String], suggestions: [String] = []) {
    self.expected = expected
    self.suggestions = suggestions
  }
}

/// How many words of a line a value takes.
package enum Extent: Sendable {
  /// One word, or one quotation.
  case word
  /// Words up to the next preposition, flag, colon or word that another slot takes.
  case phrase
  /// Everything that is left of the line, byte for byte.
  case tail
  /// No word: the flag alone says yes.
  case flag
}

/// A type of values as lines, JSON, schema and completion see it.
package struct ValueType<Value: Sendable>: Sendable {
  /// What people call it: "ticket", "priority".
  package let name: String
  package let extent: Extent
  /// A JSON Schema of draft-07 within the subset of rpc.md section 3.
  package let schema: JSONObject
  /// Words to choose from, where there are few.
  package let choices: [String]
  /// Whether `it` and `this` may stand for the session's focus.
  package let takesFocus: Bool
  package let read: @Sendable (String) throws(ValueFault) -> Value
  package let decode: @Sendable (JSONValue) throws(ValueFault) -> Value
  package let encode: @Sendable (Value) -> JSONValue

  package init(
    _ name: String, extent: Extent = .word, schema: JSONObject, choices: [String] = [],
    takesFocus: Bool = false,
    read: @escaping @Sendable (String) throws(ValueFault) -> Value,
    decode: @escaping @Sendable (JSONValue) throws(ValueFault) -> Value,
    encode: @escaping @Sendable (Value) -> JSONValue
  ) {
    self.name = name
    self.extent = extent
    self.schema = schema
    self.choices = choices
    self.takesFocus = takesFocus
    self.read = read
    self.decode = decode
    self.encode = encode
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
