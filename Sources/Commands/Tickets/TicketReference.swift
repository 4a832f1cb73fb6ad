import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A ticket as people and programs name it.
enum TicketReference: Equatable, Sendable {
  case number(TicketNumber)
  /// The name another system gave it, such as `INC0000045`.
  case name(String)

  /// Reads 12, `#12`, `T-12`, or a name of letters and then digits.
  init?(_ text: String) {
    var digits = text[...]
    for prefix in ["#", "T-", "t-"] where digits.hasPrefix(prefix) {
      digits = digits.dropFirst(prefix.count)
    }
    let isNumber = { (character: Character) in character.isASCII && character.isNumber }
    if !digits.isEmpty, digits.allSatisfy(isNumber) {
      guard let number = Int64(digits), number > 0 else { return nil }
      self = .number(TicketNumber(number))
      return
    }
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    let rest = text.dropFirst(letters.count)
    guard letters.count > 1, !rest.isEmpty, rest.allSatisfy(isNumber) else { return nil }
    self = .name(text.uppercased())
  }
}

/// The types of values that commands take.
extension ValueType where Value == TicketReference {
  /// A number, or a name that another system gave.
  static let ticket = ValueType(
    "ticket",
    schema: ["title": "Ticket", "type": ["integer", "string"], "minimum": 1, "minLength": 1],
    takesFocus: true,
    read: { text throws(ValueFault) in
      guard let reference = TicketReference(text) else {
        throw ValueFault(expected: ["a ticket's number, such as 12"])
      }
      return reference
    },
    decode: { value throws(ValueFault) in
      if let number = value.integer, number > 0 { return .number(TicketNumber(number)) }
      guard let reference = value.string.flatMap(TicketReference.init) else {
        throw ValueFault(expected: ["integer"])
      }
      return reference
    },
    encode: { reference in
      switch reference {
      case .number(let number): .integer(number.value)
      case .name(let name): .string(name)
      }
    })
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
