import Interpreter
import JSON

/// A draft's number as people write it, `d3` or 3.
struct DraftNumber: Sendable {
  let value: Int64

  /// The number in a draft's name; nil for a file's path.
  static func number(in name: String) -> Int64? {
    name.hasPrefix("d") ? Int64(digits: name.dropFirst()) : nil
  }
}

extension ValueType where Value == DraftNumber {
  static let draft = ValueType(
    "draft", schema: ["type": "string", "pattern": "^d[1-9][0-9]*$"], source: Candidates.drafts,
    read: { text throws(ValueFault) in
      let digits = text.lowercased().hasPrefix("d") ? text.dropFirst() : text[...]
      guard let number = Int64(digits: digits), number > 0 else {
        throw ValueFault(expected: ["a draft's name, such as d3"])
      }
      return DraftNumber(value: number)
    },
    decode: { value throws(ValueFault) in
      guard let text = value.string, text.hasPrefix("d"),
        let number = Int64(digits: text.dropFirst()),
        number > 0
      else {
        throw ValueFault(
          expected: ["a draft's name, such as d3"])
      }
      return DraftNumber(value: number)
    },
    encode: { .string("d\($0.value)") })
}
