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
      Probe(ValueType<[String]>.words("files")),
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
