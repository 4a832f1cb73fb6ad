// The standard library's own normalisation; there is no other without Foundation.
@_spi(_Unicode) import Swift

/// What two names, tags or addresses share exactly when people would call them the same.
///
/// Canonically equivalent spellings have one key (Unicode's NFC and NFD), and so have the upper and
/// lower case of the same letters: `Straße` and `STRASSE`, `ΝΙΚΟΣ` and `Νικος`. Keys are compared
/// and ordered by their bytes, so that a store can index them; the text itself is never changed.
package struct CaselessKey: Hashable, Sendable {
  /// Decomposed and in lower case.
  package let text: String

  package init(_ spelling: some StringProtocol) {
    let spelling = String(spelling)
    if spelling.utf8.allSatisfy(UTF8.isASCII) {
      text = spelling.lowercased()
      return
    }
    // Decomposed before folding, as the order of marks must not matter, and after, as folding
    // composes.
    text = Self.decomposed(Self.folded(Self.decomposed(spelling)))
  }

  /// Upper case and back makes one letter of those that only differ at the end of a word.
  ///
  /// The dotless i stays, for its upper case is another letter's too.
  private static func folded(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { folded, scalar in
      if scalar == "\u{131}" {
        folded.unicodeScalars.append(scalar)
      } else {
        folded += scalar.properties.uppercaseMapping.lowercased()
      }
    }
  }

  private static func decomposed(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text._nfd { scalars.append(scalar) }
    return String(scalars)
  }
}
