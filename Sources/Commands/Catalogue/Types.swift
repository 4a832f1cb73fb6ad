import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The types of values that commands take.
extension ValueType where Value == TicketNumber {
  /// 12, `#12` or `T-12`; a name that another system gave counts too.
  static let ticket = ValueType(
    "ticket", schema: ["type": "integer", "minimum": 1, "title": "TicketNumber"],
    takesFocus: true,
    read: { text throws(ValueFault) in
      var digits = text[...]
      for prefix in ["#", "T-", "t-"] where digits.hasPrefix(prefix) {
        digits = digits.dropFirst(prefix.count)
      }
      guard let number = Int64(digits), number > 0, digits.first != "+" else {
        throw ValueFault(expected: ["a ticket's number, such as 12"])
      }
      return TicketNumber(number)
    },
    decode: { value throws(ValueFault) in
      if let number = value.integer, number > 0 { return TicketNumber(number) }
      if let text = value.string, text.hasPrefix("#"), let number = Int64(text.dropFirst()),
        number > 0
      {
        return TicketNumber(number)
      }
      throw ValueFault(expected: ["integer"])
    },
    encode: { .integer($0.value) })
}

extension ValueType where Value == Priority {
  static let priority = choice("priority", Priority.allCases)
}

extension ValueType where Value: RawRepresentable<String> {
  /// One of a few words.
  static func choice(_ name: String, _ cases: [Value]) -> ValueType {
    let words = cases.map(\.rawValue)
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

extension ValueType where Value == String {
  /// Raw text to the end of the line.
  static let text = string("text", extent: .tail)
  /// A person by name, address or the first word of the name.
  static let person = string("person", extent: .phrase)
  static let word = string("word", extent: .word)
  static let path = string("path", extent: .word)
  static let phrase = string("words", extent: .phrase)

  static func string(_ name: String, extent: Extent) -> ValueType {
    ValueType(
      name, extent: extent, schema: ["type": "string", "minLength": 1],
      read: { text throws(ValueFault) in text },
      decode: { value throws(ValueFault) in
        guard let text = value.string, !text.isEmpty else { throw ValueFault(expected: ["string"]) }
        return text
      },
      encode: { .string($0) })
  }
}

extension ValueType where Value == Bool {
  static let flag = ValueType(
    "flag", extent: .flag, schema: ["type": "boolean"],
    read: { text throws(ValueFault) in text != "no" },
    decode: { value throws(ValueFault) in
      guard let flag = value.bool else { throw ValueFault(expected: ["boolean"]) }
      return flag
    },
    encode: { .bool($0) })
}

extension ValueType where Value == Int64 {
  static func integer(_ range: ClosedRange<Int64>) -> ValueType {
    @Sendable func check(_ number: Int64?) throws(ValueFault) -> Int64 {
      guard let number, range.contains(number) else {
        throw ValueFault(expected: ["integer from \(range.lowerBound) to \(range.upperBound)"])
      }
      return number
    }
    return ValueType(
      "number",
      schema: [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ],
      read: { text throws(ValueFault) in try check(Int64(text)) },
      decode: { value throws(ValueFault) in try check(value.integer) },
      encode: { .integer($0) })
  }
}
