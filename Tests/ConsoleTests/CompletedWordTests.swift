import Interpreter
import Testing

@testable import Console

/// What Tab makes of the word at the cursor.
struct CompletedWordTests {
  private func word(_ typed: String, _ candidates: [String], start: Int = 0) -> CompletedWord {
    CompletedWord(
      Completion(start: start, candidates: candidates.map { Candidate($0) }),
      cursor: start + typed.utf8.count)
  }

  @Test(
    "the word grows by what all candidates share, and ends where there is one",
    arguments: [
      ("sh", ["show"], "ow "), ("show", ["show"], " "), ("", ["show"], "show "),
      ("re", ["release", "rename", "reply"], nil), ("rel", ["release"], "ease "),
      ("r", ["reply", "repeat"], "ep"), ("rep", ["reply", "repeat"], nil), ("x", [], nil),
      ("", ["a", "b"], nil), ("f", ["für", "fünf"], "ü"), ("fü", ["für"], "r "),
      ("Ada", ["Ada Byron", "Ada Quill"], " "),
    ] as [(String, [String], String?)])
  func rest(typed: String, candidates: [String], rest: String?) {
    for start in [0, 7] { #expect(word(typed, candidates, start: start).rest == rest) }
  }

  @Test("what a word is completed with is clean")
  func clean() {
    #expect(word("a", ["a\u{1B}[31mb"]).rest == "␛[31mb ")
  }

  @Test("candidates stand below one another with what tells them apart, forty of them")
  func list() throws {
    #expect(word("x", []).list(width: 40) == nil)
    let two = CompletedWord(
      Completion(
        start: 0, candidates: [Candidate("12", label: "Gateway down"), Candidate("7", label: "No")]),
      cursor: 0)
    #expect(two.list(width: 40) == "12  Gateway down\n7   No")
    let long = Candidate("12345678", label: "a label of some length")
    let narrow = CompletedWord(Completion(start: 0, candidates: [long]), cursor: 0)
    #expect(narrow.list(width: 20) == "12345678  a label o…")
    #expect(narrow.list(width: 12)?.hasSuffix("a label o…") == true, "ten cells at least")
    for (count, more) in [(40, nil), (41, "and 1 more"), (99, "and 59 more")] as [(Int, String?)] {
      let lines = try #require(word("", (1...count).map { "w\($0)" }).list(width: 40))
        .split(separator: "\n")
      #expect(lines.prefix(40).map(String.init) == (1...40).map { "w\($0)" })
      #expect(lines.dropFirst(40).map(String.init) == [more].compactMap(\.self))
    }
  }
}
