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

/// The typed key under which a command declares, and its function reads, one value.
package struct Parameter<Value: Sendable>: Sendable {
  /// lowerCamel, the JSON member's name; lines write it with dashes.
  package let name: String
  /// One sentence for help and reference.
  package let summary: String
  package let type: ValueType<Value>
  /// The question asked for a missing value.
  package let ask: String
  package let `default`: DefaultValue

  package init(
    _ name: String, _ summary: String, _ type: ValueType<Value>, ask: String = "",
    default: DefaultValue = .none
  ) {
    self.name = name
    self.summary = summary
    self.type = type
    self.ask = ask
    self.default = `default`
  }

  /// This parameter's place in a command.
  package func slot(after prepositions: String..., optional: Bool = false) -> Slot {
    make(prepositions: prepositions, needsPreposition: false, optional: optional)
  }

  /// This parameter's place in a command where only its preposition or name introduces it.
  package func slot(onlyAfter preposition: String, optional: Bool = false) -> Slot {
    make(prepositions: [preposition], needsPreposition: true, optional: optional)
  }

  private func make(prepositions: [String], needsPreposition: Bool, optional: Bool) -> Slot {
    let type = type
    return Slot(
      name: name, summary: summary, ask: ask, default: `default`, required: !optional,
      prepositions: prepositions, needsPreposition: needsPreposition, typeName: type.name,
      extent: type.extent, schema: type.schema, choices: type.choices, takesFocus: type.takesFocus,
      read: { text throws(ValueFault) in type.encode(try type.read(text)) },
      normalise: { value throws(ValueFault) in type.encode(try type.decode(value)) })
  }
}
