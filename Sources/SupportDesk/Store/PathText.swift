/// A path as text, whatever bytes it is made of.
///
/// A system takes any bytes but 0 for a path, and a `String` holds UTF-8 alone. So in a path each byte
/// that is no UTF-8 is stood for by a scalar: U+10FF80 for 80, up to U+10FFFF for FF. Those scalars
/// themselves, which are nobody's, are no part of any path.
package enum PathText {
  private static let base: UInt32 = 0x10_FF00

  /// The text for what a system gave; `isIllegible` where it is no UTF-8.
  package static func text(of bytes: some Collection<UInt8>) -> (text: String, isIllegible: Bool) {
    if let text = String(validating: bytes, as: UTF8.self) { return (text, false) }
    var text = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while let first = rest.first {
      let length = (1...4).first { length in
        String(validating: rest.prefix(length), as: UTF8.self) != nil
      }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars
      } else {
        text.append(Unicode.Scalar(base + UInt32(first)) ?? "\u{FFFD}")
      }
      rest = rest.dropFirst(length ?? 1)
    }
    return (String(text), true)
  }

  /// The bytes that the text stands for.
  package static func bytes(of text: String) -> [UInt8] {
    if isPlain(text) { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      isStandIn(scalar) ? [UInt8(scalar.value & 0xFF)] : Array(UTF8.encode(scalar) ?? .init())
    }
  }

  /// Whether it is what it says, as nearly every path is: with this byte begin the stand-ins, and few
  /// others.
  fileprivate static func isPlain(_ text: String) -> Bool { !text.utf8.contains(0xF4) }

  private static func isStandIn(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= base + 0x80
  }
}

extension String {
  /// Lends the bytes of a path, a zero behind them, as systems take it.
  package func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    if PathText.isPlain(self) { return withCString(body) }
    return (PathText.bytes(of: self).map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer {
      bytes in
      guard let start = bytes.baseAddress else { preconditionFailure("a path has a last zero") }
      return body(start)
    }
  }
}
