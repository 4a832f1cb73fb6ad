/// How many cells of a terminal text takes.
///
/// Written out here instead of asking the C library, whose answer depends on the process's locale:
/// the same journal must print the same page everywhere. Source of the ranges: Unicode 15 East
/// Asian Width (W and F), joined where nothing unassigned but wide lies between.
package enum CellWidth {
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FF, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF,
    0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C,
    0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4,
    0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E,
    0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F,
    0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF,
    0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A,
    0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]

  /// 0, 1 or 2 cells; control characters count 0, for the sanitiser leaves none.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x20 { return 0 }
    if value < 0x7F { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format, .lineSeparator, .paragraphSeparator:
      return value == 0xAD ? 1 : 0
    default: break
    }
    if (0x1160...0x11FF).contains(value) { return 0 }
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(value) ? 2 : 1
  }

  /// The cells of a whole text, scalar by scalar, as terminals without grapheme clusters draw it.
  package static func of(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// The longest beginning of the text that fits, never splitting a character.
  ///
  /// It looks no further than that, for one character may be as long as a whole text.
  package static func prefix(of text: Substring, cells: Int) -> Substring {
    var used = 0
    let scalars = text.unicodeScalars
    guard
      let limit = scalars.indices.first(where: { index in
        used += of(scalars[index])
        return used > cells
      })
    else { return text }
    // The character that holds the first scalar that does not fit does not fit either.
    let seen = text[..<scalars.index(after: limit)]
    return text[..<seen.index(before: seen.endIndex)]
  }

  /// The longest beginning of the text that fits, never splitting a character.
  package static func prefix(of text: String, cells: Int) -> Substring {
    prefix(of: text[...], cells: cells)
  }

  /// A beginning of the text to put on a line that is at least two cells wide; never empty.
  ///
  /// It is the longest that fits; where not even the first character does, for many scalars make it
  /// up, as many of its scalars as fit.
  static func head(of text: Substring, cells: Int) -> Substring {
    let whole = prefix(of: text, cells: cells)
    if !whole.isEmpty { return whole }
    var used = 0
    let end = text.unicodeScalars.indices.dropFirst().first { index in
      used += of(text.unicodeScalars[text.unicodeScalars.index(before: index)])
      return used + of(text.unicodeScalars[index]) > cells
    }
    return text[..<(end ?? text.endIndex)]
  }

  /// The text cut to the cells, with an ellipsis where something went.
  package static func fitted(_ text: String, cells: Int) -> String {
    if of(text) <= cells { return text }
    return cells < 1 ? "" : prefix(of: text, cells: cells - 1) + "…"
  }
}
