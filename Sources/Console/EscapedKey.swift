/// A key that terminals give as an escape and some characters (ECMA-48, 5.4).
enum EscapedKey {
  private static let escape: UInt8 = 0x1B

  /// The control character that does the same, by what stands behind `ESC [` or `ESC O`.
  private static let same: [[UInt8]: Unicode.Scalar] = [
    Array("A".utf8): "\u{10}", Array("B".utf8): "\u{0E}", Array("C".utf8): "\u{06}",
    Array("D".utf8): "\u{02}", Array("H".utf8): "\u{01}", Array("F".utf8): "\u{05}",
    Array("1~".utf8): "\u{01}", Array("4~".utf8): "\u{05}", Array("7~".utf8): "\u{01}",
    Array("8~".utf8): "\u{05}",
  ]

  /// The key with which the bytes begin.
  ///
  /// A letter with Alt is one too.
  ///
  /// - Returns: how many bytes it is, and the control character that does the same; an escape alone for
  ///   one that has none. Nil where they begin with no such key, or not with all of it.
  static func first(in bytes: [UInt8]) -> (count: Int, key: Unicode.Scalar)? {
    guard bytes.count > 1, bytes[0] == escape else { return nil }
    guard bytes[1] == 0x5B || bytes[1] == 0x4F else {
      let letter = bytes[2...].prefix { $0 & 0xC0 == 0x80 }
      return (2 + letter.count, "\u{1B}")
    }
    guard bytes.count > 2,
      let end = bytes[2...].firstIndex(where: { (0x40...0x7E).contains($0) })
    else { return nil }
    return (end + 1, same[Array(bytes[2...end])] ?? "\u{1B}")
  }
}
