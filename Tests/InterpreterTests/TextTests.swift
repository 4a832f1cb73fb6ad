import Interpreter
import JSON
import Testing

/// A text is the raw tail of its line (console.md 2.1.5).
struct TextTests {
  @Test(
    "a text is the rest of the line, byte for byte, whatever it looks like",
    arguments: [
      ("note 1 : # Steps", "# Steps"), ("note 1 # Steps to repeat", "# Steps to repeat"),
      ("note 1 # Steps: one", "# Steps: one"), ("note 1 due:tomorrow", "due:tomorrow"),
      ("note 1 ticket:5 is the same", "ticket:5 is the same"),
      ("note 1 ticket 5", "ticket 5"), ("note 1 re: the printer", "re: the printer"),
      ("note 1 https://docs.example/edit#gid=0", "https://docs.example/edit#gid=0"),
      ("note 1 Music technology: social context", "Music technology: social context"),
      ("note 1 \"quoted: text\" and: more", "\"quoted: text\" and: more"),
      ("note 1 \"open", "\"open"), ("note 1 it's \"half", "it's \"half"),
      ("note 1 ends in please", "ends in please"), ("note 1 a ; then b", "a ; then b"),
      ("note 1 : it is : so", "it is : so"), ("note 1 : -x", "-x"),
      ("note 1 : --silent", "--silent"), ("note 1 a --silent b", "a --silent b"),
      ("note 1 : “typographic” – marks", "“typographic” – marks"),
      ("note 1 — a dash alone", "— a dash alone"), ("note 1 text  ", "text  "),
      ("note 1 12:30 works", "12:30 works"), ("note 1 :: x", ": x"),
    ])
  func raw(line: String, text: String) throws {
    #expect(try told(line) == text)
  }

  @Test(
    "one blank parts a text from what stands before it; further ones belong to it",
    arguments: [
      ("note 1 x", "x"), ("note 1  x", " x"), ("note 1 \tx", "\tx"), ("note 1\tx", "x"),
      ("note 1 : x", "x"), ("note 1 :  x", " x"), ("note 1 :\tx", "\tx"), ("note 1 : \tx", "\tx"),
      ("note 1 :x", "x"), ("note 1: x", "x"), ("note 1:x", "x"), ("note 1:  x", " x"),
    ])
  func blanks(line: String, text: String) throws {
    #expect(try told(line) == text)
  }

