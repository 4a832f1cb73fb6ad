import JSON
import Testing

struct GrammarTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-0", "\"\"", "[]", "{}", " \t\r\n1\n\r\t ", "[ ]", "{ }",
    "[ 1 , 2 ]", "{ \"a\" : 1 , \"b\" : [ ] }", "{\"\":0}", "[[[]],{\"a\":{}}]", "[\"\u{7F}\"]",
    "[\"\u{2028}\u{2029}\u{85}\"]", "[\"\u{FFFF}\u{10FFFF}\u{FEFF}\"]", "\"\\u0000\"", "[1e5]",
  ])
  func `what RFC 8259 allows is read`(text: String) throws {
    _ = try JSONReader.read(text)
  }

  @Test(arguments: [
    // Nothing, or too much.
    ("", 0), ("  ", 2), ("1 2", 2), ("{}{}", 2), ("[]]", 2), ("null,", 4), ("\u{FEFF}1", 0),
    // Cut short.
    ("[", 1), ("[1", 2), ("[1,", 3), ("{", 1), ("{\"a\"", 4), ("{\"a\":", 5), ("{\"a\":1", 6),
    ("{\"id\":1,\"method\":", 17), ("\"a", 2), ("\"", 1), ("tru", 0), ("nul", 0), ("-", 1),
    // Commas, quotes, names.
    ("[1,]", 3), ("[,1]", 1), ("[1,,2]", 3), ("[1 2]", 3), ("{\"a\":1,}", 7), ("{,}", 1),
    ("{\"a\" 1}", 5), ("{\"a\":}", 5), ("{1:2}", 1), ("{a:1}", 1), ("{\"a\":1 \"b\":2}", 7),
    ("'a'", 0), ("{'a':1}", 1), ("[1}", 2), ("{\"a\":1]", 6), ("[:]", 1), ("{\"a\",1}", 4),
    // Comments and other languages' words.
    ("// x", 0), ("/* x */1", 0), ("1 # x", 2), ("NaN", 0), ("Infinity", 0), ("-Infinity", 1),
    ("True", 0), ("nULL", 0), ("undefined", 0), ("truefalse", 4), ("\u{A0}1", 0), ("\u{0}", 0),
    ("[1\u{0}]", 2), ("1\u{0C}", 1),
  ])
  func `what only resembles JSON is refused where it goes wrong`(text: String, place: Int) {
    #expect(failure(reading: text)?.syntaxPlace == place)
  }

  @Test(arguments: [
    ("[1", "',' or ']'"), ("{\"a\":1", "',' or '}'"), ("{", "a member name"), ("[", "a value"),
    ("{\"a\"", "':'"), ("1 2", "the end of the text"), ("tru", "true"), ("-", "a digit"),
    ("\"", "'\"'"), ("\"\t\"", "an escaped control character"), ("\"\\q\"", "an escape"),
    ("\"\\u12g4\"", "a hexadecimal digit"), ("\"\\udc00\"", "a pair of surrogates"),
  ])
  func `a syntax error says what could stand there`(text: String, expected: String) {
    guard case .syntax(_, expected)? = failure(reading: text) else {
      Issue.record("\(text): \(String(describing: failure(reading: text)))")
      return
    }
  }

  @Test func `every way of handing over the bytes reads the same`() throws {
    let text = #"{"a":["é",1.0]}"#
    let bytes = Array(text.utf8)
    let value = try JSONReader.read(text).value
    #expect(try JSONReader.read(bytes).value == value)
    #expect(try JSONReader.read((bytes + bytes)[bytes.count...]).value == value)
    #expect(try JSONReader.read(bytes.reversed().reversed()).value == value)
    #expect(try JSONReader.read(bytes.lazy.map { $0 }).value == value)
  }
}

struct UTF8Tests {
  @Test(
    arguments: [
      ("a lone continuation", [0x80], 0), ("a byte UTF-8 never has", [0xFF], 0),
      ("two bytes for what takes one", [0xC0, 0x80], 0), ("three for two", [0xE0, 0x9F, 0xBF], 0),
      ("four for three", [0xF0, 0x8F, 0xBF, 0xBF], 0), ("a surrogate", [0xED, 0xA0, 0x80], 0),
      ("beyond U+10FFFF", [0xF4, 0x90, 0x80, 0x80], 0), ("a lead without rest", [0x61, 0xC3], 1),
      ("a sequence cut short", [0xC3, 0xA9, 0xE2, 0x82], 2), ("Latin-1", [0x66, 0xFC, 0x72], 1),
    ] as [(String, [UInt8], Int)])
  func `what is not UTF-8 is refused at its first byte`(
    what: String, sequence: [UInt8], place: Int
  ) {
    let bytes = Array("[\"12345678".utf8) + sequence + Array("\"]".utf8)
    #expect(failure(reading: bytes) == .notUTF8(at: 10 + place), "\(what)")
  }

  @Test func `bad UTF-8 wins over a syntax error before it and a depth beyond the limit`() {
    #expect(failure(reading: Array("}".utf8) + [0xFF]) == .notUTF8(at: 1))
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100)
    #expect(failure(reading: deep + [0xFF]) == .notUTF8(at: 100))
  }

  @Test func `UTF-16 and a byte order mark are refused`() {
    #expect(failure(reading: [0xFF, 0xFE, 0x31, 0x00]) == .notUTF8(at: 0))
    #expect(failure(reading: [0xEF, 0xBB, 0xBF, 0x31])?.syntaxPlace == 0)
  }
}

/// The failure a text is refused with; `nil` if it is read.
func failure(reading text: String, limits: JSONLimits = JSONLimits()) -> JSONFailure? {
  failure(reading: Array(text.utf8), limits: limits)
}

func failure(reading bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> JSONFailure? {
  do throws(JSONFailure) {
    _ = try JSONReader.read(bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}

extension JSONFailure {
  var syntaxPlace: Int? {
    guard case .syntax(let place, _) = self else { return nil }
    return place
  }
}
