import Interpreter
import Testing

/// What may have been meant by a word.
struct SuggestionTests {
  private static let words = [
    "assign", "list", "note", "priority", "reply", "replay", "take", "tag",
  ]

  @Test(
    "a slip or the beginning of a word is near it, the nearest first",
    arguments: [
      ("lst", ["list"]), ("lits", ["list"]), ("lisst", ["list"]), ("lost", ["list"]),
      ("LIST", ["list"]), ("prioritty", ["priority"]), ("pirortiy", ["priority"]),
      ("prio", ["priority"]), ("repply", ["reply", "replay"]), ("rep", ["replay", "reply"]),
      ("tga", ["tag"]), ("tax", ["tag"]), ("txx", []), ("noxx", ["note"]), ("xyz", []),
      ("", []), ("l", []), ("assignment", []),
    ])
  func near(word: String, suggestions: [String]) {
    #expect(Suggestion.near(word, among: Self.words) == suggestions)
  }

  @Test("at most three are told, none twice, and none for a word of any length")
  func bounds() {
    #expect(Suggestion.near("aa", among: ["aab", "aac", "aad", "aae"]).count == 3)
    #expect(Suggestion.near("aa", among: ["aab", "aab"]) == ["aab"])
    // Any letter is a slip away from any other.
    #expect(Suggestion.near("x", among: ["y", "x", "xy"]) == ["xy"])
    let (longest, longer) = (String(repeating: "a", count: 64), String(repeating: "a", count: 65))
    #expect(Suggestion.near(longest, among: ["b" + longest.dropFirst()]).count == 1)
    #expect(Suggestion.near(longer, among: ["b" + longer.dropFirst()]) == [])
    #expect(Suggestion.near(longest, among: ["b" + longest]) == [])
  }
}
