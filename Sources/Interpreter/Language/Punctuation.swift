/// What parts words and what holds them together, in UTF-8 that is whole.
package enum Punctuation {
  /// The length of the blank at an offset: space, tab, or one of chat programs' no-break blanks.
  package static func blank(in bytes: [UInt8], at offset: Int) -> Int? {
    switch bytes[offset] {
    case 0x20, 0x09: 1
    case 0xC2 where bytes[offset...].starts(with: [0xC2, 0xA0]): 2
    case 0xE2 where bytes[offset...].starts(with: [0xE2, 0x80, 0xAF]): 3
    default: nil
    }
  }

  /// The length of the quotation mark at an offset: plain, or one of U+201C to U+201E.
  package static func quotation(in bytes: [UInt8], at offset: Int) -> Int? {
    switch bytes[offset] {
    case 0x22: 1
    case 0xE2 where bytes[offset + 1] == 0x80:
      (0x9C...0x9E).contains(bytes[offset + 2]) ? 3 : nil
    default: nil
    }
  }
}
