/// The recursive descent over one text that is valid UTF-8.
struct JSONParser {
  private let bytes: [UInt8]
  private let limits: JSONLimits
  private var position = 0
  private var depth = 0
  private var path: [String] = []
  private var duplicates: [String] = []

  init(bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONFailure) -> JSONDocument {
    let value = try value()
    skipBlanks()
    guard position == bytes.count else { throw syntax("the end") }
    return JSONDocument(value: value, duplicates: duplicates)
  }

  private func syntax(_ expected: String) -> JSONFailure {
    .syntax(at: position, expected: expected)
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func value() throws(JSONFailure) -> JSONValue {
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-")?: return try number()
    case let byte? where (0x30...0x39).contains(byte): return try number()
    default: throw syntax("a value")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw syntax(word) }
    position += word.utf8.count
    return value
  }

  private mutating func enter() throws(JSONFailure) {
    depth += 1
    if depth > limits.depthMax { throw .tooDeep(at: position) }
    position += 1
    skipBlanks()
  }

  private mutating func array() throws(JSONFailure) -> JSONValue {
    try enter()
    var items: [JSONValue] = []
    if current == UInt8(ascii: "]") {
      position += 1
      depth -= 1
      return .array(items)
    }
    while true {
      path.append(String(items.count))
      items.append(try value())
      path.removeLast()
      skipBlanks()
      if try closes(UInt8(ascii: "]")) { return .array(items) }
    }
  }

  private mutating func object() throws(JSONFailure) -> JSONValue {
    try enter()
    var members: [JSONObject.Member] = []
    // Names are remembered by their bytes once there are many; few are compared one by one.
    var seen: Set<[UInt8]> = []
    if current == UInt8(ascii: "}") {
      position += 1
      depth -= 1
      return .object([:])
    }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw syntax("a member's name") }
      let name = try string()
      skipBlanks()
      guard current == UInt8(ascii: ":") else { throw syntax(":") }
      position += 1
      path.append(name)
      let value = try value()
      if members.count == 16 { seen = Set(members.map { Array($0.name.utf8) }) }
      let isNew =
        members.count < 16
        ? !members.contains { JSONObject.same($0.name, name) }
        : seen.insert(Array(name.utf8)).inserted
      if isNew {
        members.append(JSONObject.Member(name: name, value: value))
      } else {
        duplicates.append(pointer)
      }
      path.removeLast()
      skipBlanks()
      if try closes(UInt8(ascii: "}")) { return .object(JSONObject(members)) }
    }
  }

  /// Takes a comma, or the bracket that closes.
  private mutating func closes(_ bracket: UInt8) throws(JSONFailure) -> Bool {
    if current == bracket {
      position += 1
      depth -= 1
      return true
    }
    guard current == UInt8(ascii: ",") else {
      throw syntax(bracket == UInt8(ascii: "]") ? ", or ]" : ", or }")
    }
    position += 1
    return false
  }

  private var pointer: String {
    path.map { name in
      "/" + name.flatMap { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }
    }.joined()
  }

  // MARK: Numbers

  private mutating func number() throws(JSONFailure) -> JSONValue {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let whole = position
    try digits()
    if bytes[whole] == UInt8(ascii: "0"), position > whole + 1 {
      position = whole + 1
      throw syntax("no digit behind a leading zero")
    }
    var isPlain = true
    if current == UInt8(ascii: ".") {
      isPlain = false
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isPlain = false
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let lexeme = String(decoding: bytes[start..<position], as: UTF8.self)
    if isPlain, lexeme != "-0", let integer = Int64(lexeme) { return .integer(integer) }
    return .number(lexeme)
  }

  private mutating func digits() throws(JSONFailure) {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    if position == start { throw syntax("a digit") }
  }

  // MARK: Strings

  private mutating func string() throws(JSONFailure) -> String {
    position += 1
    let start = position
    while let byte = current, byte != 0x22, byte != 0x5C, byte >= 0x20 { position += 1 }
    if current == 0x22 {
      defer { position += 1 }
      if position - start > limits.stringBytesMax { throw .tooLong(at: start) }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while true {
      guard let byte = current else { throw syntax("\"") }
      switch byte {
      case 0x22:
        position += 1
        if text.count > limits.stringBytesMax { throw .tooLong(at: start) }
        return String(decoding: text, as: UTF8.self)
      case 0x5C: try escape(into: &text)
      case 0..<0x20: throw syntax("no control character")
      default:
        text.append(byte)
        position += 1
      }
    }
  }

  private static let short: [UInt8: UInt8] = [
    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
  ]

  private mutating func escape(into text: inout [UInt8]) throws(JSONFailure) {
    position += 1
    guard let letter = current else { throw syntax("an escape") }
    if let byte = Self.short[letter] {
      text.append(byte)
      position += 1
      return
    }
    guard letter == UInt8(ascii: "u") else { throw syntax("an escape") }
    position += 1
    var code = try hex()
    if (0xD800..<0xDC00).contains(code) {
      guard current == 0x5C, position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
      else { throw syntax("the second half of a surrogate pair") }
      position += 2
      let low = try hex()
      guard (0xDC00..<0xE000).contains(low) else {
        throw syntax("the second half of a surrogate pair")
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw syntax("a Unicode scalar") }
    text.append(contentsOf: Character(scalar).utf8)
  }

  private mutating func hex() throws(JSONFailure) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
        byte < 0x80
      else { throw syntax("four hex digits") }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}
