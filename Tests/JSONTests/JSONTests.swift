import JSON
import Testing

struct JSONTests {
  @Test(arguments: [
    "{\"a\":1,}", "[1,]", "'a'", "NaN", "Infinity", "01", "+1", ".5", "1.", "0x1", "1e", "-", "",
    "\"\t\"", "\"\\q\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "// x", "1 2", "tru", "[1", "{\"a\"}",
    "\u{FEFF}1", "{1:2}", "\"a", "[\"\\u12\"]",
  ])
  func `what RFC 8259 does not allow is refused`(text: String) {
    #expect(throws: JSONFailure.self) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test(arguments: [
    "1.0", "1e2", "-0", "18446744073709551616", "1e400", "-7", "0", "9223372036854775807",
    "\"😀 \\n \\u2028 \\u0085\"", "{\"b\":1,\"a\":[null,true,{}]}", "[]", "\"\\u0000\"",
  ])
  func `what is read is written with the same characters`(text: String) throws {
    let value = try JSONReader.read(Array(text.utf8)).value
    #expect(value.compact() == text)
    #expect(try JSONReader.read(value.compactBytes()).value == value)
  }

  @Test(
    arguments: zip(["10.0", "1e1", "10.5", "1e400", "-1.50e1", "0e9"], [10, 10, nil, nil, -15, 0]))
  func `a number is an integer when it has no fraction`(text: String, integer: Int64?) throws {
    #expect(try JSONReader.read(Array(text.utf8)).value.integer == integer)
  }

  @Test func `depth 64 is read and 65 is too deep`() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSONReader.read(nested(64))
    #expect(throws: JSONFailure.tooDeep(at: 64)) { try JSONReader.read(nested(65)) }
  }

  @Test func `members that stand twice are told by their pointers`() throws {
    let text = "{\"a\":1,\"b\":{\"x/y\":1,\"x/y\":2},\"a\":3}"
    let document = try JSONReader.read(Array(text.utf8))
    #expect(document.duplicates == ["/b/x~1y", "/a"])
    #expect(document.value["a"] == 1)
  }

  @Test(
    arguments: [
      [0xFF], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
      [0x22, 0xE2, 0x82],
    ] as [[UInt8]])
  func `bytes that are no UTF-8 are refused first`(bytes: [UInt8]) {
    #expect { try JSONReader.read(bytes) } throws: {
      if case .notUTF8? = $0 as? JSONFailure { true } else { false }
    }
  }

  @Test func `canonical text sorts members by their bytes`() {
    let value: JSONValue = ["b": 1, "a": ["d": 2, "c": 3], "é": 4, "z": 5]
    #expect(value.canonical() == "{\"a\":{\"c\":3,\"d\":2},\"b\":1,\"z\":5,\"é\":4}")
  }

  @Test func `random damage to a text never traps and never reads as something else`() {
    let text = Array(
      "{\"jsonrpc\":\"2.0\",\"id\":1.5e3,\"params\":[\"\\u00e9\",null,{\"x\":-0}]}".utf8)
    let seed = UInt64.random(in: 1...UInt64.max)
    var state = seed
    for _ in 0..<20_000 {
      var damaged = text
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        damaged[Int(state >> 33) % damaged.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      guard let document = try? JSONReader.read(damaged) else { continue }
      let again = try? JSONReader.read(document.value.compactBytes())
      #expect(again?.value == document.value, "seed \(seed)")
    }
  }
}
