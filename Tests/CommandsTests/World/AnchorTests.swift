import Testing

@testable import Commands

/// How a change's number and hash are written outside the store.
struct AnchorTests {
  private static let hash = String(repeating: "0123456789abcdef", count: 4)

  @Test("an anchor is a change's number and its hash, in any case")
  func whole() {
    for (text, change) in [("0:" + Self.hash, 0), ("12:" + Self.hash.uppercased(), 12)] {
      #expect(Anchor(text)?.change == Int64(change))
      #expect(Anchor(text)?.hash == Self.hash)
    }
  }

  @Test(
    "what is no number, colon and hash is none",
    arguments: [
      "", ":", "h", ":h", "+1:h", "1.:h", "x:h", "1:h0", "1:-", "1:-g", "1:-é", "1:-０", "1:h:",
      "1:1:h",
    ])
  func broken(pattern: String) {
    // `h` stands for a hash, `-` for one without its last digit.
    let text = pattern.map {
      $0 == "h" ? Self.hash : $0 == "-" ? String(Self.hash.dropLast()) : "\($0)"
    }
    #expect(Anchor(text.joined()) == nil)
  }
}
