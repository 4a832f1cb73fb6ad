import Interpreter
import JSON
import Testing

/// Answers to questions.
struct AnswerTests {
  private let grammar = TestCommands.grammar

  /// What an answer to the one question that a line asks makes of it.
  private func answer(_ line: String, _ text: String, agreement: JSONValue? = nil) -> String {
    guard case .needs(var needs) = grammar.parse(Line(line), focus: nil).meaning else {
      return "\(line) asks nothing"
    }
    needs.inputs[0].agreement = agreement
    switch grammar.answer(needs, with: text) {
    case .givesUp: return "gives up"
    case .goesOn(.needs(let again)):
      guard let fault = again.inputs[0].fault else { return Meanings.show(.needs(again), Line("")) }
      return ([fault.kind.word, fault.message] + fault.suggestions).joined(separator: " | ")
    case .goesOn(let parse): return Meanings.show(parse, Line(""))
    }
  }

  @Test(
    "an answer is read by the type of its slot",
    arguments: [
      ("set 1", " high ", #"ticket.set {"ticket":1,"priority":"high"}"#),
      ("set", "1", #"ticket.set {"ticket":1} ? priority"#),
      ("assign 1", "Ada Byron", #"ticket.assign {"ticket":1,"agent":"Ada Byron"}"#),
      ("tag 1", "\"a b\"", #"ticket.tag {"ticket":1,"tag":"a b"}"#),
      ("note 1", " : # a\nb ", ##"ticket.note {"ticket":1,"text":" : # a\nb "}"##),
      ("import", "a \"b c\"", #"desk.import {"files":["a","b c"]}"#),
      ("set 1", "hihg", "bad-value | \"hihg\" is no priority | high"),
      ("set 1", "", "bad-value | \"\" is no priority"),
      ("take", "x", "bad-value | \"x\" is no ticket"),
      ("tag 1", "", "bad-value | it is empty"), ("note 1", "", "bad-value | it is empty"),
      ("tag 1", "\u{A0}\ta b\t\u{A0}", #"ticket.tag {"ticket":1,"tag":"a b"}"#),
      ("tag 1", "\"a\" \"b\"", #"ticket.tag {"ticket":1,"tag":"\"a\" \"b\""}"#),
      ("tag 1", "\"a b", #"ticket.tag {"ticket":1,"tag":"\"a b"}"#),
      ("tag 1", "it", #"ticket.tag {"ticket":1,"tag":"it"}"#),
      ("note 1", "\"a\"", #"ticket.note {"ticket":1,"text":"\"a\""}"#),
      ("import", "a\nb", "not-text | a line's end stands in the command, outside a text"),
      ("note 1", "a\nb", #"ticket.note {"ticket":1,"text":"a\nb"}"#),
      ("tag 1", "a\nb", "not-text | a line's end stands in the command, outside a text"),
    ])
  func answers(line: String, text: String, meaning: String) {
    #expect(answer(line, text) == meaning)
  }

  @Test(
    "where the question is whether to go on, yes stands for the value and no gives the call up",
    arguments: [
      ("yes", #"ticket.tag {"ticket":1,"tag":"ab12"}"#),
      (" Y ", #"ticket.tag {"ticket":1,"tag":"ab12"}"#), ("no", "gives up"), ("N", "gives up"),
      ("ab12", "bad-value | yes or no is wanted"), ("", "bad-value | yes or no is wanted"),
    ])
  func agreement(text: String, meaning: String) {
    #expect(answer("tag 1", text, agreement: "ab12") == meaning)
  }

  @Test("what is neither yes nor no is told both")
  func neither() throws {
    guard case .needs(var needs) = grammar.parse(Line("tag 1"), focus: nil).meaning else { return }
    needs.inputs[0].agreement = "ab12"
    guard case .goesOn(.needs(let again)) = grammar.answer(needs, with: "perhaps") else {
      Issue.record("no question")
      return
    }
    #expect(again.inputs[0].fault?.expected == ["yes", "no"])
    #expect(again.inputs[0].fault?.pointer == "/tag")
    #expect(again.inputs[0].fault?.got == "perhaps")
  }

  @Test("an answer has at most 1 MiB")
  func longest() {
    let longest = String(repeating: "x", count: 1 << 20)
    #expect(answer("note 1", longest).hasPrefix("ticket.note"))
    #expect(answer("note 1", longest + "x") == "too-long | a line has at most 1 MiB")
  }

  @Test("a fault tells the parameter and what would be right")
  func faults() {
    guard case .needs(let needs) = grammar.parse(Line("set 1"), focus: nil).meaning,
      case .goesOn(.needs(let again)) = grammar.answer(needs, with: "x")
    else {
      Issue.record("no question")
      return
    }
    #expect(again.inputs[0].fault?.pointer == "/priority")
    #expect(again.inputs[0].fault?.expected == ["urgent", "high", "medium", "low"])
    #expect(again.inputs[0].fault?.span == nil)
    guard
      case .goesOn(.needs(let illegible)) = grammar.answer(
        needs, with: "hi\u{1}gh")
    else {
      Issue.record("no question")
      return
    }
    #expect(illegible.inputs[0].fault?.kind == .notText)
    #expect(illegible.inputs[0].fault?.pointer == "/priority")
    #expect(illegible.inputs[0].fault?.span == nil)
  }
}
