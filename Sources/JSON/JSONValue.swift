/// A JSON value; numbers keep the characters they were written with.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number whose characters are the plain decimal of the integer.
  case integer(Int64)
  /// Any other number, by its characters: `1.0`, `1e2`, `-0`, 2^64.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  package var string: String? { if case .string(let string) = self { string } else { nil } }

  package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }

  package var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  package var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

  /// The integer that the number is, also where it is written `10.0` or `1e1`; nil for any other
  /// value and outside 64 bits.
  package var integer: Int64? {
    switch self {
    case .integer(let integer): integer
    case .number(let lexeme): NumberLexeme.integer(lexeme)
    default: nil
    }
  }

  /// The member of that name; nil where there is none, and in anything but an object.
  package subscript(name: String) -> JSONValue? { object?[name] }

  /// JSON Schema's word for the type.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
  }
  package init(nilLiteral: ()) { self = .null }
}
