import JSON
import Testing

struct ValueTests {
  @Test func `literals spell values`() throws {
    let value: JSONValue = ["b": [1, true, nil, "x"], "a": ["c": [:]], "d": []]
    #expect(value.compact() == #"{"b":[1,true,null,"x"],"a":{"c":{}},"d":[]}"#)
  }

  @Test(
    arguments: [
      (nil, "null"), (true, "boolean"), (1, "integer"), (.number("1.5"), "number"), ("", "string"),
      ([], "array"), ([:], "object"),
    ] as [(JSONValue, String)])
  func `a value gives itself as its own type and no other`(value: JSONValue, name: String) {
    #expect(value.typeName == name)
    #expect((value.bool != nil) == (name == "boolean"))
    #expect((value.integer != nil) == (name == "integer"))
    #expect((value.string != nil) == (name == "string"))
    #expect((value.array != nil) == (name == "array"))
    #expect((value.object != nil) == (name == "object"))
  }

  @Test func `only an object that has the member answers for it`() {
    let value: JSONValue = ["a": ["b": nil]]
    #expect(value["a"]?["b"] == JSONValue.null)
    #expect(value["b"] == nil)
    #expect(value["a"]?["b"]?["c"] == nil)
    #expect((["a"] as JSONValue)["a"] == nil)
  }

  @Test func `setting a member keeps its place, and nil takes it away`() {
    var object: JSONObject = ["a": 1, "b": 2, "c": 3]
    object["b"] = 20
    object["d"] = 4
    object["a"] = nil
    object["x"] = nil
    #expect(JSONValue.object(object).compact() == #"{"b":20,"c":3,"d":4}"#)
    #expect(object.count == 3)
    #expect(!object.isEmpty)
    object["b"] = .some(.null)
    #expect(object["b"] == JSONValue.null)
  }

  @Test func `the first of two members made by hand is kept`() {
    let object: JSONObject = ["a": 1, "b": 2, "a": 3]
    #expect(JSONValue.object(object).compact() == #"{"a":1,"b":2}"#)
  }

  @Test(arguments: [2, 16, 17, 100])
  func `objects are equal in any order and hash alike`(count: Int) {
    let members = (0..<count).map { JSONObject.Member(name: "n\($0)", value: ["v": "\($0)"]) }
    let object = JSONObject(members)
    let turned = JSONObject(members.reversed())
    #expect(object == turned)
    #expect(object.hashValue == turned.hashValue)
    var other = turned
    other["n1"] = nil
    #expect(object != other)
    other["m1"] = ["v": "1"]
    #expect(object != other)
    #expect(JSONValue.object(object).canonical() == JSONValue.object(turned).canonical())
  }

  @Test func `names that differ in normalisation only are two names`() {
    let object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
    #expect(object.count == 2)
    #expect(object["\u{E9}"] == 1)
    #expect(object["e\u{301}"] == 2)
    #expect((["\u{E9}": 1] as JSONObject) != ["e\u{301}": 1])
  }

  @Test func `the same number spelt in two ways is two values`() {
    #expect(JSONValue.number("1.0") != 1)
    #expect(JSONValue.number("1.0").integer == (1 as JSONValue).integer)
  }
}

struct CanonicalTests {
  @Test func `members stand in the order of their bytes at every level`() throws {
    let text = #"[{"é":1,"z":2,"":3,"aa":{"y":1,"x":2},"a":5,"Z":6,"😀":7,"\uffff":8}]"#
    let sorted = #"[{"":3,"Z":6,"a":5,"aa":{"x":2,"y":1},"z":2,"é":1,"\#u{FFFF}":8,"😀":7}]"#
    #expect(try JSONReader.read(text).value.canonical() == sorted)
  }

  @Test(arguments: [
    #"{"b":1.0,"a":[{"d":-0,"c":"\u2028"}]}"#, "[1e2,1E+2,0.10]", #"{"":{},"\u0000":[]}"#,
  ])
  func `canonical text reads back as itself`(text: String) throws {
    let value = try JSONReader.read(text).value
    let canonical = value.canonical()
    #expect(try JSONReader.read(canonical).value == value)
    #expect(try JSONReader.read(canonical).value.canonical() == canonical)
  }
}

struct PrettyTests {
  @Test func `a member a line, scalars in a row, empty brackets closed`() {
    let value: JSONValue = [
      "name": "a/b", "tags": ["x", 1, nil], "none": [], "void": [:],
      "rows": [["id": 1], [[2, 3]]],
    ]
    let text = """
      {
        "name": "a/b",
        "tags": ["x", 1, null],
        "none": [],
        "void": {},
        "rows": [
          {
            "id": 1
          },
          [
            [2, 3]
          ]
        ]
      }

      """
    #expect(value.pretty() == text)
  }

  @Test(arguments: [(75, true), (76, false)])
  func `a row of scalars is at most 80 columns wide with its comma`(width: Int, fits: Bool) {
    let value: JSONValue = [.string(String(repeating: "é", count: width))]
    let lines = value.pretty().split(separator: "\n")
    #expect((lines.count == 1) == fits)
  }

  @Test(arguments: ["1", "null", "\"x\"", "[]", "{}"])
  func `a scalar stands alone on its line`(text: String) throws {
    #expect(try JSONReader.read(text).value.pretty() == text + "\n")
  }
}
