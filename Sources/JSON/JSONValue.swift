/// One JSON value, exact: numbers keep their characters and objects the order of their members.
///
/// Two values are equal when their strings have the same UTF-8 bytes (no Unicode normalisation),
/// their numbers the same lexemes, and their objects the same members in any order. So `1` and
/// `1.0` are different values; ask both for `integer` to treat them alike.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// A number whose lexeme is the canonical decimal of an Int64: `0` and `-7`, never `-0`.
  case integer(Int64)
  /// Every other number, as its exact lexeme: `1.0`, `1e2`, `-0`, `18446744073709551616`.
  ///
  /// The writer copies the lexeme unread, so it must be a valid JSON number.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  package var bool: Bool? {
    guard case .bool(let bool) = self else { return nil }
    return bool
  }

  /// The number, if it is integral and fits, however it is spelt: `10`, `10.0` and `1e1` are 10.
  ///
  /// Decided on the digits, never through a binary fraction. `nil` for anything else.
  package var integer: Int64? {
    switch self {
    case .integer(let integer): integer
    case .number(let lexeme): Int64(jsonNumber: lexeme)
    default: nil
    }
  }

  package var string: String? {
    guard case .string(let string) = self else { return nil }
    return string
  }

  package var array: [JSONValue]? {
    guard case .array(let array) = self else { return nil }
    return array
  }

  package var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// The value of a member; `nil` unless this is an object that has it.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[name]
  }

  /// JSON Schema's word for the type: `integer` is told from `number` by value, not by spelling.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number: integer == nil ? "number" : "integer"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension JSONValue: Hashable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left.hasSameBytes(as: right)
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let bool): hasher.combine(bool)
    case .integer(let integer): hasher.combine(integer)
    case .number(let lexeme): hasher.combine(ByteText(lexeme))
    case .string(let string): hasher.combine(ByteText(string))
    case .array(let array): hasher.combine(array)
    case .object(let object): hasher.combine(object)
    }
  }
}

// MARK: Literals

extension JSONValue: ExpressibleByNilLiteral {
  package init(nilLiteral: ()) {
    self = .null
  }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) {
    self = .integer(value)
  }
}

extension JSONValue: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map(JSONObject.Member.init)))
  }
}
