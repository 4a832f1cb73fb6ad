import Interpreter
import JSON
import Testing

/// Which words a slot takes, and where it ends.
struct WordTests {
  @Test(
    "a phrase ends at a flag, a colon, what another slot takes or is named by, and behind an address",
    arguments: [
      ("assign 1 to Ada --dry-run", #"ticket.assign {"ticket":1,"agent":"Ada","dryRun":true}"#),
      ("assign 1 to Ada : x", "extra-words assign 1 to Ada ⟦:⟧ x"),
      ("assign 1 to Ada -- x", "extra-words assign 1 to Ada ⟦--⟧ x"),
      ("assign 1 to because ill", #"ticket.assign {"ticket":1,"agent":"because ill"}"#),
      ("assign 1 Ada <a@b> x", "extra-words assign 1 Ada <a@b> ⟦x⟧"),
      ("assign 1 \"a>\" b", #"ticket.assign {"ticket":1,"agent":"a> b"}"#),
      (
        "assign 1 because ill agent: Ada",
        #"ticket.assign {"ticket":1,"agent":"Ada","because":"ill"}"#
      ),
      (
        "assign 1 because ill agent:Ada",
        #"ticket.assign {"ticket":1,"agent":"Ada","because":"ill"}"#
      ),
      (
        "assign 1 because ill agent Ada",
        #"ticket.assign {"ticket":1,"because":"ill agent Ada"} ? agent"#
      ),
      ("assign 1 because ill agent", #"ticket.assign {"ticket":1,"because":"ill agent"} ? agent"#),
      (
        "assign 1 because ill \"to\" Ada",
        #"ticket.assign {"ticket":1,"because":"ill to Ada"} ? agent"#
      ), ("add urgent Ada B", #"person.add {"level":"urgent","name":"Ada B"}"#),
      ("add Ada urgent", "bad-value add ⟦Ada⟧ urgent"),
      ("assign 1 because ill agent:", "missing-input assign 1 because ill agent:⟦⟧"),
      (
        "assign 1 because of if-revision 3",
        #"ticket.assign {"ticket":1,"because":"of if-revision 3"} ? agent"#
      ),
      (
        "assign 1 because if-revision 3 is old",
        #"ticket.assign {"ticket":1,"because":"if-revision 3 is old"} ? agent"#
      ),
      ("add urgnet Ada", "bad-value add ⟦urgnet⟧ Ada"),
      ("add level: low Ada", #"person.add {"level":"low","name":"Ada"}"#),
    ])
  func phrases(line: String, meaning: String) {
    #expect(Meanings.of(line) == meaning)
  }

  @Test(
    "what a name, a preposition or a flag introduces is the next word, and words go on behind it",
    arguments: [
      ("tag 1 --dry-run=no ui", #"ticket.tag {"ticket":1,"tag":"ui","dryRun":false}"#),
      ("tag --dry-run 1 ui", #"ticket.tag {"ticket":1,"tag":"ui","dryRun":true}"#),
      ("take --ticket=it", #"ticket.take {"ticket":7}"#),
      ("take ticket:it", #"ticket.take {"ticket":7}"#),
      ("take --ticket=\"it\"", #"bad-value take --ticket="⟦it⟧""#),
      ("take ticket:“it”", "bad-value take ticket:“⟦it⟧”"),
      ("take --ticket it", #"ticket.take {"ticket":7}"#),
      ("set 1 priority:: high", "bad-value set 1 ⟦priority:⟧: high"),
      ("tag 1 with :", "missing-input tag 1 with :⟦⟧"),
      ("tag 1 with", "missing-input tag 1 with⟦⟧"), ("list : a", #"ticket.list {"filter":": a"}"#),
      ("new for me priority:low:x", "bad-value new for me priority:⟦low:x⟧"),
      ("set 1 priority :high", "bad-value set 1 priority ⟦:high⟧"),
      ("set 1 :high", "bad-value set 1 ⟦:high⟧"),
    ])
  func introduced(line: String, meaning: String) {
    #expect(Meanings.of(line) == meaning)
  }

  @Test(
    "a time stands before the text where a colon parts the two, and may be two words",
    arguments: [
      ("received 1 at 10:05 : x", #"ticket.receive {"ticket":1,"at":"10:05","text":"x"}"#),
      ("received 1 at 10:05: x", #"ticket.receive {"ticket":1,"at":"10:05","text":"x"}"#),
      ("received 1 at 10:05:30 : x", #"ticket.receive {"ticket":1,"at":"10:05:30","text":"x"}"#),
      (
        "received 1 at 11-27 10:05 : x",
        #"ticket.receive {"ticket":1,"at":"11-27 10:05","text":"x"}"#
      ), ("received 1 at 11-27 10:05", #"ticket.receive {"ticket":1,"at":"11-27 10:05"} ? text"#),
      ("received 1 at 10:05", #"ticket.receive {"ticket":1,"at":"10:05"} ? text"#),
      ("received 1 at:10:05 : x", #"ticket.receive {"ticket":1,"at":"10:05","text":"x"}"#),
      ("received 1 --at=10:05 x", #"ticket.receive {"ticket":1,"at":"10:05","text":"x"}"#),
      ("received 1 --at 10:05 x", #"ticket.receive {"ticket":1,"at":"10:05","text":"x"}"#),
      ("received 1 from Ada", #"ticket.receive {"ticket":1,"from":"Ada"} ? text"#),
      (
        "received 1 at 11-27 10:05 --dry-run : x",
        #"ticket.receive {"ticket":1,"at":"11-27 10:05","text":"x","dryRun":true}"#
      ),
      ("received 1 at:10:05:x", "bad-value received 1 at:⟦10:05:x⟧"),
      ("received 1 at 10:05:3", "extra-words received 1 ⟦at⟧ 10:05:3"),
      (
        "received 1 at 10:05Z:5 dogs", #"ticket.receive {"ticket":1,"at":"10:05Z","text":"5 dogs"}"#
      ),
      ("received 1 at 10:05 10:06", "extra-words received 1 ⟦at⟧ 10:05 10:06"),
      ("received 1 at 10:05:x", #"ticket.receive {"ticket":1,"at":"10:05","text":"x"}"#),
      ("received 1 at 10:05:30:x", #"ticket.receive {"ticket":1,"at":"10:05:30","text":"x"}"#),
      ("received 1 at 10:05:30", #"ticket.receive {"ticket":1,"at":"10:05:30"} ? text"#),
      ("received 1 at 10:05:3x", "extra-words received 1 ⟦at⟧ 10:05:3x"),
      ("received 1 at 10:05x:3 : y", "bad-value received 1 at ⟦10:05x:3⟧ : y"),
      ("received 1 at 10:05: 30", #"ticket.receive {"ticket":1,"at":"10:05","text":"30"}"#),
      (
        "received 1 at noon we restart", #"ticket.receive {"ticket":1,"text":"at noon we restart"}"#
      ), ("received 1 at noon", #"ticket.receive {"ticket":1,"text":"at noon"}"#),
      ("received 1 at", #"ticket.receive {"ticket":1,"text":"at"}"#),
      (
        "received 1 at noon is fine: x", #"ticket.receive {"ticket":1,"text":"at noon is fine: x"}"#
      ), ("received 1 at ;1 y", #"ticket.receive {"ticket":1,"text":"at ;1 y"}"#),
      ("received 1 at /1 y", #"ticket.receive {"ticket":1,"text":"at /1 y"}"#),
      ("received 1 it broke: x", #"ticket.receive {"ticket":1,"text":"it broke: x"}"#),
      ("received 1 5 dogs: x", #"ticket.receive {"ticket":1,"text":"5 dogs: x"}"#),
      // As it is set in French, with a blank that does not break.
      ("received 1 oui\u{A0}: x", "ticket.receive {\"ticket\":1,\"text\":\"oui\u{A0}: x\"}"),
      (
        "received 1 from Ada at 10:05 : x",
        #"ticket.receive {"ticket":1,"from":"Ada","at":"10:05","text":"x"}"#
      ),
      ("received 1 \"at\" 10:05", #"ticket.receive {"ticket":1,"text":"\"at\" 10:05"}"#),
      ("received 1 at \"10:05\" : x", #"ticket.receive {"ticket":1,"at":"10:05","text":"x"}"#),
      ("received 1 at 11-27 \"10:05\" : x", #"bad-value received 1 at ⟦11-27⟧ "10:05" : x"#),
      ("received at 10:05 : x", #"ticket.receive {"ticket":7,"at":"10:05","text":"x"}"#),
    ])
  func times(line: String, meaning: String) {
    #expect(Meanings.of(line) == meaning)
  }

  @Test(
    "what may be a time and is parted from no text is no text",
    arguments: [
      (
        "received 1 at 10:05 we restart", "extra-words received 1 ⟦at⟧ 10:05 we restart",
        "received 1 : at 10:05 we restart"
      ), ("received 1 at 9 dogs", "extra-words received 1 ⟦at⟧ 9 dogs", "received 1 : at 9 dogs"),
      ("received 1 at 0 dogs", "extra-words received 1 ⟦at⟧ 0 dogs", "received 1 : at 0 dogs"),
      ("received 1 at 9x", "extra-words received 1 ⟦at⟧ 9x", "received 1 : at 9x"),
      ("received 1 at noon : x", "bad-value received 1 at ⟦noon⟧ : x", "received 1 : at noon : x"),
      (
        "received 1 at noon ok : x", "bad-value received 1 at ⟦noon⟧ ok : x",
        "received 1 : at noon ok : x"
      ),
      (
        "received 1 yesterday at 10:05 : x", "extra-words received 1 ⟦yesterday⟧ at 10:05 : x",
        "received 1 : yesterday at 10:05 : x"
      ),
      (
        "received 1 (at 10:05) : x", "extra-words received 1 ⟦(at⟧ 10:05) : x",
        "received 1 : (at 10:05) : x"
      ),
      (
        "received 1 x (at10:05) : x", "extra-words received 1 ⟦x⟧ (at10:05) : x",
        "received 1 : x (at10:05) : x"
      ),
      (
        "received 1 at noon is fine : x", "extra-words received 1 ⟦at⟧ noon is fine : x",
        "received 1 : at noon is fine : x"
      ),
      ("received 1 5 dogs : x", "extra-words received 1 ⟦5⟧ dogs : x", "received 1 : 5 dogs : x"),
    ])
  func slips(line: String, error: String, hint: String) {
    #expect(Meanings.of(line) == error)
    #expect(Meanings.problem(line)?.hint == hint)
  }

  @Test(
    "an error of a line says what is wrong, what was said, and what would be right",
    arguments: [
      (
        "take 1 --dry-rum", "take has no --dry-rum",
        "unknown-field | - | --ticket,--if-revision,--dry-run | dry-rum | --dry-run | -"
      ),
      (
        "take 12 13", "nothing more is expected here",
        "extra-words | - | - | 13 | - | take [ticket] <ticket>"
      ),
      (
        "note 1 -x", "a text that begins with - needs a colon before it",
        "extra-words | - | - | -x | - | note 1 : -x"
      ),
      (
        "set 1 high priority:low", "priority is given twice",
        "repeated | /priority | - | - | - | -"
      ),
      (
        "tag 1 \"open", "the quotation has no end",
        "unfinished | - | - | - | - | -"
      ),
      (
        "take 1 --if-revision", "take [ticket] <ticket>: <if-revision> is missing",
        "missing-input | /ifRevision | number | - | - | -"
      ),
      (
        "set 1 priority", "set [ticket] <ticket> [priority] <priority>: <priority> is missing",
        "missing-input | /priority | urgent,high,medium,low | - | - | -"
      ),
      (
        "set 1 priority hihg", #""hihg" is no priority"#,
        "bad-value | /priority | urgent,high,medium,low | hihg | high | -"
      ),
      (
        "resolve 1 silent", "nothing more is expected here",
        "extra-words | - | - | silent | - | resolve 1 --silent"
      ),
      (
        "list a bad b", "bad",
        "bad-value | /filter | good | a bad b | - | -"
      ),
      (
        "tkae 1", "desk does not know `tkae`",
        "unknown-verb | - | - | tkae | take,tag | help lists the commands"
      ),
      (
        "what is love", "desk does not know `what`",
        "unknown-verb | - | what is due within {span} | what | - | help lists the commands"
      ),
      (
        "take 1\u{7}", "a control character stands in the command, outside a text",
        "not-text | - | - | - | - | -"
      ),
      (
        "new for me low Printer", "nothing more is expected here",
        "extra-words | - | - | Printer | - | new for me low : Printer"
      ),
      (
        "import --files a \"b", "the quotation has no end",
        "unfinished | - | - | - | - | -"
      ),
    ])
  func data(line: String, message: String, data: String) {
    let problem = Meanings.problem(line)
    #expect(problem?.message == message)
    let told = [
      problem?.kind.word, problem?.pointer, problem?.expected.joined(separator: ","), problem?.got,
      problem?.suggestions.joined(separator: ","), problem?.hint,
    ]
    #expect(told.map { $0.map { $0.isEmpty ? "-" : $0 } ?? "-" }.joined(separator: " | ") == data)
  }

  @Test("a pronoun that stands for nothing says how it would")
  func noFocus() {
    guard
      case .refused(let problem) = TestCommands.grammar.parse(Line("take it"), focus: nil).meaning
    else { return }
    #expect(problem.message == "`it` stands for nothing yet in this session")
    #expect(problem.hint == "show 12 makes 12 what `it` means")
  }
}
