package import JSON

/// The types of values that know nothing of a desk.
extension ValueType where Value: RawRepresentable<String> & CaseIterable {
  /// One of an enumeration's words.
  package static func choice(_ name: String) -> ValueType {
    let words = Value.allCases.map(\.rawValue)
    @Sendable func read(_ text: String) throws(ValueFault) -> Value {
      guard let value = Value(rawValue: text.lowercased()) else {
        throw ValueFault(expected: words, suggestions: Suggestion.near(text, among: words))
      }
      return value
    }
    return ValueType(
      name, schema: ["type": "string", "enum": .array(words.map(JSONValue.string))],
      choices: words, read: read,
      decode: { value throws(ValueFault) in
        guard let text = value.string else { throw ValueFault(expected: words) }
        return try read(text)
      },
      encode: { .string($0.rawValue) })
  }
}

/// A value that is written the same in lines and in JSON.
package protocol WrittenValue: Sendable {
  /// Nil where the text is none.
  init?(_ text: String)
  /// As it was written.
  var text: String { get }
}

extension ValueType where Value: WrittenValue {
  /// - Parameters:
  ///   - schema: what of the text a schema can say, besides that it is one.
  ///   - expected: what would be right.
  package static func written(
    _ name: String, _ extent: Extent, _ schema: JSONObject, expected: [String]
  ) -> ValueType {
    @Sendable func read(_ text: String?) throws(ValueFault) -> Value {
      guard let value = text.flatMap(Value.init) else { throw ValueFault(expected: expected) }
      return value
    }
    var whole: JSONObject = ["type": "string"]
    for member in schema.members { whole[member.name] = member.value }
    return ValueType(
      name, extent: extent, schema: whole,
      read: { text throws(ValueFault) in try read(text) },
      decode: { value throws(ValueFault) in try read(value.string) },
      encode: { .string($0.text) })
  }
}

extension ValueType where Value == String {
  /// Text of several lines to the end of what is given, byte for byte.
  package static let text = string("text", extent: .tail, sample: "…")
  /// One word, or a quotation.
  package static let word = string("word", extent: .word)
  /// A file's name, which no system lets hold a zero.
  package static let path = string("file", extent: .word, isPath: true)
  /// Words up to the next that means something else.
  package static let phrase = string("words", extent: .phrase)

  /// Text of some extent that is not empty; `longest` bounds its code points, as JSON Schema counts.
  package static func string(
    _ name: String, extent: Extent, source: (any CandidateSource)? = nil, sample: JSONValue? = nil,
    isOneLine: Bool = false, isPath: Bool = false, longest: Int? = nil, mayBeEmpty: Bool = false
  ) -> ValueType {
    @Sendable func check(_ text: String) throws(ValueFault) -> String {
      if text.isEmpty, !mayBeEmpty { throw ValueFault(why: "it is empty", expected: [name]) }
      if isPath, text.utf8.contains(0) {
        throw ValueFault(why: "no path holds a U+0000", expected: [name])
      }
      if let longest, text.unicodeScalars.count > longest {
        throw ValueFault(why: "it has more than \(longest) characters", expected: [name])
      }
      return text
    }
    var schema: JSONObject = ["type": "string"]
    if !mayBeEmpty { schema["minLength"] = 1 }
    if let longest { schema["maxLength"] = .integer(Int64(longest)) }
    return ValueType(
      name, extent: extent, schema: schema, source: source, sample: sample,
      isOneLine: isOneLine, isPath: isPath, read: check,
      decode: { value throws(ValueFault) in
        guard let text = value.string else {
          throw ValueFault(expected: ["string"])
        }
        return try check(text)
      },
      encode: { .string($0) })
  }
}

extension ValueType where Value == [String] {
  /// Every word that is left.
  package static func words(_ name: String, isPath: Bool) -> ValueType {
    let word = ValueType<String>.string(name, extent: .word, isPath: isPath)
    return ValueType(
      name, extent: .words,
      schema: ["type": "array", "items": ["type": "string", "minLength": 1], "minItems": 1],
      isPath: isPath,
      read: { text throws(ValueFault) in [try word.read(text)] },
      decode: { value throws(ValueFault) in
        guard let items = value.array, !items.isEmpty else {
          throw ValueFault(expected: ["array of strings"])
        }
        var words: [String] = []
        for item in items {
          do throws(ValueFault) { words.append(try word.decode(item)) } catch {
            throw ValueFault(why: error.why, expected: ["array of strings"])
          }
        }
        return words
      },
      encode: { .array($0.map(JSONValue.string)) })
  }
}

extension ValueType where Value == Bool {
  package static let flag = ValueType(
    "flag", extent: .flag, schema: ["type": "boolean"],
    read: { text throws(ValueFault) in
      switch text.lowercased() {
      case "yes", "true", "": return true
      case "no", "false": return false
      default: throw ValueFault(expected: ["yes", "no"])
      }
    },
    decode: { value throws(ValueFault) in
      guard let flag = value.bool else {
        throw ValueFault(expected: ["boolean"])
      }
      return flag
    },
    encode: { .bool($0) })
}

extension ValueType where Value == Int64 {
  /// A whole number in a range.
  package static func integer(_ range: ClosedRange<Int64>) -> ValueType {
    @Sendable func check(_ number: Int64?) throws(ValueFault) -> Int64 {
      guard let number, range.contains(number) else {
        let upper = range.upperBound == .max ? " up" : " to \(range.upperBound)"
        throw ValueFault(
          why: number.map { "\($0) is too \($0 < range.lowerBound ? "small" : "large")" },
          expected: ["integer from \(range.lowerBound)\(upper)"])
      }
      return number
    }
    var schema: JSONObject = ["type": "integer", "minimum": .integer(range.lowerBound)]
    if range.upperBound < .max { schema["maximum"] = .integer(range.upperBound) }
    return ValueType(
      "number", schema: schema,
      read: { text throws(ValueFault) in try check(Int64(digits: text)) },
      decode: { value throws(ValueFault) in
        try check(value.integer)
      },
      encode: { .integer($0) })
  }
}
