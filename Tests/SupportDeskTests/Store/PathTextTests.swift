import SupportDesk
import Testing

/// Paths are bytes, and texts hold them.
struct PathTextTests {
  @Test(
    "whatever the bytes, the text stands for them again",
    arguments: [
      [], [0x61], [0x2F, 0xFF, 0x2F], [0xC3], [0xC3, 0xA9], [0xE9, 0x2E, 0x64], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0x80, 0xE2, 0x82, 0xAC, 0xBF], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func bytes(bytes: [UInt8]) {
    let (text, isIllegible) = PathText.text(of: bytes)
    #expect(PathText.bytes(of: text) == bytes)
    #expect(isIllegible == (String(validating: bytes, as: UTF8.self) == nil))
    #expect(text.withPath { String(validatingCString: $0) } == (isIllegible ? nil : text))
  }

  @Test func `each byte that is no text has its own scalar, and the rest stays text`() {
    #expect(PathText.text(of: [0x61, 0x80, 0xC3, 0xA9, 0xFF]).text == "a\u{10FF80}é\u{10FFFF}")
    #expect(PathText.text(of: [0xFF] + Array("a€😀".utf8)).text == "\u{10FFFF}a€😀")
  }

  @Test func `a text of the scalar before them is itself`() {
    #expect(PathText.bytes(of: "\u{10FF7F}") == Array("\u{10FF7F}".utf8))
  }
}
