import Interpreter
import JSON
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
      (0xE007F, "\u{FFFD}"), (0x10_FF80, "\u{FFFD}"), (0x10_FFFF, "\u{FFFD}"),
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
      0xDFFFF, 0xE0080, 0x1F469, 0x10_FF7F,
    ] as [UInt32])
  func harmless(code: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(code))
    #expect(!Sanitiser.isHarmful(scalar))
    #expect(Array(Sanitiser.clean("\u{1}\(scalar)").unicodeScalars) == ["␁", scalar])
  }

  @Test(
    "in JSON it is escaped, and reads back as it was",
    arguments: [
      "plain", "\u{9B}31m", "a\u{202E}b", "\u{E0041}", "\u{10FF80}", "\u{7F}\u{85}\u{2028}",
      "\\\"é",
    ])
  func escaped(text: String) throws {
    let value: JSONValue = [.string(text), ["\u{9B}": .string("\u{FEFF}")]]
    let line = Sanitiser.escaped(json: value.compact())
    #expect(!line.unicodeScalars.contains(where: Sanitiser.isHarmful))
    #expect(try JSONReader.read(Array(line.utf8)).value == value)
    #expect(ScreenText(json: value).text == line + "\n")
    if text == "plain" { #expect(line == #"["plain",{"\u009b":"\ufeff"}]"#) }
    if text == "\u{E0041}" { #expect(line.contains(#""\udb40\udc41""#)) }
  }

  @Test("a screen's text is clean, however it is made")
  func screen() {
    #expect(ScreenText("a\u{1B}[31m\nb").text == "a␛[31m␊b")
    #expect(ScreenText(document: "a\u{1B}\nb").text == "a␛\nb")
    var page = Page(.init("a\u{1B}", .strong))
    page.blocks.append(.record(["\u{9B}"]))
    #expect(ScreenText(page, width: 80, colour: false).text == "a␛\n[\"\\u009b\"]\n")
    #expect(ScreenText(page, width: 80, colour: true).text.hasPrefix("\u{1B}[1ma␛\u{1B}[0m\n"))
    #expect(ScreenText(Page(), width: 80, colour: true) == ScreenText())
    #expect(ScreenText(.up(0), .down(0), .right(0)) == ScreenText())
    #expect(ScreenText(.up(-1), .down(-1), .right(-1)) == ScreenText())
    #expect(ScreenText(.up(1), .right(1)).text == "\u{1B}[1A\u{1B}[1C")
    #expect(ScreenText(marksPastes: true).text == "\u{1B}[?2004h")
    #expect(ScreenText(marksPastes: false).text == "\u{1B}[?2004l")
    #expect([PasteMark.start, PasteMark.end] == ["\u{1B}[200~", "\u{1B}[201~"])
    #expect(ScreenText(.notices).text == "\u{1B}]desk;notices\u{7}")
    #expect(
      (ScreenText(.up(2), .lineStart, .clear) + .lineFeed + ScreenText(.down(1), .right(3))).text
        == "\u{1B}[2A\r\u{1B}[J\n\u{1B}[1B\u{1B}[3C")
  }

  @Test(
    "what is at the end goes, as far as it is such",
    arguments: [("", ""), ("  ", ""), ("a  ", "a"), (" a b ", " a b"), ("a \u{301} ", "a \u{301}")])
  func trimmed(text: String, kept: String) {
    #expect(text.droppingLast { $0 == " " } == kept)
  }
}
