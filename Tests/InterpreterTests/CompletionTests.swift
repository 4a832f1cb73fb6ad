import Interpreter
import Testing

/// What is offered at a cursor.
struct CompletionTests {
  static let people = ["ada", "Ada Byron", "ben"].map { Candidate($0) }

  /// The words offered at the mark, behind the part of the line that they replace.
  static func offers(_ marked: String) -> String {
    let line = marked.filter { $0 != "▮" }
    let before = marked.prefix { $0 != "▮" }
    let completion = TestCommands.grammar.complete(Line(line), cursor: before.utf8.count) { _, _ in
      people
    }
    let part = String(decoding: Array(before.utf8)[completion.start...], as: UTF8.self)
    return ([part] + completion.candidates.map(\.value)).joined(separator: "|")
  }

  @Test(
    "what fits at the cursor is offered",
    arguments: [
      ("ta▮", "ta|tag|take"),
      ("▮", "|add|assign|can|desk|hand|help|list|new|note|open|person|priority|received|rename|"),
      ("please ta▮", "ta|tag|take"), ("/ta▮", "ta|tag|take"), ("hand ▮", "|over"),
      ("desk ▮", "|can|help"),
      ("set 1 ▮", "|urgent|high|medium|low|priority"), ("set 1 h▮", "h|high"),
      ("set 1 priority ▮", "|urgent|high|medium|low"), ("set 1 priority h▮", "h|high"),
      ("set 1 priority:h▮", "h|high"), ("set 1 priority: h▮", "h|high"),
      ("set 1 --priority h▮", "h|high"), ("set 1 --priority=h▮", "h|high"),
      ("set 1 high --d▮", "--d|--dry-run"),
      ("assign 1 to a▮", "a|ada|Ada Byron"), ("assign 1 to Ada B▮", "Ada B|Ada Byron"),
      ("assign 1 a▮", "a|ada|Ada Byron"), ("assign 1 ada b▮", "ada b|Ada Byron"),
      ("new ▮", "|urgent|high|medium|low|for"), ("new for b▮", "b|ben"),
      ("new --▮", "--|--customer|--priority|--if-revision|--dry-run"),
      (
        "▮take",
        "|add|assign|can|desk|hand|help|list|new|note|open|person|priority|received|rename|"
      ),
      ("show ▮", "|me|ticket"), ("priority ▮", "|ticket|priority"),
      ("set --priority=high ▮", "|ticket"), ("set --priority high ▮", "|ticket"),
      ("set --priority ▮", "|urgent|high|medium|low"), ("import --via ▮", ""),
      ("take 1▮2", "1"), ("note 1 --d▮", "--d|--dry-run"), ("resolve 1 --s▮", "--s|--silent"),
      ("list m▮", "m|mine"), ("list urgent m▮", "m|mine"), ("list urgent ▮", "|mine|urgent|by:"),
      ("list bad m▮", "m|mine"),
      ("list by:▮", "|none|ada|Ada Byron|ben"), ("list mine by:b▮", "b|ben"),
      ("list --limit 5 m▮", "m|mine"), ("list mine --l▮", "--l|--limit"),
    ])
  func fits(line: String, offers: String) {
    let given = Self.offers(line)
    #expect(line.hasPrefix("▮") ? given.hasPrefix(offers) : given == offers)
  }

  @Test(
    "inside a text, a comment and what cannot be read nothing is offered",
    arguments: [
      "note 1 t▮", "note 1 : t▮", "note 1 : ▮", "note 1 ▮", "note 1 : --d▮", "resolve 1 : t▮",
      "reply 1 --dry-run : h▮", "take 1 # h▮", "take x ▮", "set 1 high ▮", "new for me low : h▮",
      "tkae h▮", "list \"m▮", "priority: ▮", "list # m▮", "help # ▮", "received 1 ▮",
      "received 1 f▮",
      "resolve 1 #▮",
    ])
  func nothing(line: String) {
    #expect(!Self.offers(line).contains("|"))
  }

  @Test("a line of more words than anybody types is offered nothing")
  func lengths() {
    func line(_ words: Int) -> String {
      "list " + String(repeating: "mine ", count: words - 2) + "m▮"
    }
    #expect(Self.offers(line(1_024)) == "m|mine")
    #expect(Self.offers(line(1_025)) == "m")
  }

  @Test("a cursor inside a character is before it, and one outside of the line at its end")
  func cursors() {
    let line = "assign 1 to é𝄞x"
    let ends = Array(line.utf8).indices.map { cursor in
      let start = Array(line.utf8)[...cursor].lastIndex { $0 & 0xC0 != 0x80 } ?? 0
      return (cursor, start)
    }
    func offered(_ cursor: Int) -> String {
      var asked = ""
      let found = TestCommands.grammar.complete(Line(line), cursor: cursor) { _, prefix in
        asked = prefix
        return [Candidate(prefix + "!")]
      }
      return "\(found.start) \(asked) \(found.candidates.map(\.value))"
    }
    for (cursor, start) in ends { #expect(offered(cursor) == offered(start)) }
    #expect(offered(14) == #"12 é ["é!"]"#)
    #expect(offered(-1) == offered(0))
    #expect(offered(1_000) == offered(line.utf8.count))
  }
}
