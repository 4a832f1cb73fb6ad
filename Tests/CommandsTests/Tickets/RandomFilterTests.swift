import Interpreter
import JSON
import TestSupport
import Testing

@testable import Commands

/// No filter, whatever its bytes, breaks its reader.
struct RandomFilterTests {
  private static let parts = [
    "mine", "unassigned", "all", "live", "overdue", "new", "closed", "urgent", "low", "or", "not",
    "-", "(", ")", "status:new", "status:new,open", "priority:low,high", "agent:ann",
    "agent:me,none",
    "agent:\"me\"", "customer:\"Ada Byron\"", "tag:“a b”,c", "tag:\"(\",\"a,b\"", "due<1h",
    "due>=2026-03-02T09:00:00Z", "due<\"2026-03-02 09:00\"", "id:1,2", "is:new,overdue", "tag:",
    ":",
    ",", "<", "=", "\"", "”", "ä", "日本", "\u{301}", "\u{A0}", "\t", "\n", "x", "tag:a\"",
  ]

  private static func source(_ chance: inout Chance, _ seams: [String]) -> String {
    (0..<Int.random(in: 0...8, using: &chance)).map { _ in
      (parts.randomElement(using: &chance) ?? "") + (seams.randomElement(using: &chance) ?? "")
    }.joined()
  }

  @Test(
    "any text is a filter whose canonical form reads as the same, or refused between characters")
  func anyText() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    var readCount = 0
    for _ in 0..<20_000 {
      let source = Self.source(&chance, [" ", " ", " ", ""])
      do {
        let filter = try Filter(source)
        readCount += 1
        let again = try Filter(filter.canonical)
        if again.canonical != filter.canonical || !Self.same(filter, again) {
          Issue.record("seed \(seed): \(source.debugDescription) is \(filter.canonical)")
        }
      } catch {
        let bytes = Array(source.utf8)
        for end in [error.span?.lowerBound ?? 0, error.span?.upperBound ?? 0]
        where end > bytes.count || (end < bytes.count && bytes[end] & 0xC0 == 0x80) {
          Issue.record("seed \(seed): \(source.debugDescription) is refused at \(end)")
        }
      }
    }
    #expect(readCount > 1_000, "seed \(seed)")
  }

  private static func same(_ one: Filter, _ other: Filter) -> Bool {
    (try? FilterTests.condition(one.named)) == (try? FilterTests.condition(other.named))
  }

  @Test("a canonical form is typed as it stands")
  func typed() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    let grammar = Grammar(commands: Catalogue.entries.map(\.command), aliases: [])
    for _ in 0..<2_000 {
      let source = Self.source(&chance, [" "])
      guard !source.contains("\n"), let filter = try? Filter(source), !filter.isEmpty else {
        continue
      }
      let line = Line("list " + filter.canonical + " --limit 5")
      guard case .call(let call) = grammar.parse(line, focus: nil).meaning,
        call[optional: ListAnswer.filter]?.canonical == filter.canonical
      else {
        Issue.record("seed \(seed): \(line.text.debugDescription) is another call")
        continue
      }
    }
  }

  @Test("at no end of any filter is a completion refused, and it replaces whole characters")
  func anyEnd() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    for _ in 0..<5_000 {
      let source = Self.source(&chance, [" ", ""])
      let start = ValueType.filter.complete?(source).start ?? -1
      let bytes = Array(source.utf8)
      if start < 0 || start > bytes.count || (start < bytes.count && bytes[start] & 0xC0 == 0x80) {
        Issue.record("seed \(seed): \(source.debugDescription) is completed from \(start)")
      }
    }
  }

  @Test(
    "fields, words and values are offered",
    arguments: [
      ("st", 0, "status:"), ("mine pri", 5, "priority:"), ("-ti", 1, "tag:"), ("(ur", 1, "urgent"),
      ("status:", 7, "waiting"), ("status:new,o", 11, "open"), ("priority:h", 9, "high"),
      ("is:", 3, "overdue"), ("due<", 4, "1h"), ("agent:", 6, "none"), ("", 0, "mine"),
    ])
  func offers(source: String, start: Int, offer: String) throws {
    let partial = try #require(ValueType.filter.complete?(source))
    #expect(partial.start == start)
    #expect(partial.candidates.contains(Candidate(offer)))
  }

  @Test("people and tags are offered out of their sources")
  func sources() {
    let sources = ["agent:a", "owner:", "customer:", "tag:x,y", "status:"].map {
      ValueType.filter.complete?($0).source as? Candidates
    }
    #expect(sources == [.agents, .agents, .customers, .tags, nil])
  }
}

extension Filter {
  /// Its source, without names that the test knows no number for.
  fileprivate var named: String {
    source.replacing("\"Ada Byron\"", with: "ben")
  }
}
