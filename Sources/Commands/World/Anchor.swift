import Interpreter
import JSON

/// A change's number and hash that were noted outside the store, as people write them.
struct Anchor: Sendable {
  let change: Int64
  let hash: String
  /// Those of SHA-256.
  private static let hashDigits = 64

  /// - Returns: nil where the text is no number, colon and hexadecimal hash.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let change = Int64(digits: parts[0]),
      parts[1].count == Self.hashDigits, parts[1].allSatisfy({ $0.isASCII && $0.isHexDigit })
    else { return nil }
    self.change = change
    hash = parts[1].lowercased()
  }
}

extension ValueType where Value == Anchor {
  static let anchor = ValueType(
    "anchor", schema: ["type": "string", "pattern": "^[0-9]+:[0-9A-Fa-f]{64}$"],
    read: { text throws(ValueFault) in
      guard let anchor = Anchor(text) else { throw ValueFault(expected: [expected]) }
      return anchor
    },
    decode: { value throws(ValueFault) in
      guard let text = value.string, let anchor = Anchor(text) else {
        throw ValueFault(expected: [expected], isWrongType: value.string == nil)
      }
      return anchor
    },
    encode: { .string("\($0.change):\($0.hash)") })

  private static var expected: String {
    "a change's number and its hash of 64 digits, as verify shows them"
  }
}
