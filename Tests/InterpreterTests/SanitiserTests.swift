import Interpreter
import Testing

/// Text from outside on a terminal.
struct SanitiserTests {
  @Test(
    "what a terminal would obey has a stand-in, up to the ends of each class",
    arguments: [
      (0x00, "␀"), (0x07, "␇"), (0x0A, "␊"), (0x1B, "␛"), (0x1F, "␟"), (0x7F, "␡"),
      (0x80, "\u{FFFD}"),
      (0x85, "␤"), (0x9B, "\u{FFFD}"), (0x9F, "\u{FFFD}"), (0x61C, "\u{FFFD}"),
      (0x200E, "\u{FFFD}"),
      (0x200F, "\u{FFFD}"), (0x2028, "␤"), (0x2029, "␤"), (0x202A, "\u{FFFD}"),
      (0x202E, "\u{FFFD}"),
      (0x2066, "\u{FFFD}"), (0x2069, "\u{FFFD}"), (0xFEFF, "\u{FFFD}"), (0xE0000, "\u{FFFD}"),
      (0xE007F, "\u{FFFD}"),
    ] as [(UInt32, String)])
  func harmful(code: UInt32, standIn: String) throws {
    let scalar = try #require(Unicode.Scalar(code))
    #expect(Sanitiser.isHarmful(scalar))
    #expect(Sanitiser.clean("a\(scalar)b") == "a\(standIn)b")
    #expect(
      Sanitiser.clean("a\(scalar)b", keepsLines: true) == (code == 0x0A ? "a\nb" : "a\(standIn)b"))
  }

  @Test(
    "what lies beside them stays as it is",
    arguments: [
      0x20, 0x7E, 0xA0, 0x61B, 0x61D, 0x200D, 0x2010, 0x2027, 0x202F, 0x2065, 0x206A, 0xFEFE,
      0xFFF0,
      0xDFFFF, 0xE0080, 0x1F469,
    ] as [UInt32])
  func harmless(code: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(code))
    #expect(!Sanitiser.isHarmful(scalar))
    #expect(Array(Sanitiser.clean("\u{1}\(scalar)").unicodeScalars) == ["␁", scalar])
  }
}
