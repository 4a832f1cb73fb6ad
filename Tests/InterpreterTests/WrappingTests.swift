import TestSupport
import Testing

@testable import Interpreter

/// How runs of words are put on rows.
struct WrappingTests {
  private static let parts = [
    "a", "word", "日本", " ", "   ", "      ", "longer-than-it", "e\u{301}", "日", "mnopq",
  ]

  @Test("rows are as wide as there is room, and lose nothing but blanks", arguments: 0..<100)
  func rows(seed: UInt64) {
    var chance = Chance(seed: seed)
    for _ in 0..<40 {
      let count = Int.random(in: 0...8, using: &chance)
      let text = (0..<count).map { _ in Self.parts.randomElement(using: &chance) ?? "" }.joined()
      let width = Int.random(in: 2...16, using: &chance)
      let indent = Int.random(in: 0...6, using: &chance)
      let rows = Wrapping.lines([Page.Run(text)], width: width, indent: indent).map {
        $0.painted(colour: false)
      }
      let what = "\(text.debugDescription) \(width) \(indent): \(rows)"
      #expect(rows.allSatisfy { CellWidth.of($0) <= width && !$0.hasSuffix(" ") }, "\(what)")
      #expect(rows.joined().filter { $0 != " " } == text.filter { $0 != " " }, "\(what)")
      #expect(rows.count == 1 || rows.allSatisfy { !$0.isEmpty }, "\(what)")
      // A word is broken only where no row could hold it.
      let whole = text.split(separator: " ").filter {
        CellWidth.of($0) <= width - min(indent, width / 2)
      }
      #expect(whole.allSatisfy { word in rows.contains { $0.contains(word) } }, "\(what)")
    }
  }

  @Test("a character that is wider than a row fills each row with as many scalars as fit")
  func wideCharacter() {
    let family = String(repeating: "\u{1F469}\u{200D}", count: 5) + "\u{1F469}"
    for (width, cells) in [(4, [4, 4, 4]), (5, [4, 4, 4]), (7, [6, 6])] {
      #expect(Wrapping.lines([Page.Run(family)], width: width).map(\.cells) == cells)
    }
    let accents = "e" + String(repeating: "\u{301}", count: 3)
    #expect(Wrapping.lines([Page.Run("ab" + accents)], width: 2).map(\.cells) == [2, 1])
  }

  @Test("what is too long for a row goes on under its indent, and fills it to the last cell")
  func indents() {
    func rows(_ text: String, _ width: Int, _ indent: Int) -> [String] {
      Wrapping.lines([Page.Run(text)], width: width, indent: indent).map {
        $0.painted(colour: false)
      }
    }
    #expect(rows("ab cd ef", 5, 0) == ["ab cd", "ef"])
    #expect(rows("ab cd ef", 5, 1) == ["ab cd", " ef"])
    #expect(rows("ab cd ef", 4, 9) == ["ab", "  cd", "  ef"])
    #expect(rows("abcdefgh", 4, 2) == ["abcd", "  ef", "  gh"])
    #expect(rows("   ab", 4, 0) == ["ab"])
    #expect(rows("  ab", 4, 0) == ["  ab"])
    #expect(rows("ab  ", 2, 0) == ["ab"])
    #expect(rows("", 4, 2) == [""])
    #expect(rows("abc", 1, 0) == ["ab", "c"])
    #expect(rows("日本", 1, 0) == ["日", "本"])
    #expect(rows("日本", 3, 1) == ["日", " 本"])
  }
}
