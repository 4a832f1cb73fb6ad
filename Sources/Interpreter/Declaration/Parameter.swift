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
