/// A walk over text known to be UTF-8: one method a rule of the grammar.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: JSONLimits
  /// The offset of the next byte to look at.
  var position = 0
  /// Room for strings with escapes, kept from one to the next.
  var unescaped: [UInt8] = []
  private let depthMax: Int
  private var duplicates: [String] = []
  private var duplicatesBytes = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
    depthMax = min(limits.depthMax, JSONLimits.depthCeiling)
  }

  mutating func document() throws(JSONFailure) -> JSONDocument {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw failure(expected: "the end of the text") }
    return JSONDocument(value: value, duplicates: duplicates)
  }

  /// Reads a value and the space before it; `depth` counts the containers around it.
  private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure(expected: "a value")
    }
  }

  private mutating func array(depth: Int) throws(JSONFailure) -> [JSONValue] {
    try enter(depth: depth)
    var elements: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return elements }
    repeat {
      let duplicatesBefore = duplicates.count
      let element = try value(depth: depth)
      if duplicates.count > duplicatesBefore {
        try nestDuplicates(from: duplicatesBefore, in: String(elements.count))
      }
      elements.append(element)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure(expected: "',' or ']'") }
    return elements
  }

  private mutating func object(depth: Int) throws(JSONFailure) -> JSONObject {
    try enter(depth: depth)
    var members: [JSONObject.Member] = []
    if take(UInt8(ascii: "}")) { return JSONObject(distinct: members) }
    var names = DistinctNames()
    repeat {
      let name = try memberName()
      let isNew = names.admit(name, after: members.lazy.map(\.name))
      if !isNew { try addDuplicate(name) }
      let duplicatesBefore = duplicates.count
      let value = try value(depth: depth)
      if duplicates.count > duplicatesBefore {
        try nestDuplicates(from: duplicatesBefore, in: name)
      }
      if isNew { members.append(JSONObject.Member(name: name, value: value)) }
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure(expected: "',' or '}'") }
    return JSONObject(distinct: members)
  }

  /// Reads a name and its colon, with the space before either.
  private mutating func memberName() throws(JSONFailure) -> String {
    skipSpace()
    guard next == UInt8(ascii: "\"") else { throw failure(expected: "a member name") }
    let name = try string()
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw failure(expected: "':'") }
    return name
  }

  /// Steps over an opening bracket, if it is not one too many, and the space behind it.
  private mutating func enter(depth: Int) throws(JSONFailure) {
    guard depth <= depthMax else { throw .tooDeep(at: position) }
    position += 1
    skipSpace()
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONFailure) -> JSONValue {
    guard bytes[position...].starts(with: word.bytes) else {
      throw failure(expected: "\(word)")
    }
    position += word.utf8CodeUnitCount
    return value
  }
}

// MARK: Duplicates

extension JSONParser {
  private mutating func addDuplicate(_ name: String) throws(JSONFailure) {
    let pointer = Self.pointer(to: name)
    duplicates.append(pointer)
    try countDuplicates(bytes: pointer.utf8.count)
  }

  /// Puts the name of their container before the pointers found in it.
  ///
  /// Pointers are built on the way out, so that texts without duplicates pay nothing.
  private mutating func nestDuplicates(
    from first: Int, in container: String
  ) throws(JSONFailure) {
    let prefix = Self.pointer(to: container)
    for index in first..<duplicates.count {
      duplicates[index] = prefix + duplicates[index]
      try countDuplicates(bytes: prefix.utf8.count)
    }
  }

  /// Keeps many duplicates below a long name from multiplying into memory without bound.
  private mutating func countDuplicates(bytes: Int) throws(JSONFailure) {
    duplicatesBytes += bytes
    guard duplicatesBytes <= limits.bytesMax else { throw .tooLarge }
  }

  private static func pointer(to name: String) -> String {
    var pointer = "/"
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": pointer += "~0"
      case "/": pointer += "~1"
      default: pointer.unicodeScalars.append(scalar)
      }
    }
    return pointer
  }
}

// MARK: Bytes

extension JSONParser {
  /// The byte at `position`, or NUL at the end, which no rule of the grammar accepts.
  var next: UInt8 {
    position < bytes.count ? bytes[position] : 0
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func skipSpace() {
    while next.isJSONSpace { position += 1 }
  }

  func failure(expected: String) -> JSONFailure {
    .syntax(at: position, expected: expected)
  }
}

extension UInt8 {
  fileprivate var isJSONSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09
  }
}

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
