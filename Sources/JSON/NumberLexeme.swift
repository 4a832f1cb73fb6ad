/// Arithmetic on the characters of a JSON number, without binary fractions.
enum NumberLexeme {
  /// The integer a valid number is; nil where it has a fraction or needs more than 64 bits.
  static func integer(_ lexeme: String) -> Int64? {
    let bytes = Array(lexeme.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    let parts = bytes.dropFirst(isNegative ? 1 : 0)
      .split(omittingEmptySubsequences: false) { $0 == 0x65 || $0 == 0x45 }
    let mantissa = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    var digits = Array(mantissa[0])
    var exponent = 0
    if parts.count > 1 {
      guard let given = Int(String(decoding: parts[1], as: UTF8.self)) else { return nil }
      exponent = given
    }
    if mantissa.count > 1 {
      digits += mantissa[1]
      let (sum, overflow) = exponent.subtractingReportingOverflow(mantissa[1].count)
      if overflow { return nil }
      exponent = sum
    }
    while let last = digits.last, last == 0x30 {
      digits.removeLast()
      exponent += 1
    }
    if digits.allSatisfy({ $0 == 0x30 }) { return 0 }
    guard exponent >= 0, exponent < 20 else { return nil }
    let whole = String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: exponent)
    return Int64((isNegative ? "-" : "") + whole)
  }
}
