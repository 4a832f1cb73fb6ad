extension JSONValue {
  /// The value on one line without spaces, members in their order.
  ///
  /// No line separator of any kind is left raw: control characters, U+007F, U+0085, U+2028 and
  /// U+2029 are escaped. Everything else but `"` and `\` stands as it is.
  package func compact() -> String {
    String(decoding: compactBytes(), as: UTF8.self)
  }

  /// The same text as `compact()`, as UTF-8.
  package func compactBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    bytes.appendJSON(self)
    return bytes
  }

  /// The compact text with members in the order of the UTF-8 bytes of their names.
  ///
  /// Equal values have equal canonical texts and different ones different texts, so this is the
  /// form to hash. Numbers keep their lexemes: `1` and `1.0` differ.
  package func canonical() -> String {
    var bytes: [UInt8] = []
    bytes.appendJSON(self, sortingMembers: true)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate mutating func appendJSON(_ value: JSONValue, sortingMembers: Bool = false) {
    switch value {
    case .array(let elements):
      append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        appendJSON(element, sortingMembers: sortingMembers)
      }
      append(UInt8(ascii: "]"))
    case .object(let object):
      append(UInt8(ascii: "{"))
      let members = sortingMembers ? object.membersByName : object.members
      for (index, member) in members.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(quoting: member.name)
        append(UInt8(ascii: ":"))
        appendJSON(member.value, sortingMembers: sortingMembers)
      }
      append(UInt8(ascii: "}"))
    default:
      append(scalar: value)
    }
  }

  /// Appends a value that is neither array nor object.
  mutating func append(scalar: JSONValue) {
    switch scalar {
    case .null: append(contentsOf: "null".utf8)
    case .bool(let bool): append(contentsOf: bool ? "true".utf8 : "false".utf8)
    case .integer(let integer): append(contentsOf: String(integer).utf8)
    case .number(let lexeme): append(contentsOf: lexeme.utf8)
    case .string(let string): append(quoting: string)
    case .array, .object: preconditionFailure("an array or object is no scalar")
    }
  }

  /// Appends a string in quotes, with escapes where they are due.
  mutating func append(quoting string: String) {
    string.withBytes { bytes in
      if bytes.endOfUnescaped(from: 0) == bytes.count {
        appendInQuotes(bytes)
      } else {
        appendEscaping(bytes)
      }
    }
  }

  /// Appends bytes as they are; the room for them and both quotes is looked for only once.
  private mutating func appendInQuotes(_ bytes: UnsafeBufferPointer<UInt8>) {
    append(addingCapacity: bytes.count + 2) { span in
      span.append(UInt8(ascii: "\""))
      span.withUnsafeMutableBufferPointer { room, initializedCount in
        let rest = UnsafeMutableBufferPointer(rebasing: room[initializedCount...])
        initializedCount += rest.initialize(fromContentsOf: bytes)
      }
      span.append(UInt8(ascii: "\""))
    }
  }

  private mutating func appendEscaping(_ bytes: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    var runStart = 0
    while runStart < bytes.count {
      let runEnd = bytes.endOfUnescaped(from: runStart)
      append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<runEnd]))
      runStart = runEnd
      if runEnd < bytes.count { runStart += appendEscape(of: bytes[runEnd...]) }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends the escape of the first character of `bytes`, and answers its length in bytes.
  private mutating func appendEscape(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let lead = bytes[bytes.startIndex]
    switch lead {
    case UInt8(ascii: "\""): append(contentsOf: #"\""#.utf8)
    case UInt8(ascii: "\\"): append(contentsOf: #"\\"#.utf8)
    case 0x08: append(contentsOf: #"\b"#.utf8)
    case 0x09: append(contentsOf: #"\t"#.utf8)
    case 0x0A: append(contentsOf: #"\n"#.utf8)
    case 0x0C: append(contentsOf: #"\f"#.utf8)
    case 0x0D: append(contentsOf: #"\r"#.utf8)
    case 0xC2:
      append(contentsOf: #"\u0085"#.utf8)
      return 2
    case 0xE2:
      append(contentsOf: bytes[bytes.startIndex + 2] == 0xA8 ? #"\u2028"#.utf8 : #"\u2029"#.utf8)
      return 3
    default:
      append(contentsOf: #"\u00"#.utf8)
      append((lead >> 4).asHexDigit)
      append((lead & 0x0F).asHexDigit)
    }
    return 1
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the next character to escape, or of the end.
  fileprivate func endOfUnescaped(from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(self)
    var offset = start
    while offset < count {
      if offset + 8 <= count {
        let octets = Octets(raw, at: offset)
        // C2 and E2, which differ in one bit, lead all that needs escaping beyond ASCII.
        let stops =
          octets.below(0x20) | octets.equal(to: 0x22) | octets.equal(to: 0x5C)
          | octets.equal(to: 0x7F) | octets.equal(to: 0xC2, under: 0xDF)
        offset += stops == 0 ? 8 : Octets.first(of: stops)
        if stops == 0 { continue }
      }
      if needsEscape(at: offset) { return offset }
      offset += 1
    }
    return count
  }

  private func needsEscape(at offset: Int) -> Bool {
    switch self[offset] {
    case 0x23..<0x5C, 0x5D..<0x7F: false
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: true
    case 0xC2: self[offset + 1] == 0x85
    case 0xE2: self[offset + 1] == 0x80 && self[offset + 2] & 0xFE == 0xA8
    default: false
    }
  }
}

extension UInt8 {
  /// The digit, in ASCII, of a number from 0 to 15.
  fileprivate var asHexDigit: UInt8 {
    self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "a") + self - 10
  }
}
