import JSON
import Testing

struct StringTests {
  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0000""#, "\0"),
    (#""\u00e9\u00E9""#, "éé"), (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00""#, "😀"),
    (#""\u2028\u2029\u0085\u007f""#, "\u{2028}\u{2029}\u{85}\u{7F}"), (#""\uffff""#, "\u{FFFF}"),
    (#""\udbff\udfff""#, "\u{10FFFF}"), (#""\ud800\udc00""#, "\u{10000}"),
    (#""\ufeff""#, "\u{FEFF}"),
    (#""12345678\n12345678""#, "12345678\n12345678"), (#""\\u0041""#, "\\u0041"),
    ("\"grüße 日本 😀\"", "grüße 日本 😀"),
  ])
  func `escapes stand for their characters`(text: String, string: String) throws {
    let read = try #require(try JSONReader.read(text).value.string)
    #expect(Array(read.utf8) == Array(string.utf8))
  }

  @Test(arguments: [
    (#""\q""#, 2), (#""\""#, 3), (#""\U0041""#, 2), (#""\x41""#, 2), (#""\'""#, 2), (#""\"#, 2),
    (#""\u""#, 3), (#""\u12""#, 5), (#""\u123g""#, 6), (#""\u+123""#, 3), (#""\u 123""#, 3),
    (#""\u12"#, 5), (#""\ud800""#, 1), (#""\udc00""#, 1), (#""a\ud800x""#, 2), (#""\ud800\n""#, 1),
    (#""\ud800\u0041""#, 1), (#""\ud800\ud800""#, 1), (#""\udc00\ud800""#, 1), (#""\ud800\u""#, 9),
  ])
  func `escapes that stand for nothing are refused`(text: String, place: Int) {
    #expect(failure(reading: text)?.syntaxPlace == place)
  }

  @Test(arguments: 0..<0x20)
  func `a raw control character is refused wherever it stands`(control: UInt8) {
    for offset in 0..<20 {
      var bytes = Array("\"abcdefghijklmnopqrs\"".utf8)
      bytes.insert(control, at: 1 + offset)
      #expect(failure(reading: bytes)?.syntaxPlace == 1 + offset)
    }
  }

  @Test(arguments: [
    ("\0\u{1}\u{1F}", #""\u0000\u0001\u001f""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\u{7F}\u{85}", #""\u007f\u0085""#), ("\u{2028}\u{2029}", #""\u2028\u2029""#),
    ("\"\\/", #""\"\\/""#),
    ("\u{84}\u{86}\u{2027}\u{202A}\u{FEFF}", "\"\u{84}\u{86}\u{2027}\u{202A}\u{FEFF}\""),
    ("é😀\u{FFFF}â", "\"é😀\u{FFFF}â\""),
    ("12345678\u{2028}12345678\u{85}1234567\n", #""12345678\u202812345678\u00851234567\n""#),
  ])
  func `only what could break a line or a string is escaped`(string: String, text: String) {
    #expect(Array(JSONValue.string(string).compactBytes()) == Array(text.utf8))
  }

  @Test(arguments: ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{7F}", "\u{B}", "\u{C}", "\0"])
  func `a line separator is never written raw and comes back`(separator: Character) throws {
    for width in 0..<20 {
      let string = String(repeating: "x", count: width) + String(separator) + "y"
      let value: JSONValue = [string: .string(string)]
      for text in [value.compact(), value.canonical()] {
        #expect(!text.unicodeScalars.contains { separator.unicodeScalars.contains($0) })
        #expect(try JSONReader.read(text).value == value)
      }
    }
  }

  @Test func `text is never normalised`() throws {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    let value = try JSONReader.read("[\"\(composed)\",\"\(decomposed)\"]").value
    #expect(value.compactBytes() == Array("[\"\(composed)\",\"\(decomposed)\"]".utf8))
    #expect(JSONValue.string(composed) != JSONValue.string(decomposed))
  }
}