  @Test(
    "a text begins behind the first colon before which all words are the entry's",
    arguments: [
      ("new for me low : a: b", #"ticket.new {"customer":"me","priority":"low","subject":"a: b"}"#),
      ("new for me low: a", #"ticket.new {"customer":"me","priority":"low","subject":"a"}"#),
      ("new for me low:a", #"ticket.new {"customer":"me","priority":"low","subject":"a"}"#),
      (
        "new for me priority:low : a",
        #"ticket.new {"customer":"me","priority":"low","subject":"a"}"#
      ),
      (
        "new for me priority: low : a",
        #"ticket.new {"customer":"me","priority":"low","subject":"a"}"#
      ),
      (
        "new for me priority low : a",
        #"ticket.new {"customer":"me","priority":"low","subject":"a"}"#
      ),
      ("new for me priority : low", #"ticket.new {"customer":"me","priority":"low"} ? subject"#),
      (
        "new for Ada 12:30 low : a",
        #"ticket.new {"customer":"Ada 12:30","priority":"low","subject":"a"}"#
      ),
      (
        "new for \"Ada: B\" low : a",
        #"ticket.new {"customer":"Ada: B","priority":"low","subject":"a"}"#
      ),
      ("new low for Ada: a", #"ticket.new {"customer":"Ada","priority":"low","subject":"a"}"#),
      ("rename 1 to Printer", #"ticket.rename {"ticket":1,"subject":"Printer"}"#),
      ("rename 1 to : Printer", #"ticket.rename {"ticket":1,"subject":"Printer"}"#),
      ("rename 1 to: Printer", #"ticket.rename {"ticket":1,"subject":"Printer"}"#),
      ("rename 1 to to it", #"ticket.rename {"ticket":1,"subject":"to it"}"#),
      ("rename 1 : to it", #"ticket.rename {"ticket":1,"subject":"to it"}"#),
      ("rename 1 Printer to it", #"ticket.rename {"ticket":1,"subject":"Printer to it"}"#),
      ("rename to Printer", #"ticket.rename {"ticket":7,"subject":"Printer"}"#),
      ("reply 1 --draft d3", #"ticket.reply {"ticket":1,"draft":"d3"}"#),
      ("reply : hello", #"ticket.reply {"ticket":7,"text":"hello"}"#),
      ("reply: hello", #"ticket.reply {"ticket":7,"text":"hello"}"#),
      ("reply it hello", #"ticket.reply {"ticket":7,"text":"hello"}"#),
      ("reply ticket 3 hello", #"ticket.reply {"ticket":3,"text":"hello"}"#),
      ("reply ticket:3 hello", #"ticket.reply {"ticket":3,"text":"hello"}"#),
      ("received 1 from Ada : hi", #"ticket.receive {"ticket":1,"from":"Ada","text":"hi"}"#),
      ("received 1 from: Ada : hi", #"ticket.receive {"ticket":1,"from":"Ada","text":"hi"}"#),
      ("received 1 it broke", #"ticket.receive {"ticket":1,"text":"it broke"}"#),
      (
        "received 1 at 10:05 --dry-run",
        #"ticket.receive {"ticket":1,"at":"10:05","dryRun":true} ? text"#
      ),
      ("resolve 1 : done", #"ticket.resolve {"ticket":1,"text":"done"}"#),
      ("resolve 1:done", #"ticket.resolve {"ticket":1,"text":"done"}"#),
      ("resolve 1 --silent", #"ticket.resolve {"ticket":1,"silent":true}"#),
      ("reply 1 --dry-run : x", #"ticket.reply {"ticket":1,"text":"x","dryRun":true}"#),
      ("reply 1 --dry-run x", #"ticket.reply {"ticket":1,"text":"x","dryRun":true}"#),
      ("reply 1 --dry-run: x", #"ticket.reply {"ticket":1,"text":"x","dryRun":true}"#),
      ("reply --dry-run 1 x", #"ticket.reply {"ticket":1,"text":"x","dryRun":true}"#),
      ("reply 1 --if-revision 3 x", #"ticket.reply {"ticket":1,"text":"x","ifRevision":3}"#),
      ("reply 1 --if-revision=3 : x", #"ticket.reply {"ticket":1,"text":"x","ifRevision":3}"#),
      ("note 1 -- -x", #"ticket.note {"ticket":1,"text":"-x"}"#),
      ("note 1 --text a: b", #"ticket.note {"ticket":1,"text":"a: b"}"#),
      ("note --text a b", #"ticket.note {"ticket":7,"text":"a b"}"#),
      ("note 1 --text=a", #"ticket.note {"ticket":1,"text":"a"}"#),
      ("resolve 1 --text a: b", #"ticket.resolve {"ticket":1,"text":"a: b"}"#),
      ("resolve 1 --silent --text a", #"ticket.resolve {"ticket":1,"silent":true,"text":"a"}"#),
      ("note 1 --text", #"ticket.note {"ticket":1} ? text"#),
      ("note 1 --text ", #"ticket.note {"ticket":1} ? text"#),
      ("note 1 :", #"ticket.note {"ticket":1} ? text"#),
      ("note 1 :  ", #"ticket.note {"ticket":1} ? text"#),
      ("note 1", #"ticket.note {"ticket":1} ? text"#),
      ("note 1 : \t\r\n", #"ticket.note {"ticket":1} ? text"#),
      ("wait 1", #"ticket.wait {"ticket":1}"#), ("wait 1 # later", #"ticket.wait {"ticket":1}"#),
      ("wait 1 : # later", ##"ticket.wait {"ticket":1,"text":"# later"}"##),
      ("can reply 12", #"desk.can {"line":"reply 12"}"#),
      ("can : please", #"desk.can {"line":"please"}"#),
      ("can you take 12", #"ticket.take {"ticket":12}"#),
      ("please can you take 12", #"ticket.take {"ticket":12}"#),
      ("please can reply 12", #"desk.can {"line":"reply 12"}"#),
    ])
  func places(line: String, meaning: String) {
    #expect(Meanings.of(line) == meaning)
  }

  @Test(
    "what may be a slip is no text",
    arguments: [
      ("resolve it 1", "extra-words resolve it ⟦1⟧", "resolve it : 1"),
      ("wait 1 for him", "extra-words wait 1 ⟦for⟧ him", "wait 1 : for him"),
      ("resolve 1 done : x", "extra-words resolve 1 ⟦done⟧ : x", "resolve 1 : done : x"),
      ("note 1 -x", "extra-words note 1 ⟦-x⟧", "note 1 : -x"),
      ("note 1 - x", "extra-words note 1 ⟦-⟧ x", "note 1 : - x"),
      ("note 1 --slient x", "unknown-field note 1 ⟦--slient⟧ x", "note 1 : --slient x"),
      ("note 1  --x : y", "unknown-field note 1  ⟦--x⟧ : y", "note 1 : --x : y"),
      ("note 1 \t -x", "extra-words note 1 \t ⟦-x⟧", "note 1 : -x"),
      (
        "resolve 1 silent all is well", "extra-words resolve 1 ⟦silent⟧ all is well",
        "resolve 1 --silent all is well"
      ),
      (
        "new for me low Printer", "extra-words new for me low ⟦Printer⟧", "new for me low : Printer"
      ),
      (
        "reply 1 at half past three : x", "extra-words reply 1 ⟦at⟧ half past three : x",
        "reply 1 : at half past three : x"
      ),
      ("note 1 for Bob : x", "extra-words note 1 ⟦for⟧ Bob : x", "note 1 : for Bob : x"),
      ("received 1 an hour ago : x", "extra-words received 1 ⟦an⟧ hour ago : x", nil),
      ("received 1 form Ada : x", "extra-words received 1 ⟦form⟧ Ada : x", nil),
      ("note it is so : x", "extra-words note it ⟦is⟧ so : x", "note it : is so : x"),
      (
        "received 1 at 10:05 we come --dry-run",
        "extra-words received 1 ⟦at⟧ 10:05 we come --dry-run",
        "received 1 : at 10:05 we come --dry-run"
      ),
      ("note 1x : y", "bad-value note ⟦1x⟧ : y", nil),
      ("note one text", "bad-value note ⟦one⟧ text", nil),
    ])
  func slips(line: String, error: String, hint: String?) {
    #expect(Meanings.of(line) == error)
    if let hint { #expect(Meanings.problem(line)?.hint == hint) }
  }

  @Test("a text may be of several lines; what stands before it may not")
  func lines() throws {
    #expect(try told("note 1 : a\nb\r\n\u{7}c\n") == "a\nb\r\n\u{7}c\n")
    #expect(try told("note 1 a\nb: c") == "a\nb: c")
    #expect(try told("note 1 a\nb : c") == "a\nb : c")
    #expect(try told("note 1:\na") == "\na")
    #expect(Meanings.of("take 1\n") == "not-text take 1⟦\n⟧")
    #expect(Meanings.of("take\n1") == "not-text take⟦\n⟧1")
    #expect(Meanings.of("take 1\u{7}") == "not-text take 1⟦\u{7}⟧")
    #expect(Meanings.of("new for A\u{9F} low : x") == "not-text new for A⟦\u{9F}⟧ low : x")
    #expect(Meanings.of("note 1\n2 x") == "not-text note 1⟦\n⟧2 x")
    #expect(Meanings.of("wait 1\ntake 2") == "not-text wait 1⟦\n⟧take 2")
    #expect(Meanings.of("xyz 1\u{7}") == "not-text xyz 1⟦\u{7}⟧")
    #expect(Meanings.of(" \n") == "nothing")
  }

  @Test("a text that its place does not take is marked to its end", arguments: [40, 41])
  func refused(count: Int) {
    let text = String(repeating: "x", count: count)
    #expect(
      Meanings.of("can : \(text)")
        == (count == 40 ? #"desk.can {"line":"\#(text)"}"# : "bad-value can : ⟦\(text)⟧"))
  }

  @Test(
    "a shell's arguments are one word each, and behind a colon or the ticket the text",
    arguments: [
      (["note", "1", ":", "a", "b"], #"ticket.note {"ticket":1,"text":"a b"}"#),
      (["note", "1", "a: b", "c"], #"ticket.note {"ticket":1,"text":"a: b c"}"#),
      (["note", "1", ":", "--x"], #"ticket.note {"ticket":1,"text":"--x"}"#),
      (
        ["reply", "1", "--dry-run", ":", "x"],
        #"ticket.reply {"ticket":1,"text":"x","dryRun":true}"#
      ),
      (
        ["reply", "1", "--dry-run", "x y"], #"ticket.reply {"ticket":1,"text":"x y","dryRun":true}"#
      ),
      (["note", "1", "a\nb"], #"ticket.note {"ticket":1,"text":"a\nb"}"#),
      (["note", "1", "#", "x"], ##"ticket.note {"ticket":1,"text":"# x"}"##),
      (["note", "1", ":", " x"], #"ticket.note {"ticket":1,"text":" x"}"#),
      (["note", "1", ""], #"ticket.note {"ticket":1} ? text"#),
      (["take", "1\n"], "not-text take 1⟦\n⟧"),
      (["assign", "1", "Ada B"], #"ticket.assign {"ticket":1,"agent":"Ada B"}"#),
      (["assign", "1", "--agent=Ada B"], #"ticket.assign {"ticket":1,"agent":"Ada B"}"#),
      (["note", "1", "-x y"], #"ticket.note {"ticket":1,"text":"-x y"}"#),
      (["assign", "1", "--agent=Ada B:"], #"ticket.assign {"ticket":1,"agent":"Ada B:"}"#),
      (["tag", "1", "a b:"], #"ticket.tag {"ticket":1,"tag":"a b:"}"#),
      (["wait", "1", "#"], "extra-words wait 1 ⟦#⟧"),
      (["import", "a b", "--via", "x", "c"], #"desk.import {"files":["a b","c"],"via":"x"}"#),
    ])
  func arguments(words: [String], meaning: String) {
    #expect(Meanings.of(arguments: words) == meaning)
  }

  /// The text that a line's call holds.
  private func told(_ line: String) throws -> String? {
    guard case .call(let call) = TestCommands.grammar.parse(Line(line), focus: nil).meaning else {
      Issue.record("\(line) is no call: \(Meanings.of(line))")
      return nil
    }
    return call.arguments["text"]?.string
  }
}
