import Interpreter
import JSON
import Testing

/// Lines without a text: slots, flags, filters, comments and places.
struct LineTests {
  @Test(
    "words fill slots in order, by preposition, by name or by flag",
    arguments: [
      ("take 12", #"ticket.take {"ticket":12}"#), ("take #12", #"ticket.take {"ticket":12}"#),
      ("take", #"ticket.take {"ticket":7}"#), ("take it", #"ticket.take {"ticket":7}"#),
      ("take This", #"ticket.take {"ticket":7}"#), ("take that", #"ticket.take {"ticket":7}"#),
      ("/take 12", #"ticket.take {"ticket":12}"#),
      ("ticket take 12", #"ticket.take {"ticket":12}"#),
      ("take ticket 12 please", #"ticket.take {"ticket":12}"#),
      ("12?", #"ticket.show {"ticket":12}"#), ("12", #"ticket.show {"ticket":12}"#),
      ("assign 1 to Ada Byron", #"ticket.assign {"ticket":1,"agent":"Ada Byron"}"#),
      ("assign to Ada 1", #"ticket.assign {"ticket":7,"agent":"Ada 1"}"#),
      (
        "assign 1 Ada <a@b> because ill",
        #"ticket.assign {"ticket":1,"agent":"Ada <a@b>","because":"ill"}"#
      ),
      (
        "assign agent:\"Ada B\" 1",
        #"ticket.assign {"ticket":1,"agent":"Ada B"}"#
      ),
      ("hand over 1 to Ada", #"ticket.assign {"ticket":1,"agent":"Ada"}"#),
      ("set 1 priority high", #"ticket.set {"ticket":1,"priority":"high"}"#),
      ("set 1 priority:high", #"ticket.set {"ticket":1,"priority":"high"}"#),
      ("set 1 priority: HIGH", #"ticket.set {"ticket":1,"priority":"high"}"#),
      ("set high it", #"ticket.set {"ticket":7,"priority":"high"}"#),
      ("set 1 --priority high", #"ticket.set {"ticket":1,"priority":"high"}"#),
      ("set 1 --priority=\"high\"", #"ticket.set {"ticket":1,"priority":"high"}"#),
      ("set 1 —priority high", #"ticket.set {"ticket":1,"priority":"high"}"#),
      ("set 1", #"ticket.set {"ticket":1} ? priority"#),
      ("tag 1 “feature proposal”", #"ticket.tag {"ticket":1,"tag":"feature proposal"}"#),
      ("tag 1 ui # for now", #"ticket.tag {"ticket":1,"tag":"ui"}"#),
      ("tag 1 with ui --dry-run", #"ticket.tag {"ticket":1,"tag":"ui","dryRun":true}"#),
      ("tag 1 ui --dry-run=no", #"ticket.tag {"ticket":1,"tag":"ui","dryRun":false}"#),
      ("show me", "ticket.list {}"), ("show 3", #"ticket.show {"ticket":3}"#),
      ("help ?", "desk.help {}"), ("help take it", #"desk.help {"topic":"take it"}"#),
      ("what is due within 2h?", #"ticket.list {"filter":"due<2h"}"#),
      ("# a comment", "nothing"), ("", "nothing"), (" \t\u{A0}", "nothing"),
      ("\t\n", "nothing"), (" \r\n", "nothing"), ("please?", "unknown-verb ⟦please?⟧"),
      ("rpc", "rpc.run {}"), ("rpc run", "rpc.run {}"),
      ("#12?", #"ticket.show {"ticket":12}"#), ("it", #"ticket.show {"ticket":7}"#),
      ("12 please", #"ticket.show {"ticket":12}"#), ("12 ?", #"ticket.show {"ticket":12}"#),
      ("please 12", #"ticket.show {"ticket":12}"#),
      ("what is due within \"2h\"", "unknown-verb ⟦what⟧ is due within \"2h\""),
      ("could you take 12", #"ticket.take {"ticket":12}"#),
      ("let's take 12", #"ticket.take {"ticket":12}"#),
      ("lets take 12", #"ticket.take {"ticket":12}"#),
      ("take 12 ?", #"ticket.take {"ticket":12}"#),
      ("tag 1 it", #"ticket.tag {"ticket":1,"tag":"it"}"#),
      ("tag 1 \"please\"", #"ticket.tag {"ticket":1,"tag":"please"}"#),
      ("tag 1 please please", #"ticket.tag {"ticket":1,"tag":"please"}"#),
      ("take please", #"ticket.take {"ticket":7}"#),
    ])
  func slots(line: String, meaning: String) {
    #expect(Meanings.of(line) == meaning)
  }

  @Test(
    "what nobody takes is an error at its place, never a guess",
    arguments: [
      ("tkae 12", "unknown-verb ⟦tkae⟧ 12"), ("ping", "unknown-verb ⟦ping⟧"),
      ("please tkae 12", "unknown-verb please ⟦tkae⟧ 12"),
      ("take 12 13", "extra-words take 12 ⟦13⟧"), ("take x", "bad-value take ⟦x⟧"),
      ("take 12 : x", "extra-words take 12 ⟦:⟧ x"), ("tag 1 a:", "extra-words tag 1 a⟦:⟧"),
      ("tag 1 a~\"b c\"", "extra-words tag 1 a~\"b ⟦c\"⟧"),
      ("take 1 --dry-rum", "unknown-field take 1 ⟦--dry-rum⟧"),
      ("take 1 --no-input", "unknown-field take 1 ⟦--no-input⟧"),
      ("take 1 dry-run", "extra-words take 1 ⟦dry-run⟧"),
      ("take 1 if-revision 3", "extra-words take 1 ⟦if-revision⟧ 3"),
      ("take 1 if-revision:3", "extra-words take 1 ⟦if-revision:3⟧"),
      ("resolve 1 --silent=maybe", "bad-value resolve 1 --silent=⟦maybe⟧"),
      ("resolve 1 --silent=", "missing-input resolve 1 --silent=⟦⟧"),
      ("resolve 1 --silent=\"\"", "missing-input resolve 1 --silent=\"\"⟦⟧"),
      ("set 1 priority:\"\"", "bad-value set 1 priority:\"⟦⟧\""),
      ("resolve 1 silent", "extra-words resolve 1 ⟦silent⟧"),
      ("take 1 --if-revision", "missing-input take 1 --if-revision⟦⟧"),
      ("take 1 --if-revision --dry-run", "missing-input take 1 --if-revision⟦⟧ --dry-run"),
      ("take 1 --if-revision 0", "bad-value take 1 --if-revision ⟦0⟧"),
      ("take 1 --dry-run --dry-run", "repeated take 1 --dry-run ⟦--dry-run⟧"),
      ("set 1 high priority:low", "repeated set 1 high ⟦priority:low⟧"),
      ("set 1 priority", "missing-input set 1 priority⟦⟧"),
      ("set 1 priority:\"hihg\"", "bad-value set 1 priority:\"⟦hihg⟧\""),
      ("set 1 \"hihg\"", "bad-value set 1 \"⟦hihg⟧\""),
      ("tag 1 \"open end", "unfinished tag 1 ⟦\"open end⟧"),
      ("list limit 5 bad", "bad-value list limit 5 ⟦bad⟧"),
      ("please", "unknown-verb ⟦please⟧"), ("let's", "unknown-verb ⟦let's⟧"),
      ("could you", "unknown-verb ⟦could⟧ you"), ("/", "unknown-verb ⟦/⟧"),
      ("\"take\" 1", "unknown-verb ⟦\"take\"⟧ 1"),
      ("12 13", "unknown-verb ⟦12⟧ 13"), ("#", "nothing"), ("#?", "unknown-verb ⟦#?⟧"),
      ("#x", "unknown-verb ⟦#x⟧"), ("１２", "unknown-verb ⟦１２⟧"), ("1½", "unknown-verb ⟦1½⟧"),
      ("show 1 2 please", "extra-words show 1 ⟦2⟧ please"),
    ])
  func errors(line: String, error: String) {
    #expect(Meanings.of(line) == error)
  }

  @Test("a slip is answered with what may have been meant")
  func suggestions() {
    #expect(Meanings.problem("take 1 --dry-rum")?.suggestions == ["--dry-run"])
    #expect(Meanings.problem("tkae 1")?.suggestions == ["take", "tag"])
    #expect(Meanings.problem("set 1 hihg")?.suggestions == ["high"])
    #expect(Meanings.problem("what is love")?.expected == ["what is due within {span}"])
  }

  @Test("what stands in a command and is no word is told for what it is")
  func illegible() {
    for (code, what) in [
      ("\n", "a line's end"), ("\r", "a line's end"), ("\u{7}", "a control character"),
      ("\u{1F}", "a control character"), ("\u{7F}", "a control character"),
      ("\u{85}", "a control character"),
    ] {
      let message = Meanings.problem("take 1\(code)2")?.message
      #expect(message == "\(what) stands in the command, outside a text")
      #expect(Meanings.problem("take 1\(code)")?.kind == .notText)
    }
  }

  @Test("`it` needs a focus, and a quotation is never a pronoun")
  func pronouns() {
    #expect(Meanings.of("take it", focus: nil) == "no-focus take ⟦it⟧")
    #expect(Meanings.of("take", focus: nil) == "ticket.take {} ? ticket")
    #expect(Meanings.of("take \"it\"") == "bad-value take \"⟦it⟧\"")
  }

  @Test(
    "a filter is taken as written, up to a flag, a comment or the end",
    arguments: [
      (#"list tag:"feature proposal" mine"#, #"tag:"feature proposal" mine"#),
      (#"list  "a  --b"  mine --limit 5"#, #""a  --b"  mine"#),
      (#"list tag:"a --b" x"#, #"tag:"a --b" x"#), (#"list tag:“a b”,"c d""#, #"tag:“a b”,"c d""#),
      ("list -tag:x or (mine) # all", "-tag:x or (mine)"), ("list due<1h please", "due<1h"),
      ("list --limit 5 a: b", "a: b"),
    ])
  func sources(line: String, filter: String) throws {
    guard case .call(let call) = TestCommands.grammar.parse(Line(line), focus: nil).meaning else {
      Issue.record("\(line) is no call: \(Meanings.of(line))")
      return
    }
    #expect(call.arguments["filter"]?.string == filter)
  }

  @Test(
    "behind a sign that parts a word a quotation holds blanks together", arguments: Array(":,=<>(-")
  )
  func signs(sign: Character) {
    let filter = "x\(sign)\"a --limit 5\" mine"
    let call = TestCommands.grammar.parse(Line("list " + filter), focus: nil).meaning
    guard case .call(let call) = call else {
      Issue.record("\(filter) is no filter")
      return
    }
    #expect(call.arguments == ["filter": .string(filter)])
  }

  @Test(
    "a question that is not understood is told those that begin with the same word",
    arguments: [
      ("what", "what is due within {span}"), ("who", "who has {n}"), ("why", "why is {n} late"),
      ("when", "when is {n} due"), ("how", "how is {n}"), ("what's", "what's new"),
    ])
  func questions(word: String, pattern: String) {
    let problem = Meanings.problem("\(word) on earth")
    #expect(problem?.expected == [pattern])
    #expect(problem?.suggestions == [])
    #expect(problem?.hint == "help lists the commands")
  }

  @Test("a turn of phrase stands for no line that means something, and of two commands the first")
  func precedence() {
    let take = TestCommands.all.filter { $0.name == "ticket.take" }
    let other = Command("desk.take", .read, "Reads.", verbs: ["take"]) { Schema([:]) }
    let grammar = Grammar(
      commands: take + [other],
      aliases: [Alias("take {n}", "desk take"), Alias("fetch {x}", "take {x}")])
    func told(_ line: String) -> String {
      let (meaning, alias) = grammar.parse(Line(line), focus: nil)
      return Meanings.show(meaning, alias ?? Line(line)) + (alias.map { " for " + $0.text } ?? "")
    }
    #expect(told("take 12") == #"ticket.take {"ticket":12}"#)
    #expect(told("fetch 12?") == #"ticket.take {"ticket":12} for take 12"#)
    #expect(told("fetch x") == "bad-value take ⟦x⟧ for take x")
    #expect(told("desk take") == "desk.take {}")
  }

  @Test("a word of the language has at most 256 bytes", arguments: [256, 257])
  func longWords(count: Int) {
    let verb = String(repeating: "x", count: count)
    let command = Command("desk.x", .read, "Reads.", verbs: [verb]) { Schema([:]) }
    let meaning = Grammar(commands: [command], aliases: []).parse(Line(verb), focus: nil).meaning
    #expect(Meanings.show(meaning, Line(verb)).hasPrefix("desk.x") == (count == 256))
  }

  @Test("what is wrong inside a filter is marked in the line")
  func sourceSpans() {
    #expect(Meanings.of("list ä  bad x") == "bad-value list ä  ⟦bad⟧ x")
    #expect(Meanings.of("show me --limit 3  bad") == "bad-value show me --limit 3  ⟦bad⟧")
    #expect(Meanings.of("list tag:\"a") == "unfinished list tag:⟦\"a⟧")
  }

  @Test(
    "many words are an array",
    arguments: [
      ("import a b", #"desk.import {"files":["a","b"]}"#),
      ("import a --via x b", #"desk.import {"files":["a","b"],"via":"x"}"#),
      ("import \"a b\" -- --c", #"desk.import {"files":["a b","--c"]}"#),
      ("import", "desk.import {} ? files"),
      ("import --files a b --via x", #"desk.import {"files":["a","b"],"via":"x"}"#),
      ("import --files=a", #"desk.import {"files":["a"]}"#),
      ("import a --files b", "repeated import a ⟦--files⟧ b"),
      ("import \"a", "unfinished import ⟦\"a⟧"),
      ("import a : b", #"desk.import {"files":["a",":","b"]}"#),
      ("import : a", "extra-words import ⟦:⟧ a"),
      ("import a \"\" b", "bad-value import ⟦a \"\" b⟧"),
      ("import \"\"", "bad-value import ⟦\"\"⟧"),
      ("import --via", "missing-input import --via⟦⟧"),
    ])
  func words(line: String, meaning: String) {
    #expect(Meanings.of(line) == meaning)
  }

  @Test("the places of values are told, inside quotation marks and behind the text's colon")
  func places() throws {
    let lines: [(line: String, slot: String)] = [
      ("tag 1 with \"▮a b\"", "tag"), ("tag ▮1 with b", "ticket"), ("note 1 : ▮ä", "text"),
      ("set 1 --priority=“▮high”", "priority"),
      ("set 1 --priority=“▮high”", "priority"), ("list --limit 5 ▮mine x", "filter"),
      ("assign 1 to ▮Ada B", "agent"), ("import --via x ▮a b", "files"),
      ("new for me low:▮x", "subject"), ("can ▮reply 1", "line"),
    ]
    for (marked, slot) in lines {
      let line = marked.filter { $0 != "▮" }
      let place =
        marked.utf8.count
        - marked[(marked.firstIndex(of: "▮") ?? marked.startIndex)...]
        .utf8.count
      guard case .call(let call) = TestCommands.grammar.parse(Line(line), focus: nil).meaning else {
        Issue.record("\(line) is no call: \(Meanings.of(line))")
        continue
      }
      #expect(call.places[slot] == place, "\(marked)")
    }
  }

  @Test(
    "what looks like a blank is part of a word",
    arguments: ["§", "½", "\u{A1}", "\u{2010}", "\u{202E}", "‘", "‟"])
  func letters(letter: String) {
    #expect(Meanings.of("tag 1 a\(letter)b") == #"ticket.tag {"ticket":1,"tag":"a\#(letter)b"}"#)
  }

  @Test(
    "any blank parts words, and any quotation mark holds them together",
    arguments: [" ", "\t", "\u{A0}", "\u{202F}", " \t "])
  func blanks(blank: String) {
    #expect(Meanings.of("tag\(blank)1\(blank)a") == #"ticket.tag {"ticket":1,"tag":"a"}"#)
    for mark in ["\"", "“", "”", "„"] {
      let call = Meanings.of("tag 1 \(mark)a b\(mark)")
      #expect(call == #"ticket.tag {"ticket":1,"tag":"a b"}"#)
    }
  }

  @Test("of a long word forty characters are told", arguments: [40, 41])
  func clipped(count: Int) {
    let word = String(repeating: "x", count: count)
    let told = count == 40 ? word : String(repeating: "x", count: 40) + "…"
    #expect(Meanings.problem("take \(word)")?.message.contains("\"\(told)\"") == true)
  }

  @Test("a line has at most 1 MiB")
  func longest() {
    let longest = "note 1 : " + String(repeating: "x", count: (1 << 20) - 9)
    #expect(Meanings.problem(longest) == nil)
    #expect(Meanings.problem(longest + "x")?.kind == .tooLong)
    #expect(Meanings.problem("take " + String(repeating: "x", count: 1 << 20))?.kind == .tooLong)
  }
}
