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

// MARK: Objects

/// The members of a JSON object, in the order they were written, each name once.
///
/// Names are the same only if their UTF-8 bytes are: a composed and a decomposed `é` are two
/// names. Lookup walks the members, which for the dozen an object has beats hashing.
package struct JSONObject: Sendable {
  /// A name and what stands behind it.
  package struct Member: Sendable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  package private(set) var members: [Member]

  /// Keeps the first of members with the same name.
  package init(_ members: [Member] = []) {
    var distinct: [Member] = []
    distinct.reserveCapacity(members.count)
    var names = DistinctNames()
    for member in members where names.admit(member.name, after: distinct.lazy.map(\.name)) {
      distinct.append(member)
    }
    self.members = distinct
  }

  /// Takes members whose names the caller knows to be distinct.
  package init(distinct members: [Member]) {
    self.members = members
  }
}

extension JSONObject {
  package var isEmpty: Bool { members.isEmpty }

  package var count: Int { members.count }

  /// The same with another's members, which take the place of those of their names.
  package func merging(_ other: JSONObject) -> JSONObject {
    other.members.reduce(into: self) { $0[$1.name] = $1.value }
  }

  /// The value of a member.
  ///
  /// A new value takes the place of the old one, or the last place if there was none; `nil` removes
  /// the member.
  package subscript(name: String) -> JSONValue? {
    get {
      guard let position = position(of: name) else { return nil }
      return members[position].value
    }
    set {
      switch (position(of: name), newValue) {
      case (let position?, let value?): members[position].value = value
      case (let position?, nil): members.remove(at: position)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  private func position(of name: String) -> Int? {
    members.firstIndex { $0.name.hasSameBytes(as: name) }
  }

  /// The members in the order of the UTF-8 bytes of their names.
  var membersByName: [Member] {
    members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
