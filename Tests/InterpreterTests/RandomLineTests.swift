import Interpreter
import JSON
import TestSupport
import Testing

/// No line, whatever its bytes, breaks the language.
struct RandomLineTests {
  private static let parts: [String] = [
    "take", "note", "reply", "new", "for", "me", "low", "set", "priority", "priority:", "list",
    "import", "can", "you", "please", "it", "1", "#12", "#", ":", "::", ":x", "x:", "1:x", "--",
    "-", "--dry-run", "--limit", "--if-revision=", "--silent=no", "--x", "\"", "\"a b\"", "“", "”",
    "tag:\"a", "by:", "bad", "ä", "日本", "👩‍👩‍👧", "\u{301}", "\u{A0}", "\t", "\n", "\r", "\u{0}",
    "\u{85}", "—", "—x", "?", "/", ";", "<a@b>", "=", "assign", "to", "received", "from", "resolve",
    "what is due within 2h",
  ]

  private static func line(_ chance: inout Chance) -> String {
    if Bool.random(using: &chance) {
      let count = Int.random(in: 0...40, using: &chance)
      return String(
        decoding: (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }, as: UTF8.self)
    }
    return (0..<Int.random(in: 0...9, using: &chance)).map { _ in
      (parts.randomElement(using: &chance) ?? "")
        + (Int.random(in: 0...3, using: &chance) > 0 ? " " : "")
    }.joined()
  }

  @Test("any bytes are a call, a question or an error whose place lies between characters")
  func anyBytes() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    for _ in 0..<6_000 {
      let text = Self.line(&chance)
      let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      for line in [Line(text), Line(arguments: words)] {
        let (meaning, alias) = TestCommands.grammar.parse(line, focus: nil)
        let said = alias ?? line
        switch meaning {
        case .refused(let problem):
          if let span = problem.span, !Self.isWhole(span, in: said.text) {
            Issue.record("seed \(seed): \(said.text.debugDescription) is refused at \(span)")
          }
        case .call(let call):
          for place in call.places.values where !Self.isWhole(place..<place, in: said.text) {
            Issue.record("seed \(seed): \(said.text.debugDescription) has a value at \(place)")
          }
        case .needs, .empty: continue
        }
      }
    }
  }

  @Test("at no cursor of any line is a completion refused, and it replaces whole characters")
  func anyCursor() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    for _ in 0..<400 {
      let text = Self.line(&chance)
      for cursor in -1...text.utf8.count + 1 {
        let completion = TestCommands.grammar.complete(Line(text), cursor: cursor) { _, _ in
          [Candidate("Ada")]
        }
        let start = completion.start
        if start > max(0, cursor) || !Self.isWhole(start..<start, in: text) {
          Issue.record("seed \(seed), cursor \(cursor): \(text.debugDescription) from \(start)")
        }
      }
    }
  }

  @Test("a text that stands behind a colon is kept byte for byte, whatever it is")
  func anyText() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    for _ in 0..<2_000 {
      let text = Self.line(&chance)
      if text.utf8.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { continue }
      for head in ["note 1 : ", "reply #3 --dry-run : ", "new for Ada low : ", "resolve it : "] {
        let focus = Focus(value: 1, label: "#1")
        let parse = TestCommands.grammar.parse(Line(head + text), focus: focus).meaning
        guard case .call(let call) = parse else {
          Issue.record("seed \(seed): \((head + text).debugDescription) is no call")
          continue
        }
        let told = call.arguments["text"] ?? call.arguments["subject"]
        #expect(told?.string.map { Array($0.utf8) } == Array(text.utf8), "seed \(seed)")
      }
    }
  }

  /// Whether both ends of a range stand between the text's characters.
  private static func isWhole(_ span: Range<Int>, in text: String) -> Bool {
    let bytes = Array(text.utf8)
    return [span.lowerBound, span.upperBound].allSatisfy { offset in
      (0...bytes.count).contains(offset) && (offset == bytes.count || bytes[offset] & 0xC0 != 0x80)
    }
  }
}
