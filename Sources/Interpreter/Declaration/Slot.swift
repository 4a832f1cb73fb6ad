package import JSON

/// One parameter's place in a command, with its type erased to canonical JSON.
package struct Slot: Sendable {
  package let name: String
  package let summary: String
  /// The question; empty for a value that is never asked for.
  package let ask: String
  package let `default`: DefaultValue
  package let required: Bool
  /// The slot whose value stands for this one's: a draft for a text.
  package let substitute: String?
  /// Whether the slot belongs to every write rather than to this command.
  package let isTerm: Bool
  /// Words that may stand before the value.
  package let prepositions: [String]
  /// Whether the value is taken only behind a preposition, its name or its flag.
  package let needsPreposition: Bool
  package let typeName: String
  package let extent: Extent
  package let schema: JSONObject
  package let choices: [String]
  package let takesFocus: Bool
  package let source: (any CandidateSource)?
  package let sample: JSONValue?
  package let isOneLine: Bool
  /// Whether the values are paths, which systems take as bytes.
  package let isPath: Bool
  /// What may stand at the end of a value that is typed so far, where the value has parts.
  package let complete: (@Sendable (String) -> PartialValue)?
  /// The canonical JSON of a value given as words.
  package let read: @Sendable (String) throws(ValueFault) -> JSONValue
  /// The canonical JSON of a value given as JSON.
  package let normalise: @Sendable (JSONValue) throws(ValueFault) -> JSONValue

  /// Whether it is a text, which may be of several lines.
  package var isText: Bool { extent == .tail && !isOneLine }

  /// Whether its flag alone introduces it.
  package var isOption: Bool { needsPreposition && prepositions.isEmpty }

  /// Whether every call without a value for it lacks something.
  package var isNeeded: Bool {
    if case .value = `default` { return false }
    return required && substitute == nil
  }

  /// The name as lines write it: `ifRevision` is `if-revision`.
  package var word: String { Slot.word(of: name) }

  /// A parameter's name as lines write it.
  package static func word(of name: String) -> String {
    name.reduce(into: "") { word, character in
      if character.isUppercase { word += "-" }
      word += character.lowercased()
    }
  }
}
