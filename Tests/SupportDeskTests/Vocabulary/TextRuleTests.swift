import SupportDesk
import Testing

struct TextRuleTests {
  private func fault(_ read: () throws(Refusal) -> Void) -> TextFault? {
    do {
      try read()
      return nil
    } catch .badText(let fault) { return fault } catch { return nil }
  }

  @Test(arguments: ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"])
  func `a subject, a name and a tag are one line`(end: String) {
    for text in ["a\(end)b", "\(end)a", "a\(end)"] {
      #expect(fault { () throws(Refusal) in _ = try TextRules.subject(text) } == .lines)
      #expect(fault { () throws(Refusal) in _ = try TextRules.name(text) } == .lines)
      #expect(fault { () throws(Refusal) in _ = try TextRules.tag(text) } == .lines)
    }
  }

  @Test(arguments: [0, 7, 9, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x9F] as [UInt32])
  func `no control character stands in a subject`(code: UInt32) throws {
    let text = "a" + String(try #require(Unicode.Scalar(code))) + "b"
    #expect(fault { () throws(Refusal) in _ = try TextRules.subject(text) } == .control(code))
  }

  @Test(
    arguments: [
      "", " ", "\n", "\r", "\t", "\u{B}", "\u{3000}\u{A0}", " \t ", "\u{200B}", "\u{AD}\u{2028}",
    ])
  func `a blank text is refused as empty`(text: String) {
    #expect(fault { () throws(Refusal) in _ = try TextRules.subject(text) } == .empty)
    #expect(fault { () throws(Refusal) in _ = try TextRules.body(text) } == .empty)
  }

  @Test func `the blanks around a subject and a name go, those within stay`() throws {
    #expect(try TextRules.subject("  Gateway  down ").text == "Gateway  down")
    #expect(try TextRules.name("\u{A0}Ann Alder\u{3000}").text == "Ann Alder")
    #expect(try TextRules.subject("a \u{301}").text == "a \u{301}")
    #expect(try TextRules.subject("x").text == "x")
  }

  @Test func `a subject is neither normalised nor cut`() throws {
    let text = "Cafe\u{301} 👩‍👩‍👧 \u{202E}x"
    #expect(Array(try TextRules.subject(text).shown.utf8) == Array(text.utf8))
  }

  @Test func `a subject may have a thousand bytes without the blanks around it`() throws {
    let longest = String(repeating: "é", count: 500)
    #expect(try TextRules.subject(" \(longest) ").text == longest)
    let fault = fault { () throws(Refusal) in _ = try TextRules.subject(longest + "x") }
    #expect(fault == .tooLong(limitBytes: 1_000))
  }

  @Test func `a message is kept byte for byte`() throws {
    let text = "  \u{1B}[31mred\r\n\tCafe\u{301}\u{2028}\n "
    #expect(Array(try TextRules.body(text).shown.utf8) == Array(text.utf8))
  }

  @Test func `a message holds no NUL and at most a mebibyte`() throws {
    #expect(fault { () throws(Refusal) in _ = try TextRules.body("a\0b") } == .control(0))
    let longest = String(repeating: "x", count: 1 << 20)
    #expect(try TextRules.body(longest).text == longest)
    let fault = fault { () throws(Refusal) in _ = try TextRules.body(longest + "x") }
    #expect(fault == .tooLong(limitBytes: 1 << 20))
  }

  @Test func `a tag is caseless`() throws {
    #expect(try TextRules.tag(" Größe XL ") == "größe xl")
    #expect(try TextRules.tag("UI") == TextRules.tag("ui"))
  }
}
