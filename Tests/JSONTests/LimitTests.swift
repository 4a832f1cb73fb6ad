import JSON
import Testing

struct LimitTests {
  @Test func `64 arrays within each other are read and 65 are too deep`() {
    #expect(failure(reading: nested(64)) == nil)
    #expect(failure(reading: nested(65)) == .tooDeep(at: 64))
    #expect(failure(reading: "{\"x\":\(nested(63))}") == nil)
    #expect(failure(reading: "{\"x\":\(nested(64))}") == .tooDeep(at: 68))
  }

  @Test func `512 deep is read if asked for and no limit goes beyond`() {
    #expect(failure(reading: nested(512), limits: JSONLimits(depthMax: 512)) == nil)
    let boundless = JSONLimits(depthMax: .max)
    #expect(failure(reading: nested(513), limits: boundless) == .tooDeep(at: 512))
    #expect(failure(reading: nested(1_000_000), limits: boundless) == .tooDeep(at: 512))
  }

  @Test func `with a depth of 0 only scalars are read`() {
    #expect(failure(reading: "1", limits: JSONLimits(depthMax: 0)) == nil)
    #expect(failure(reading: "[]", limits: JSONLimits(depthMax: 0)) == .tooDeep(at: 0))
  }

  @Test func `of a syntax error and a depth beyond the limit the first is reported`() {
    #expect(failure(reading: "[01," + nested(65))?.syntaxPlace == 2)
    #expect(failure(reading: nested(65) + "x") == .tooDeep(at: 64))
  }

  @Test(
    arguments: [
      ("\"1234\"", nil), ("\"12345\"", .tooLong(at: 0)), ("[\"é12\"]", nil),
      ("[\"éé1\"]", .tooLong(at: 1)), ("\"\\n\\n\\n\\n\"", nil), ("\"1234\\n\"", .tooLong(at: 0)),
      ("{\"12345\":1}", .tooLong(at: 1)), ("\"\\ud83d\\ude00\"", nil), ("[1e99]", nil),
      ("[12345]", nil), ("[1.234]", .tooLong(at: 1)),
    ] as [(String, JSONFailure?)])
  func `a string, name or number kept as text has a longest length in bytes`(
    text: String, expected: JSONFailure?
  ) {
    #expect(failure(reading: text, limits: JSONLimits(stringBytesMax: 4)) == expected)
  }

  @Test func `a text longer than the limit is not looked at`() {
    #expect(failure(reading: "[1]", limits: JSONLimits(bytesMax: 3)) == nil)
    #expect(failure(reading: "[1] ", limits: JSONLimits(bytesMax: 3)) == .tooLarge)
    #expect(failure(reading: [0xFF, 0xFF], limits: JSONLimits(bytesMax: 1)) == .tooLarge)
  }

  private func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }
}

struct DuplicateTests {
  @Test(
    arguments: [
      (#"{"a":1,"b":2}"#, []), (#"{"a":1,"a":2}"#, ["/a"]),
      (#"{"a":1,"a":2,"a":3}"#, ["/a", "/a"]),
      (#"{"a":{"b":1,"b":2}}"#, ["/a/b"]), (#"[{"b":1},{"b":1,"b":2}]"#, ["/1/b"]),
      (#"{"x/y":1,"x/y":2}"#, ["/x~1y"]), (#"{"~":{"/~":1,"/~":1}}"#, ["/~0/~1~0"]),
      (#"{"":1,"":2}"#, ["/"]), (#"{"a":1,"\u0061":2}"#, ["/a"]), (#"{"a":1,"A":2}"#, []),
      (#"{"a":{"x":1,"x":2},"a":{"y":1,"y":2}}"#, ["/a/x", "/a", "/a/y"]),
      (#"[[0,[{"p":[{"q":0,"q":0}]}]]]"#, ["/0/1/0/p/0/q"]),
      ("{\"\u{E9}\":1,\"e\u{301}\":2}", []), ("{\"\u{301}\":1,\"\u{301}\":2}", ["/\u{301}"]),
    ] as [(String, [String])])
  func `a name that stood before in its object is pointed at`(
    text: String, pointers: [String]
  ) throws {
    let found = try JSONReader.read(text).duplicates
    #expect(found.map { Array($0.utf8) } == pointers.map { Array($0.utf8) })
  }

  @Test func `the first of two members is kept`() throws {
    #expect(try JSONReader.read(#"{"a":1,"b":2,"a":3}"#).value.compact() == #"{"a":1,"b":2}"#)
  }

  @Test(arguments: [15, 16, 17, 18, 40])
  func `a duplicate is found among any number of members`(count: Int) throws {
    let members = (0..<count).map { "\"n\($0)\":\($0)" }
    for name in 0..<count {
      let text = "{" + (members + ["\"n\(name)\":true"]).joined(separator: ",") + "}"
      let document = try JSONReader.read(text)
      #expect(document.duplicates == ["/n\(name)"])
      #expect(document.value["n\(name)"] == .integer(Int64(name)))
    }
  }

  @Test func `a hundred thousand members take no time to compare`() throws {
    let members = (0..<100_000).map { "\"n\($0)\":0" }.joined(separator: ",")
    let document = try JSONReader.read("{\(members),\"n99999\":0}")
    #expect(document.value.object?.count == 100_000)
    #expect(document.duplicates == ["/n99999"])
  }

  @Test func `pointers that together outgrow the largest text are refused`() {
    let name = String(repeating: "n", count: 1_000)
    let twins = repeatElement("\"a\":0", count: 100).joined(separator: ",")
    let text = "{\"\(name)\":{\(twins)}}"
    #expect(failure(reading: text, limits: JSONLimits(bytesMax: 200_000)) == nil)
    #expect(failure(reading: text, limits: JSONLimits(bytesMax: 50_000)) == .tooLarge)
  }
}
