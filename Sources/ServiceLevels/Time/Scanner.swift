/// A place in a short ASCII text, moved forward by what fits.
///
/// A method of this file that finds nothing that fits answers `nil` or `false` and does not move.
struct Scanner {
  /// How many bytes have been read.
  private(set) var position = 0
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// The byte to be read next, or nothing at the end.
  var next: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  /// Whether all has been read.
  var isAtEnd: Bool {
    position == bytes.count
  }

  /// Reads one character if it is this one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Reads one character if it is one of these, and answers which.
  mutating func take(oneOf characters: [Unicode.Scalar]) -> Unicode.Scalar? {
    for character in characters where take(character) { return character }
    return nil
  }

  /// Reads all decimal digits there are, if their count is in the range.
  ///
  /// At most 18 digits may be asked for, so that the number fits.
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    var end = position
    var value = 0
    while end < bytes.count, isDigit(bytes[end]) {
      guard end - position < digits.upperBound else { return nil }
      value = value * 10 + Int(bytes[end] - UInt8(ascii: "0"))
      end += 1
    }
    guard end - position >= digits.lowerBound else { return nil }
    position = end
    return value
  }

  /// Reads a number within a range, of any count of digits up to `digits`.
  mutating func number(in range: ClosedRange<Int>, digits: ClosedRange<Int>) -> Int? {
    let start = position
    guard let value = number(digits: digits), range.contains(value) else {
      position = start
      return nil
    }
    return value
  }

  /// Reads the digits after a decimal point as thousandths, if that loses nothing.
  ///
  /// Digits after the third must be 0.
  mutating func thousandths() -> Int? {
    let start = position
    let digits = word(while: isDigit).utf8.map { Int($0 - UInt8(ascii: "0")) }
    guard !digits.isEmpty, digits.dropFirst(3).allSatisfy({ $0 == 0 }) else {
      position = start
      return nil
    }
    return zip(digits, [100, 10, 1]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Reads bytes for as long as they fit; empty if none does.
  mutating func word(while fits: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = next, fits(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}

/// Whether the byte is an ASCII decimal digit.
func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}

/// Whether the byte is an ASCII letter.
func isLetter(_ byte: UInt8) -> Bool {
  // Setting bit 5 makes an upper-case letter the lower-case one.
  UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
}
