import Interpreter
import JSON
import SupportDesk

extension Anchor: WrittenValue {
  /// Digits of 16 bytes, and of a SHA-256.
  private static let (storeDigits, hashDigits) = (32, 64)

  /// Reads what `text` writes; with colons for the blanks it is one word of a line.
  ///
  /// - Returns: nil where it is no store, number and hash.
  init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == ":" }
    guard parts.count == 3, Self.isHex(parts[0], Self.storeDigits),
      let change = Int64(digits: parts[1]), Self.isHex(parts[2], Self.hashDigits)
    else { return nil }
    self.init(store: parts[0].lowercased(), change: change, hash: parts[2].lowercased())
  }

  private static func isHex(_ text: Substring, _ digits: Int) -> Bool {
    text.utf8.count == digits && text.allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}

extension ValueType where Value == Anchor {
  static let anchor = written(
    "anchor", .phrase, ["pattern": "^[0-9A-Fa-f]{32}[ :][0-9]+[ :][0-9A-Fa-f]{64}$"],
    expected: ["a store, a change's number and its hash, as audit head prints them"])
}
