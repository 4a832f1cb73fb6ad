import Interpreter
import JSON
import Testing

/// The types of values that know nothing of a desk.
struct ValueTypeTests {
  enum Level: String, CaseIterable, Sendable { case urgent, low }

  /// A type by what it makes of values: of JSON, and of words.
  private struct Probe {
    let schema: JSONValue
    /// The JSON of a value again; a fault, and whether it is one of the JSON's type.
    let json: (JSONValue) -> String
    let words: (String) -> String

    init<Value>(_ type: ValueType<Value>) {
      schema = .object(type.schema)
      func told(_ body: () throws -> Value) -> String {
        do { return type.encode(try body()).compact() } catch {
          guard let fault = error as? ValueFault else { return "\(error)" }
          return (fault.isWrongType ? "wrong type: " : "wrong: ")
            + (fault.expected + fault.suggestions.map { "~" + $0 }).joined(separator: ",")
        }
      }
      json = { value in told { try type.decode(value) } }
      words = { text in told { try type.read(text) } }
    }
  }

  /// What a reading is refused with; nil where it is not.
  private static func fault<Value>(_ body: () throws(ValueFault) -> Value) -> ValueFault? {
    do throws(ValueFault) { _ = try body() } catch { return error }
    return nil
  }

  private func expect(
    _ probe: Probe, schema: JSONValue, json: [(JSONValue, String)], words: [(String, String)]
  ) {
    #expect(probe.schema == schema)
    for (value, told) in json { #expect(probe.json(value) == told, "\(value.compact())") }
    for (text, told) in words { #expect(probe.words(text) == told, "\(text)") }
  }

  @Test("a choice is one of its words, in any case")
  func choice() {
    let all = "wrong type: urgent,low"
    expect(
      Probe(ValueType<Level>.choice("level")),
      schema: ["type": "string", "enum": ["urgent", "low"]],
      json: [
        ("low", "\"low\""), ("LOW", "\"low\""), ("lwo", "wrong: urgent,low,~low"), (1, all),
        (.null, all),
      ],
      words: [("Urgent", "\"urgent\""), ("", "wrong: urgent,low")])
  }

  @Test("a text is not empty, and as long as it may be, in characters")
  func string() {
    expect(
      Probe(ValueType.text), schema: ["type": "string", "minLength": 1],
      json: [
        (" a\n", "\" a\\n\""), ("", "wrong: text"), (1, "wrong type: string"),
        (["a"], "wrong type: string"),
      ],
      words: [("a", "\"a\""), ("", "wrong: text")])
    expect(
      Probe(ValueType.string("key", extent: .word, longest: 4)),
      schema: ["type": "string", "minLength": 1, "maxLength": 4],
      json: [
        ("abcd", "\"abcd\""), ("éééé", "\"éééé\""), ("abcde", "wrong: key"),
        ("ééééé", "wrong: key"),
      ],
      words: [])
    expect(
      Probe(ValueType.string("line", extent: .tail, mayBeEmpty: true)), schema: ["type": "string"],
      json: [("", "\"\"")], words: [("", "\"\"")])
  }

  @Test("words are an array of one at least, none of them empty")
  func words() {
    let wrong = "wrong type: array of strings"
    expect(
      Probe(ValueType<[String]>.words("files", isPath: false)),
      schema: [
        "type": "array", "items": ["type": "string", "minLength": 1], "minItems": 1,
      ],
      json: [
        (["a", "b c"], "[\"a\",\"b c\"]"), ([], "wrong: array of strings"),
        (["a", ""], "wrong: array of strings"), (["a", 1], wrong),
        ("a", wrong),
      ],
      words: [("a b", "[\"a b\"]")])
  }

  @Test("a path holds no zero, and no other word minds one")
  func paths() {
    let files = ValueType<[String]>.words("file", isPath: true)
    let wrong = "wrong: array of strings"
    expect(
      Probe(ValueType.path), schema: ["type": "string", "minLength": 1],
      json: [("a b", "\"a b\""), ("a\u{0}", "wrong: file"), ("", "wrong: file")],
      words: [("a", "\"a\""), ("\u{0}", "wrong: file")])
    #expect(Probe(files).json(["a\u{0}"]) == wrong)
    #expect(ValueType.path.isPath && files.isPath)
    #expect(Probe(ValueType.word).words("\u{0}") == "\"\\u0000\"")
    for (text, why) in [("", "it is empty"), ("\u{0}", "no path holds a U+0000")] {
      #expect(Self.fault { () throws(ValueFault) in try ValueType.path.read(text) }?.why == why)
    }
  }

  @Test("a number that is out of its range is told as too small or too large")
  func tooMuch() {
    func why(_ text: String, _ range: ClosedRange<Int64>) -> String? {
      let fault = Self.fault { () throws(ValueFault) in try ValueType.integer(range).read(text) }
      return fault.map { $0.why ?? "nothing" } ?? "fits"
    }
    #expect(why("1", 2...3) == "1 is too small")
    #expect(why("4", 2...3) == "4 is too large")
    #expect(why("x", 2...3) == "nothing")
    #expect([2, 3].map { why(String($0), 2...3) } == ["fits", "fits"])
  }

  @Test("a value is of the wrong type where no choice of the schema has its type")
  func wrongTypes() {
    func probe(_ schema: JSONObject) -> (JSONValue) -> Bool {
      let type = ValueType<String>(
        "x", schema: schema, read: { text throws(ValueFault) in text },
        decode: { _ throws(ValueFault) in throw ValueFault(expected: []) }, encode: { .string($0) })
      return { value in
        Self.fault { () throws(ValueFault) in try type.decode(value) }?.isWrongType == true
      }
    }
    func wrong(_ schema: JSONObject, _ values: JSONValue...) -> [Bool] { values.map(probe(schema)) }
    #expect(wrong([:], 1, "a", []) == [false, false, false])
    #expect(wrong(["type": "string"], 1, "a") == [true, false])
    #expect(wrong(["type": ["integer", "string"]], 1, "a", true) == [false, false, true])
    #expect(
      wrong(["oneOf": [["type": "string"], ["type": "object"]]], "a", [:], 1) == [
        false, false, true,
      ])
    let list: JSONObject = ["type": "array", "items": ["oneOf": [["type": "string"]]]]
    #expect(wrong(list, ["a"], [], ["a", 1], "a") == [false, false, true, true])
  }

  @Test("a flag is yes or no, and yes where nothing is said")
  func flag() {
    expect(
      Probe(ValueType.flag), schema: ["type": "boolean"],
      json: [
        (true, "true"), (false, "false"), ("yes", "wrong type: boolean"),
        (1, "wrong type: boolean"),
      ],
      words: [
        ("yes", "true"), ("TRUE", "true"), ("", "true"), ("no", "false"), ("False", "false"),
        ("maybe", "wrong: yes,no"),
      ])
  }

  @Test("a number is whole and in its range")
  func integer() {
    let wrong = "integer from 1 to 500"
    expect(
      Probe(ValueType.integer(1...500)), schema: ["type": "integer", "minimum": 1, "maximum": 500],
      json: [
        (1, "1"), (500, "500"), (0, "wrong: \(wrong)"), (501, "wrong: \(wrong)"),
        ("1", "wrong type: \(wrong)"), (true, "wrong type: \(wrong)"),
      ],
      words: [("1", "1"), ("500", "500"), ("501", "wrong: \(wrong)"), ("x", "wrong: \(wrong)")])
    expect(
      Probe(ValueType.integer(0...Int64.max)), schema: ["type": "integer", "minimum": 0],
      json: [(0, "0"), (.integer(.max), "9223372036854775807"), (-1, "wrong: integer from 0 up")],
      words: [])
  }
}
