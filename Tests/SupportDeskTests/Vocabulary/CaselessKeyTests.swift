import SupportDesk
import Testing

/// Which spellings are one name.
struct CaselessKeyTests {
  @Test(
    "spellings that people would call the same have one key",
    arguments: [
      ["Ann", "ANN", "ann"], ["Straße", "STRASSE", "strasse"], ["ΝΙΚΟΣ", "Νικος", "νικοσ"],
      ["caf\u{E9}", "cafe\u{301}", "CAFE\u{301}", "CAF\u{C9}"],
      // Two marks in either order.
      ["q\u{307}\u{323}", "q\u{323}\u{307}", "Q\u{307}\u{323}"], ["ﬁn", "FIN", "fin"],
      ["\u{7F}a", "\u{7F}A"], ["\u{80}a", "\u{80}A"],
    ])
  func same(spellings: [String]) {
    #expect(Set(spellings.map { CaselessKey($0) }).count == 1, "\(spellings)")
    #expect(Set(spellings.map { Array(CaselessKey($0).text.utf8) }).count == 1, "\(spellings)")
  }

  @Test("an i without its dot is another letter, in whatever word")
  func dotless() {
    #expect(CaselessKey("ı").text == "ı")
    #expect(CaselessKey("Işık") != CaselessKey("Isik"))
    #expect(CaselessKey("ışık") == CaselessKey("ıŞıK"))
    #expect(CaselessKey("ışık") != CaselessKey("IŞIK"))
  }

  @Test(
    "other letters have other keys", arguments: [("e", "é"), ("a", "b"), ("o", "ø"), ("", " ")])
  func different(one: String, other: String) {
    #expect(CaselessKey(one) != CaselessKey(other))
  }
}
