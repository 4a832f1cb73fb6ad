import Interpreter
import JSON
import SupportDesk

extension ValueType where Value == Filter {
  /// Which tickets: terms such as `mine`, `urgent`, `due<1h`, `tag:printer`.
  static let filter = ValueType(
    "filter", extent: .source, schema: ["type": "string"],
    complete: { FilterCompletion($0).partial },
    read: { text throws(ValueFault) in try Filter(text) },
    decode: { value throws(ValueFault) in
      guard let text = value.string else {
        throw ValueFault(expected: ["string"])
      }
      return try Filter(text)
    },
    encode: { .string($0.source) })
}

/// What may stand at the end of a filter that is typed so far.
private struct FilterCompletion {
  private let bytes: [UInt8]
  /// Where the last word begins, a sign of negation and parentheses not counted.
  private let wordStart: Int
  /// Whether the last word's value has an open quotation, which its offers would have to close.
  private var isQuoted = false

  init(_ source: String) {
    bytes = Array(source.utf8)
    var start = 0
    for (offset, byte) in bytes.enumerated() {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, [0x20, 0x09, 0x28].contains(byte) { start = offset + 1 }
    }
    while start < bytes.count, bytes[start] == 0x2D { start += 1 }
    wordStart = start
  }

  var partial: PartialValue {
    let word = bytes[wordStart...]
    guard let sign = word.firstIndex(where: { ":<>=".utf8.contains($0) }) else {
      let fields = Filter.Property.allCases.map { $0 == .due ? "due<" : $0.rawValue + ":" }
      return offers(wordStart, FilterWords.bare + fields + ["not", "or"])
    }
    let name = String(decoding: word[..<sign], as: UTF8.self).lowercased()
    let start = (word[sign...].lastIndex { ",:<>=".utf8.contains($0) } ?? sign) + 1
    guard !isQuoted, let field = Filter.Property(named: name) else { return offers(start, []) }
    switch field {
    case .status: return offers(start, FilterWords.statuses)
    case .priority: return offers(start, FilterWords.priorities)
    case .is: return offers(start, FilterWords.states)
    case .due: return offers(start, ["30m", "1h", "1d"])
    case .agent: return offers(start, ["me", "none"], Candidates.agents)
    case .customer: return offers(start, ["me"], Candidates.customers)
    case .tag: return offers(start, [], Candidates.tags)
    case .id: return offers(start, [], Candidates.tickets)
    }
  }

  private func offers(
    _ start: Int, _ words: [String], _ source: Candidates? = nil
  ) -> PartialValue {
    PartialValue(start: start, candidates: words.map { Candidate($0) }, source: source)
  }
}
