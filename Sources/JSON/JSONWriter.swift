extension JSONValue {
  /// The shortest text: member order kept, one line whatever the strings hold.
  package func compact() -> String { String(decoding: compactBytes(), as: UTF8.self) }

  /// The bytes of `compact()`.
  package func compactBytes() -> [UInt8] {
    var writer = JSONWriter(sortsMembers: false)
    writer.write(self)
    return writer.bytes
  }

  /// The text that is hashed: compact, members in the order of their names' bytes.
  package func canonical() -> String {
    var writer = JSONWriter(sortsMembers: true)
    writer.write(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Text for people and for files under version control: two blanks a level, a line feed at the
  /// end, what fits 90 columns on one line.
  package func pretty() -> String { pretty(indent: 0) + "\n" }

  private func pretty(indent: Int) -> String {
    let flat = compact()
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .array(let items) where flat.utf8.count + indent > 90:
      let lines = items.map { inner + $0.pretty(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let object) where flat.utf8.count + indent > 90:
      let lines = object.members.map {
        inner + JSONValue.string($0.name).compact() + ": " + $0.value.pretty(indent: indent + 2)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    default: return flat
    }
  }
}

/// Appends JSON text to bytes.
private struct JSONWriter {
  let sortsMembers: Bool
  var bytes: [UInt8] = []

  init(sortsMembers: Bool) { self.sortsMembers = sortsMembers }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let bool): bytes += (bool ? "true" : "false").utf8
    case .integer(let integer): bytes += String(integer).utf8
    case .number(let lexeme): bytes += lexeme.utf8
    case .string(let string): write(string)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(item)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object): write(object)
    }
  }

  private mutating func write(_ object: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    let members =
      sortsMembers ? object.members.sorted(by: JSONObject.precedes) : object.members
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(member.name)
      bytes.append(UInt8(ascii: ":"))
      write(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func write(_ string: String) {
    bytes.append(0x22)
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      bytes += string.utf8
    } else {
      for scalar in string.unicodeScalars { write(scalar) }
    }
    bytes.append(0x22)
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x22: bytes += "\\\"".utf8
    case 0x5C: bytes += "\\\\".utf8
    case 0x08: bytes += "\\b".utf8
    case 0x09: bytes += "\\t".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x0C: bytes += "\\f".utf8
    case 0x0D: bytes += "\\r".utf8
    // What some readers take for the end of a line is escaped with the control characters.
    case 0..<0x20, 0x7F, 0x85, 0x2028, 0x2029:
      let hex = String(scalar.value, radix: 16)
      bytes += ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8
    default: bytes += UTF8.encode(scalar)?.map { $0 } ?? []
    }
  }
}
