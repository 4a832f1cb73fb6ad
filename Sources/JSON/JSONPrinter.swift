extension JSONValue {
  /// The value for people: a member or element a line, two spaces a level, a line feed at the end.
  ///
  /// An array of nothing but scalars stays on one line if that is at most 80 columns wide, counting
  /// a Unicode scalar as a column. Reads back as the same value.
  package func pretty() -> String {
    var printer = JSONPrinter()
    printer.lay(self, level: 0)
    return String(decoding: printer.bytes, as: UTF8.self) + "\n"
  }

  fileprivate var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}

/// The text so far, and where its last line began.
private struct JSONPrinter {
  private static let columnsMax = 80

  private(set) var bytes: [UInt8] = []
  private var lineStart = 0

  mutating func lay(_ value: JSONValue, level: Int) {
    switch value {
    case .array(let elements) where elements.isEmpty: bytes += "[]".utf8
    case .object(let object) where object.isEmpty: bytes += "{}".utf8
    case .array(let elements): lay(elements, level: level)
    case .object(let object): lay(object, level: level)
    default: bytes.append(scalar: value)
    }
  }

  private mutating func lay(_ elements: [JSONValue], level: Int) {
    if elements.allSatisfy(\.isScalar), printOnOneLine(elements) { return }
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      startLine(level: level + 1)
      lay(element, level: level + 1)
    }
    startLine(level: level)
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func lay(_ object: JSONObject, level: Int) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      startLine(level: level + 1)
      bytes.append(quoting: member.name)
      bytes += ": ".utf8
      lay(member.value, level: level + 1)
    }
    startLine(level: level)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Prints scalars behind what the line holds, or takes them back if they are too many.
  private mutating func printOnOneLine(_ scalars: [JSONValue]) -> Bool {
    let start = bytes.count
    bytes.append(UInt8(ascii: "["))
    for (index, scalar) in scalars.enumerated() {
      if index > 0 { bytes += ", ".utf8 }
      bytes.append(scalar: scalar)
      // Room for the bracket and a comma behind it.
      guard lineColumns + 2 <= Self.columnsMax else {
        bytes.removeSubrange(start...)
        return false
      }
    }
    bytes.append(UInt8(ascii: "]"))
    return true
  }

  private var lineColumns: Int {
    bytes[lineStart...].count { $0 & 0xC0 != 0x80 }
  }

  private mutating func startLine(level: Int) {
    bytes.append(UInt8(ascii: "\n"))
    lineStart = bytes.count
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * level)
  }
}
