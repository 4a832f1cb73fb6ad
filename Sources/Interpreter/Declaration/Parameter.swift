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
  ///
  /// - Parameters:
  ///   - substitute: the slot whose value stands for this one's.
  ///   - ask: another question than the parameter's own.
  package func slot(
    after prepositions: String..., optional: Bool = false, unless substitute: String? = nil,
    ask: String? = nil
  ) -> Slot {
    make(
      prepositions: prepositions, needsPreposition: false, optional: optional,
      substitute: substitute, ask: ask)
  }

  /// This parameter's place in a command where only its preposition or name introduces it.
  package func slot(
    onlyAfter preposition: String, optional: Bool = false, unless substitute: String? = nil,
    ask: String? = nil
  ) -> Slot {
    make(
      prepositions: [preposition], needsPreposition: true, optional: optional,
      substitute: substitute, ask: ask)
  }

  /// This parameter's place in a command where only its flag, `--name`, introduces it.
  package func option() -> Slot {
    make(prepositions: [], needsPreposition: true, optional: true, ask: nil)
  }

  /// This parameter's place among the terms of every write.
  package func term() -> Slot {
    make(prepositions: [], needsPreposition: true, optional: true, isTerm: true, ask: nil)
  }

  private func make(
    prepositions: [String], needsPreposition: Bool, optional: Bool, isTerm: Bool = false,
    substitute: String? = nil, ask: String?
  ) -> Slot {
    let type = type
    return Slot(
      name: name, summary: summary, ask: ask ?? self.ask, default: `default`, required: !optional,
      substitute: substitute, isTerm: isTerm, prepositions: prepositions,
      needsPreposition: needsPreposition,
      typeName: type.name, extent: type.extent, schema: type.schema, choices: type.choices,
      takesFocus: type.takesFocus, source: type.source, sample: type.sample,
      isOneLine: type.isOneLine, isPath: type.isPath,
      complete: type.complete,
      read: { text throws(ValueFault) in type.encode(try type.read(text)) },
      normalise: { value throws(ValueFault) in type.encode(try type.decode(value)) })
  }
}
