extension Int64 {
  /// The integer a JSON number stands for, worked out on its digits.
  ///
  /// `nil` if the number has a fraction that is not zero, does not fit, or is no JSON number.
  init?(jsonNumber lexeme: String) {
    guard let decimal = Decimal(Array(lexeme.utf8)), let integer = decimal.integer else {
      return nil
    }
    self = integer
  }
}

/// A decimal number: significant digits times a power of ten.
private struct Decimal {
  var isNegative = false
  /// Digit values, without zeros at either end; empty for zero.
  var digits: ArraySlice<UInt8> = []
  /// The power of ten that the last digit counts.
  var exponent = 0

  /// Reads a lexeme, leniently: what matters is that no text can trap.
  init?(_ lexeme: [UInt8]) {
    var rest = lexeme[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }

    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: \.isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty, let power = Self.power(rest) else { return nil }

    digits = ArraySlice((whole + fraction).map { $0 - UInt8(ascii: "0") }.drop { $0 == 0 })
    exponent = power - fraction.count
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
  }

  /// The power of ten in `e…`, 0 for nothing; a power beyond all use is cut to one as useless.
  private static func power(_ lexeme: ArraySlice<UInt8>) -> Int? {
    guard let letter = lexeme.first else { return 0 }
    guard letter | 0x20 == UInt8(ascii: "e") else { return nil }
    var rest = lexeme.dropFirst()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard !rest.isEmpty, rest.allSatisfy(\.isDigit) else { return nil }

    let powerMax = 1 << 40
    let power = rest.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), powerMax) }
    return isNegative ? -power : power
  }

  var integer: Int64? {
    guard !digits.isEmpty else { return 0 }
    // An Int64 has at most 19 digits, and a UInt64 holds any 19.
    guard exponent >= 0, exponent + digits.count <= 19 else { return nil }
    let significant = digits.reduce(0 as UInt64) { $0 * 10 + UInt64($1) }
    let magnitude = (0..<exponent).reduce(significant) { magnitude, _ in magnitude * 10 }
    return Int64(magnitude: magnitude, isNegative: isNegative)
  }
}

extension Int64 {
  /// `nil` if the signed magnitude does not fit.
  init?(magnitude: UInt64, isNegative: Bool) {
    guard magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { return nil }
    let bits = Int64(bitPattern: magnitude)
    self = isNegative ? 0 &- bits : bits
  }
}

extension UInt8 {
  /// Whether this is `0` to `9` in ASCII.
  var isDigit: Bool { self &- UInt8(ascii: "0") <= 9 }
}
