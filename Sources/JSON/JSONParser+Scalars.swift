extension JSONParser {
  /// Reads a number from its sign or first digit.
  mutating func number() throws(JSONFailure) -> JSONValue {
    let start = position
    let isNegative = take(UInt8(ascii: "-"))
    let firstDigit = position
    // Any overflow is of more than 19 digits, which are no Int64 anyway.
    var magnitude: UInt64 = 0
    if !take(UInt8(ascii: "0")) {
      guard next.isDigit else { throw failure(expected: "a digit") }
      while next.isDigit {
        magnitude = magnitude &* 10 &+ UInt64(next & 0x0F)
        position += 1
      }
    }
    let digitsEnd = position
    if take(UInt8(ascii: ".")) { try digits() }
    if next | 0x20 == UInt8(ascii: "e") {
      position += 1
      if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
      try digits()
    }

    let isCanonical = position == digitsEnd && !(isNegative && magnitude == 0)
    if isCanonical, digitsEnd - firstDigit <= 19,
      let integer = Int64(magnitude: magnitude, isNegative: isNegative)
    {
      return .integer(integer)
    }
    guard position - start <= limits.stringBytesMax else { throw .tooLong(at: start) }
    return .number(text(from: start, to: position))
  }

  private mutating func digits() throws(JSONFailure) {
    guard next.isDigit else { throw failure(expected: "a digit") }
    while next.isDigit { position += 1 }
  }

  /// Reads a string from its opening quote.
  mutating func string() throws(JSONFailure) -> String {
    let quote = position
    position += 1
    let start = position
    position = endOfPlainRun()
    guard next == UInt8(ascii: "\"") else {
      return try escapedString(openedAt: quote, plainFrom: start)
    }
    guard position - start <= limits.stringBytesMax else { throw .tooLong(at: quote) }
    defer { position += 1 }
    return text(from: start, to: position)
  }

  /// Reads on from the end of a string's first plain run.
  private mutating func escapedString(
    openedAt quote: Int, plainFrom start: Int
  ) throws(JSONFailure) -> String {
    unescaped.removeAll(keepingCapacity: true)
    var runStart = start
    while true {
      unescaped.append(contentsOf: bytes[runStart..<position])
      guard unescaped.count <= limits.stringBytesMax else { throw .tooLong(at: quote) }
      if take(UInt8(ascii: "\"")) { break }
      guard next == UInt8(ascii: "\\") else {
        let isCut = position == bytes.count
        throw failure(expected: isCut ? "'\"'" : "an escaped control character")
      }
      try escape()
      runStart = position
      position = endOfPlainRun()
    }
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// Reads an escape from its backslash and appends what it stands for.
  private mutating func escape() throws(JSONFailure) {
    position += 1
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(next)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"): return unescaped.append(contentsOf: try escapedScalar().utf8)
    default: throw failure(expected: "an escape")
    }
    position += 1
  }

  /// Reads from the `u` of one escape, or of the first of a surrogate pair.
  private mutating func escapedScalar() throws(JSONFailure) -> Unicode.Scalar {
    let backslash = position - 1
    position += 1
    let unit = try hexUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw .syntax(at: backslash, expected: "a pair of surrogates")
    }
    let low = try hexUnit()
    let pair = 0x10000 + ((UInt32(unit) & 0x3FF) << 10) + (UInt32(low) & 0x3FF)
    guard low & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(pair) else {
      throw .syntax(at: backslash, expected: "a pair of surrogates")
    }
    return scalar
  }

  private mutating func hexUnit() throws(JSONFailure) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = next.hexDigit else { throw failure(expected: "a hexadecimal digit") }
      unit = (unit << 4) | digit
      position += 1
    }
    return unit
  }

  /// The offset of the next quote, backslash or control character, or of the end.
  private func endOfPlainRun() -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = position
    while offset + 8 <= raw.count {
      let octets = Octets(raw, at: offset)
      let stops = octets.below(0x20) | octets.equal(to: 0x22) | octets.equal(to: 0x5C)
      if stops != 0 { return offset + Octets.first(of: stops) }
      offset += 8
    }
    while offset < bytes.count, bytes[offset].isPlain { offset += 1 }
    return offset
  }

  private func text(from start: Int, to end: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }
}

extension UInt8 {
  /// Whether a string may hold the byte as it is.
  fileprivate var isPlain: Bool {
    self >= 0x20 && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
  }

  fileprivate var hexDigit: UInt16? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(self & 0x0F)
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
      UInt16(self & 0x0F) + 9
    default: nil
    }
  }
}
