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
    #expect(Suggestion.near(longer, among: [longest]) == [])
    #expect(Suggestion.near("", among: ["ab"]) == [])
  }

  @Test("a beginning is as near as one slip, and a word of two letters has at most one")
  func ranks() {
    #expect(Suggestion.near("noa", among: ["nob", "noaz"]) == ["noaz", "nob"])
    #expect(Suggestion.near("nob", among: ["noa", "nobz"]) == ["noa", "nobz"])
    #expect(Suggestion.near("abcd", among: ["ab"]) == [])
    #expect(Suggestion.near("abcd", among: ["abd", "ab", "acb"]) == ["abd", "acb"])
  }

  /// The slips between two words, by the definition: slow, and plain.
  private static func slips(_ a: Substring, _ b: Substring) -> Int {
    if a.isEmpty || b.isEmpty { return a.count + b.count }
    let (first, second) = (a.dropLast(), b.dropLast())
    var least = min(
      slips(first, b) + 1, slips(a, second) + 1, slips(first, second) + (a.last == b.last ? 0 : 1))
    if a.count > 1, b.count > 1, a.last == second.last, first.last == b.last {
      least = min(least, slips(first.dropLast(), second.dropLast()) + 1)
    }
    return least
  }

  @Test("of all short words those are near that are so few slips away")
  func all() {
    var words = [""]
    for _ in 0..<4 { words += words.flatMap { [$0 + "a", $0 + "b"] } }
    words = Array(Set(words + ["abcd", "bacd", "acbd", "abdc", "cdab", "abc", "bca"])).sorted()
    for typed in words where !typed.isEmpty {
      for word in words where word.count > 1 {
        let slips = Self.slips(typed[...], word[...])
        let most = min(typed.count < 4 ? 1 : 2, word.count - 1)
        let isNear = slips <= most || (typed.count > 1 && word.hasPrefix(typed))
        #expect(Suggestion.near(typed, among: [word]) == (isNear ? [word] : []), "\(typed) \(word)")
      }
    }
  }
}
