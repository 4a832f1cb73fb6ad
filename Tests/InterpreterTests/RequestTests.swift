import Interpreter
import JSON
import Testing

/// What typed requests mean.
struct RequestTests {
  /// The call, what it lacks, or the data of its error; of a value that is asked for again why.
  private static func told(_ method: String, _ params: JSONValue?) -> String? {
    guard let parse = TestCommands.grammar.parse(method: method, params: params) else { return nil }
    switch parse {
    case .refused(let problem): return problem.message + " " + problem.data.compact()
    case .needs(let needs):
      let faults = needs.inputs.compactMap { $0.fault?.message }.map { " ! " + $0 }
      return Meanings.show(parse, Line("")) + faults.joined()
    case .call, .empty: return Meanings.show(parse, Line(""))
    }
  }

  @Test(
    "a call is its parameters by name, in the order of the command",
    arguments: [
      ("ticket.tag", ["tag": "ui", "ticket": 1], #"ticket.tag {"ticket":1,"tag":"ui"}"#),
      (
        "ticket.tag", ["ticket": 1, "tag": "ui", "_meta": 1, "x-mine": []],
        #"ticket.tag {"ticket":1,"tag":"ui"}"#
      ),
      ("ticket.tag", ["ticket": 1], #"ticket.tag {"ticket":1} ? tag"#),
      ("ticket.tag", [:], "ticket.tag {} ? ticket tag"),
      ("ticket.tag", [], "ticket.tag {} ? ticket tag"),
      ("ticket.tag", .null, "ticket.tag {} ? ticket tag"),
      (
        "ticket.set", ["ticket": 1, "priority": "HIGH"],
        #"ticket.set {"ticket":1,"priority":"high"}"#
      ),
      (
        "ticket.set", ["ticket": 1, "priority": "hihg"],
        #"ticket.set {"ticket":1} ? priority ! "hihg" is no priority"#
      ),
      ("desk.import", ["files": ["a", "b"]], #"desk.import {"files":["a","b"]}"#),
      ("rpc.ping", nil, "rpc.ping {}"),
    ] as [(String, JSONValue?, String)])
  func calls(method: String, params: JSONValue?, meaning: String) {
    #expect(Self.told(method, params) == meaning)
  }

  @Test("there is no call of a method that is none")
  func unknown() {
    #expect(Self.told("ticket.tga", nil) == nil)
    #expect(Self.told("tag", nil) == nil)
  }

  @Test(
    "what no parameter takes is refused, with its place",
    arguments: [
      (
        "ticket.tag", [1],
        #"ticket.tag takes its parameters by name {"kind":"bad-value","pointer":"","#
          + #""expected":["ticket","tag"],"got":"array","hint":"usage: tag [ticket] <ticket> [with] <tag>","#
      ),
      (
        "ticket.tag", ["ticket": 1, "tga": "x"],
        #"ticket.tag has no parameter tga {"kind":"unknown-field","pointer":"/tga","#
          + #""expected":["ticket","tag","ifRevision","dryRun"],"got":"tga","didYouMean":["tag"],"#
      ),
      (
        "rpc.run", ["a~/b": 1],
        #"rpc.run has no parameter a~/b {"kind":"unknown-field","pointer":"/a~0~1b","got":"a~/b","#
      ),
      (
        "ticket.tag", ["ticket": "1", "tag": "x"],
        #""1" is no ticket {"kind":"bad-value","pointer":"/ticket","got":"string","#
      ),
      (
        "ticket.set", ["ticket": 1, "priority": 3],
        #""3" is no priority {"kind":"bad-value","pointer":"/priority","#
          + #""expected":["urgent","high","medium","low"],"got":"integer","#
      ),
      (
        "ticket.take", ["ticket": 1, "ifRevision": 0],
        #"0 is too small {"kind":"bad-value","pointer":"/ifRevision","#
          + #""expected":["integer from 1 up"],"got":"0","#
      ),
      (
        "ticket.list", ["filter": "ä bad x"],
        #"bad {"kind":"bad-value","pointer":"/filter","expected":["good"],"got":"ä bad x","#
          + #""within":{"start":3,"end":6},"#
      ),
    ] as [(String, JSONValue, String)])
  func refusals(method: String, params: JSONValue, begins: String) {
    let told = Self.told(method, params) ?? ""
    #expect(told.hasPrefix(begins), "\(told)")
  }

  @Test(
    "a long name is told in forty characters, and found again by its pointer", arguments: [40, 41])
  func clipped(count: Int) {
    let name = String(repeating: "x", count: count)
    let shown = count == 40 ? name : name.dropLast() + "…"
    let told = Self.told("ticket.take", .object(JSONObject([.init(name: name, value: 1)]))) ?? ""
    #expect(told.hasPrefix("ticket.take has no parameter \(shown) "), "\(told)")
    #expect(told.contains("\"pointer\":\"/\(name)\""))
    #expect(told.contains("\"got\":\"\(shown)\""))
  }

  @Test(
    "an open command lets through what it does not know, and what is not asked for must be given")
  func open() throws {
    let mute = Parameter("tag", "The tag.", ValueType<String>.word).slot()
    func parse(isOpen: Bool, _ params: JSONValue) -> String {
      let command = Command(
        "desk.tag", .read, "Tags.", isOpen: isOpen, verbs: ["tag"], slots: [mute]
      ) { Schema([:]) }
      do { return Meanings.show(try Grammar.parse(command, params), Line("")) } catch {
        return error.message
      }
    }
    #expect(parse(isOpen: true, ["tag": "a", "more": 1]) == #"desk.tag {"tag":"a"}"#)
    #expect(parse(isOpen: false, ["tag": "a", "more": 1]) == "desk.tag has no parameter more")
    #expect(parse(isOpen: false, [:]) == "tag: <tag> is missing")
    #expect(parse(isOpen: false, ["tag": ""]) == "it is empty")
    let execute = try Grammar.parse(WireWord.execute.command, ["line": "x"])
    #expect(Meanings.show(execute, Line("")) == #"desk.execute {"line":"x","width":80}"#)
  }
}
