/// What a text may hold at most.
package struct JSONLimits: Sendable {
  package var bytesMax: Int
  /// Arrays and objects inside one another, the outermost counted.
  package var depthMax: Int
  package var stringBytesMax: Int

  package init(bytesMax: Int = 4 << 20, depthMax: Int = 64, stringBytesMax: Int = 1 << 20) {
    self.bytesMax = bytesMax
    self.depthMax = depthMax
    self.stringBytesMax = stringBytesMax
  }
}

/// Why a text is no JSON; places are offsets in bytes.
package enum JSONFailure: Error, Equatable, Sendable {
  case notUTF8(at: Int)
  case syntax(at: Int, expected: String)
  case tooDeep(at: Int)
  /// A string is longer than the limit.
  case tooLong(at: Int)
  /// The whole text is longer than the limit.
  case tooLarge
}

/// A value, and the members that stood twice.
package struct JSONDocument: Sendable {
  package var value: JSONValue
  /// JSON Pointers of members whose name stood before in the same object; the first was kept.
  package var duplicates: [String]
}

/// Reads JSON exactly as RFC 8259 has it: one value, no byte-order mark, nothing behind it.
///
/// Checks come in this order: size, UTF-8, then syntax and depth as they are met. Text is kept byte
/// for byte, never normalised.
package enum JSONReader {
  package static func read(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONFailure) -> JSONDocument {
    guard bytes.count <= limits.bytesMax else { throw .tooLarge }
    if let place = UTF8Check.firstFault(in: bytes) { throw .notUTF8(at: place) }
    var parser = JSONParser(bytes: bytes, limits: limits)
    return try parser.document()
  }
}

/// Finds bytes that are no UTF-8.
package enum UTF8Check {
  /// The offset of the first byte that no valid text can have there; nil where all is well.
  package static func firstFault(in bytes: [UInt8]) -> Int? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return nil }
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    // The longest valid beginning, found by halving: this is the way of bad input only.
    var low = 0
    var high = bytes.count
    while low + 1 < high {
      let middle = (low + high) / 2
      var end = middle
      while end > low, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      if end > low, String(validating: bytes[low..<end], as: UTF8.self) != nil {
        low = end
      } else if end <= low {
        return low
      } else {
        high = end
      }
    }
    return low
  }
}
